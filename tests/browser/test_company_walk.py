"""A company's way from the first page to the receipt: phone and desktop, both languages, with script and without."""

import pytest
from playwright.sync_api import Browser, expect

from assess.texts import editions
from tests.browser.conftest import Site
from tests.browser.people import Company

PHONE, DESKTOP = 360, 1200
RECEIVED = {"ja": "診断を受け付けました", "en": "We have received your assessment"}
NOT_YET = {"ja": "あと3問に回答すると、申告できます。", "en": "3 questions must be answered before you can declare."}


def answer_page(company: Company, domain: str, otherwise: dict[str, str]) -> None:
    """Answer the domain that is open, and go on with the button."""
    assert f"/domains/{domain}" in company.page.url
    for question in editions.latest().domains[domain].questions.values():
        company.choose(question.id, otherwise.get(question.id, list(question.options)[-1]))
    company.press()


def follow(company: Company, part: str) -> None:
    """Follow the page's own link to another page of the assessment."""
    with company.page.expect_navigation():
        company.page.locator(f"main a[href$='{part}']:visible").first.click()


def test_on_a_phone_without_script_the_buttons_alone_lead_through_everything(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja", PHONE, script=False)
    company.start("有限会社 谷町木型")
    company.page.locator("main a.button").first.click()
    for domain in editions.latest().domains:
        answer_page(company, domain, {"training": "unknown"})
    assert company.page.url.endswith("/credits")
    company.page.check("input[value=privacy-mark]")
    company.press()
    assert company.page.url.endswith("/result")
    assert "50%" in company.text().replace("\n", "")
    follow(company, "/declaration")
    company.describe()
    company.page.fill("[name=name]", "谷町 花")
    company.page.fill("[name=title]", "取締役")
    company.page.check("[name=agreed]")
    company.press()
    assert RECEIVED["ja"] in company.text()
    follow(company, "/result")
    assert "申告" in company.text()


@pytest.mark.parametrize(
    ("language", "width", "script"),
    [
        ("ja", PHONE, True),
        ("ja", DESKTOP, True),
        ("ja", DESKTOP, False),
        ("en", PHONE, True),
        ("en", PHONE, False),
        ("en", DESKTOP, True),
        ("en", DESKTOP, False),
    ],
)
def test_start_answer_see_declare(chromium: Browser, site: Site, language: str, width: int, script: bool) -> None:
    company = Company(chromium, site, language, width, script)
    path = company.start("Nishitenma Works")
    company.answer_at_once(path, {})
    company.go(f"{path}/domains/mail")
    answer_page(company, "mail", {"misdirected-mail": "unknown"})
    answer_page(company, "people", {"training": "never"})
    company.go(f"{path}/result")
    expect(company.page.locator(".outcome .rate").first).to_contain_text("40")
    follow(company, "/declaration")
    never = editions.latest().questions["training"].options["never"].label.in_(language)
    expect(company.page.locator("#training")).to_contain_text(never)
    assert RECEIVED[language] in company.declare(path)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nobody_declares_while_questions_are_open(chromium: Browser, site: Site, language: str) -> None:
    company = Company(chromium, site, language, PHONE, script=False)
    path = company.start("Dojima Printing")
    company.answer_at_once(path, {}, but=("training", "phishing-drill", "log-retention"))
    assert NOT_YET[language] in company.declare(path)
    assert company.page.url.endswith("/declaration")
    with company.page.expect_navigation():
        company.page.locator(".errors a[href*='#training']").click()
    assert company.chosen("training") is None
