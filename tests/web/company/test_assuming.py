"""What a company has not said yet is assumed, and every page that shows the estimate says so; the declaration asks."""

from dataclasses import replace

import pytest

from assess.cases import answers, assessments, facts
from assess.cases.assessments import Details
from assess.errors import Undeclared
from assess.store.models import Assessment, State
from assess.texts import companies, editions
from scoring import evaluate
from tests import builders
from tests.web.company.browser import COMPANY, DECLARED, START, Browser, Owns

# At the very top the plans differ: there the wide plan has conditions of its own.
FALLS_SHORT = {"overseas-contracts": "written"}


def unsaid(plan: str | None = None, **known: bool) -> Assessment:
    """Everything answered, but neither a name nor more than the facts named."""
    book = editions.latest()
    begun = assessments.start(Details(plan, 500_000, {fact: known.get(fact) for fact in book.profile}), "ja")
    answers.save(begun.public_id, begun.version, {**builders.best(book), **FALLS_SHORT})
    return begun


def test_with_no_plan_the_lower_of_the_results_is_shown(owns: Owns) -> None:
    def check(case: Assessment) -> None:
        book, said = facts.edition_of(case), facts.stated(case)
        rates = {plan: evaluate(book, replace(said, plan=plan)).rate for plan in book.plans}
        assert len(set(rates.values())) == 2
        assert facts.result(case).rate == min(rates.values())
        assert facts.assumed(case).plan == min(rates, key=lambda plan: rates[plan])

    owns(unsaid).read(check)


def test_a_fact_that_is_not_known_counts_as_yes(owns: Owns) -> None:
    browser = owns(lambda: unsaid("wide", remote_access=False, website=True))
    asked = browser.read(lambda case: facts.result(case).not_asked)
    assert asked == ("remote-mfa",)
    assert browser.read(lambda case: facts.assumed(case).facts) == ("overseas", "equipment")
    assert 'name="overseas-contracts"' in browser.get("domains/third-parties").text


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("page", ["", "result"])
def test_pages_with_the_estimate_say_what_it_assumes(owns: Owns, page: str, language: str) -> None:
    browser = owns(unsaid)
    words = {
        "ja": ("この結果で仮に置いていること", "「はい」として計算"),
        "en": ("What this result assumes", "counted as “yes”"),
    }
    shown = browser.get(f"{page}?lang={language}").text
    for sentence in words[language]:
        assert sentence in shown
    known = owns(builders.answered).get(f"{page}?lang={language}").text
    assert words[language][0] not in known


def test_the_declaration_asks_for_plan_and_facts_and_for_the_company(owns: Owns) -> None:
    browser = owns(unsaid)
    page = browser.post("declaration", DECLARED)
    assert page.status_code == 400
    assert f'href="/a/{browser.aid}/details#plan-0"' in page.text
    assert f'href="/a/{browser.aid}/details#profile-equipment-0"' in page.text
    browser.post("details", {**START, "version": browser.version, "profile-equipment": "yes"})
    page = browser.post("declaration", {name: value for name, value in DECLARED.items() if name not in COMPANY})
    assert page.status_code == 400
    missing = [asked.missing for asked in companies.FIELDS if asked.missing is not None]
    with browser.app.test_request_context("/?lang=ja"):
        for sentence in missing:
            assert str(sentence) in page.text
    assert browser.read(lambda case: case.state) == State.DRAFT
    assert browser.post("declaration", DECLARED).status_code == 303
    assert browser.read(lambda case: (case.state, case.company.name)) == (State.SUBMITTED, "有限会社 山手木工")


def test_no_door_lets_a_case_without_plan_fact_or_name_through(owns: Owns) -> None:
    browser = owns(unsaid)

    def hand_in(case: Assessment) -> None:
        with pytest.raises(Undeclared):
            assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja", builders.COMPANY)

    browser.read(hand_in)


def test_what_is_known_of_the_company_stands_in_the_declaration_already(answered: Browser) -> None:
    page = answered.get("declaration").text
    assert 'value="株式会社 北浜精機"' in page
    assert 'name="name" required' in page
