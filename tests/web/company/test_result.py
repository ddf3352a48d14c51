"""The result: an estimate until verified, what if on the server, and the report."""

import re

import pytest
from werkzeug.test import TestResponse

from tests import builders
from tests.web.company.browser import Browser, Owns, certified, checked


def test_the_result_is_marked_as_an_estimate_and_shows_the_way_up(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"remote-mfa": "some"}, ("isms",)))
    page = browser.get("result").text
    assert "試算" in page
    assert "上の区分へ、いちばん少ない手間で" in page
    assert ("change", "remote-mfa:all") in checked(browser.get("result"))


def test_unticking_a_change_works_the_rate_out_again_on_the_server(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"remote-mfa": "some", "incident-plan": "spoken"}, ("isms",)))
    all_ticked = browser.get("result?way=t4")
    one_left = browser.get("result?way=t4&tried=1&change=incident-plan:written")
    assert 'rate-figure">55' in tried(all_ticked)
    assert 'rate-figure">25' in tried(one_left)
    assert ("change", "remote-mfa:all") not in checked(one_left)


def tried(page: TestResponse) -> str:
    """Return the part of the result page that says what the ticked changes would give."""
    found = re.search(r'id="tried".*?</div>', page.text, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("change", ["remote-mfa:everything", "kitchen:all", "nonsense"])
def test_a_forged_change_is_refused_with_a_sentence(answered: Browser, change: str) -> None:
    assert answered.get(f"result?tried=1&change={change}").status_code == 400


def test_both_plans_are_compared_with_their_rates(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"equipment-separation": "some", "overseas-contracts": "none"}))
    page = browser.get("result").text
    assert "<b>40%</b>" in page
    assert "<b>30%</b>" in page


def test_a_certified_case_shows_the_verified_result_and_each_difference(owns: Owns) -> None:
    page = owns(certified).get("result").text
    assert "引受担当者が確認済み" in page
    assert "昨年の記録でした。" in page
    assert "24か月以内" in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_is_a_pdf_in_the_language_of_the_page(answered: Browser, language: str) -> None:
    report = answered.get(f"report.pdf?lang={language}")
    assert report.mimetype == "application/pdf"
    assert report.data.startswith(b"%PDF")
