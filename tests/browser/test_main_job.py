"""The main job, end to end, as a company, an underwriter, a holder and an agent do it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assess import clock
from assess.texts import editions
from tests.browser.conftest import Site
from tests.browser.papers import qr_code_of, text_of
from tests.browser.people import Agent, Company, Person, Underwriter

SAID = {
    "ja": {"valid": "この証明書は真正なもので、有効です。", "tier": "強化", "title": "割引適格性証明書"},
    "en": {
        "valid": "This certificate is genuine and valid.",
        "tier": "Strong",
        "title": "CertificateofDiscountEligibility",
    },
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_from_the_first_page_to_a_certificate_that_anyone_can_check(
    chromium: Browser, site: Site, tmp_path: Path, language: str
) -> None:
    name = {"ja": "株式会社 北浜精機", "en": "Kitahama Precision K.K."}[language]
    company = Company(chromium, site, language)
    path = company.start(name)
    company.answer_everything(path, {"admin-mfa": "most", "training": "unknown"})
    company.claim(path, "isms")
    company.go(f"{path}/result")
    assert "45%" in re.sub(r"\s", "", company.text())
    receipt = re.search(r"A-\d{4}-\d{6}", company.declare(path))
    assert receipt

    underwriter = Underwriter(chromium, site, language)
    underwriter.sign_in("underwriter@demo.example")
    underwriter.open_case(receipt.group())
    assert underwriter.confirm_everything() == 3 + len(editions.latest().questions) + 4 + 1
    underwriter.issue()

    company.go(f"{path}/receipt")
    number = re.search(r"SC-\d{4}-\d{6}-\d", company.text())
    assert number
    pdf = company.download(f"{path}/certificate.pdf?language={language}", tmp_path / "certificate.pdf")
    assert_certificate_says(text_of(pdf), name, number.group(), language)

    holder = Person(chromium, site, language)
    holder.go(qr_code_of(pdf).removeprefix(site.url))
    for expected in (SAID[language]["valid"], name, number.group(), SAID[language]["tier"]):
        assert expected in holder.text()
    assert "45%" in re.sub(r"\s", "", holder.text())


def assert_certificate_says(text: str, name: str, number: str, language: str) -> None:
    first, last = clock.today(), clock.months_after(clock.today(), 12)
    for expected in (SAID[language]["title"], re.sub(r"\s", "", name), number, "45%", SAID[language]["tier"]):
        assert expected in text
    for day in (first, last):
        written = {"ja": f"{day.year}年{day.month}月{day.day}日", "en": f"{day.day}{day:%B}{day.year}"}[language]
        assert written in text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_agent_prints_the_report_of_a_client(chromium: Browser, site: Site, tmp_path: Path, language: str) -> None:
    agent = Agent(chromium, site, language)
    agent.sign_in("agent@demo.example")
    client = agent.open_client("株式会社 北浜精機")
    report = text_of(agent.download(f"{client.rstrip('/')}/report.pdf", tmp_path / "report.pdf"))
    title = {"ja": "割引適格性試算書", "en": "DiscountEligibilityReport"}[language]
    for expected in (title, "株式会社北浜精機", "25%"):
        assert expected in report


def test_an_agent_has_no_door_to_other_cases(chromium: Browser, site: Site) -> None:
    agent = Agent(chromium, site, "ja")
    agent.sign_in("agent@demo.example")
    assert agent.page.request.get(f"{site.url}/underwriter/").status == 403
    assert agent.page.request.get(f"{site.url}/agent/clients/{'0' * 32}").status == 404
