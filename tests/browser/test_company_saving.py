"""A choice saves itself, says so, moves the estimate, can be undone, and never overwrites another's silently."""

import re

import pytest
from playwright.sync_api import Browser, expect

from assess.texts import editions
from tests.browser.conftest import Site
from tests.browser.people import Company

SAVING, SAVED = "保存しています…", "保存しました"
CHANGED = "ほかの人が変更しました。いまの内容を表示しています。"
MOST, ALL, NONE = "most", "all", "none"


def label(question: str, option: str) -> str:
    return editions.latest().questions[question].options[option].label.ja


@pytest.fixture
def company(chromium: Browser, site: Site) -> Company:
    return Company(chromium, site, "ja")


@pytest.fixture
def path(company: Company) -> str:
    """All answered with the best there is, but one: one choice away from the highest tier."""
    path = company.start_at_once("株式会社 天満製作所")
    company.answer_at_once(path, {"admin-mfa": MOST})
    company.go(f"{path}/domains/identity")
    return path


def test_one_choice_saves_itself_and_moves_the_estimate_beside(company: Company, path: str) -> None:
    page, status = company.page, company.page.locator("[data-saved]")
    rate = page.locator(".questionnaire-side .rate")
    expect(status).to_have_attribute("role", "status")
    expect(rate).to_contain_text("30")
    held = company.hold_back("**/answers*")
    company.choose("admin-mfa", ALL)
    expect(status).to_have_text(SAVING)
    expect(rate).to_contain_text("30")
    held.let_go()
    expect(status).to_have_text(SAVED)
    expect(rate).to_contain_text("40")
    page.reload()
    assert company.chosen("admin-mfa") == ALL
    expect(rate).to_contain_text("40")


def test_the_button_waits_for_choices_that_are_on_their_way(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja")
    path = company.start_at_once("株式会社 天満製作所")
    company.go(f"{path}/domains/identity")
    held = company.hold_back("**/answers*")
    company.choose("admin-mfa", MOST)
    expect(company.page.locator("[data-saved]")).to_have_text(SAVING)
    company.choose("admin-mfa", ALL)
    company.page.locator(".savebar button.button").click(no_wait_after=True)
    assert held.count == 1
    held.end()
    company.page.wait_for_url("**/domains/exposure*")
    company.go(f"{path}/domains/identity")
    assert company.chosen("admin-mfa") == ALL


def test_on_a_phone_the_bar_above_tells_the_estimate(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja", 360)
    path = company.start_at_once("株式会社 天満製作所")
    company.answer_at_once(path, {"admin-mfa": MOST})
    company.go(f"{path}/domains/identity")
    expect(company.page.locator(".questionnaire-side")).to_be_hidden()
    company.choose("admin-mfa", ALL)
    expect(company.page.locator("summary [data-estimate=rate]")).to_contain_text("40%")


def test_a_note_saves_itself_too(company: Company, path: str) -> None:
    page = company.page
    page.locator("#admin-mfa details.note summary").click()
    page.fill("[name=admin-mfa-note]", "保守会社のIDが1つ残っています。")
    page.keyboard.press("Tab")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    page.reload()
    expect(page.locator("[name=admin-mfa-note]")).to_have_value("保守会社のIDが1つ残っています。")


@pytest.mark.parametrize("script", [True, False])
def test_the_last_change_can_be_undone(chromium: Browser, site: Site, script: bool) -> None:
    company = Company(chromium, site, "ja", script=script)
    path = company.start_at_once("株式会社 天満製作所")
    company.answer_at_once(path, {"admin-mfa": MOST})
    company.go(f"{path}/domains/identity")
    undo = company.page.locator("[data-undo]")
    expect(undo).to_be_hidden()
    company.choose("admin-mfa", ALL)
    if not script:
        company.press()
    expect(undo).to_be_visible()
    with company.page.expect_navigation():
        undo.click()
    assert "直前の変更を元に戻しました。" in company.text()
    assert "/domains/identity" in company.page.url
    assert company.chosen("admin-mfa") == MOST


@pytest.mark.parametrize("script", [True, False])
def test_of_two_who_answer_the_same_question_the_later_is_shown_both_and_decides(
    chromium: Browser, site: Site, script: bool
) -> None:
    first, second = (Company(chromium, site, "ja", script=script) for _ in range(2))
    path = first.start_at_once("株式会社 天満製作所")
    second.come_back(first.make_key(path))
    for company in (first, second):
        company.go(f"{path}/domains/identity")
    choose_and_save(first, "admin-mfa", ALL, script)
    if script:
        with second.page.expect_navigation():
            # A click and no more: to "check" would choose once more on the page that comes.
            second.page.click(f"[name=admin-mfa][value={NONE}]")
    else:
        choose_and_save(second, "admin-mfa", NONE, script)

    said = second.page.locator("#admin-mfa .field-error")
    expect(said).to_contain_text(label("admin-mfa", ALL))
    expect(said).to_contain_text(label("admin-mfa", NONE))
    assert second.chosen("admin-mfa") is None
    first.go(f"{path}/domains/identity")
    assert first.chosen("admin-mfa") == ALL

    choose_and_save(second, "admin-mfa", NONE, script)
    first.go(f"{path}/domains/identity")
    assert first.chosen("admin-mfa") == NONE


def choose_and_save(company: Company, question: str, option: str, script: bool) -> None:
    company.choose(question, option)
    if script:
        expect(company.page.locator("[data-saved]")).to_have_text(SAVED)
    else:
        company.press()


def test_what_another_changed_on_the_page_is_shown_with_the_next_choice(chromium: Browser, site: Site) -> None:
    first, second = (Company(chromium, site, "ja") for _ in range(2))
    path = first.start_at_once("株式会社 天満製作所")
    second.come_back(first.make_key(path))
    for company in (first, second):
        company.go(f"{path}/domains/identity")
    choose_and_save(first, "admin-mfa", ALL, script=True)
    choose_and_save(second, "cloud-mfa", NONE, script=True)
    assert second.chosen("admin-mfa") == ALL
    expect(second.page.locator("#admin-mfa .changed-by-other")).to_have_text(CHANGED)
    second.press()
    first.go(f"{path}/domains/identity")
    assert (first.chosen("admin-mfa"), first.chosen("cloud-mfa")) == (ALL, NONE)


def test_the_minutes_left_become_fewer(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "en")
    path = company.start_at_once("Tenma Works")
    company.go(f"{path}/domains/endpoint")
    head = company.page.locator(".questionnaire-list .domains-head")
    before = minutes(head.inner_text())
    for question in editions.latest().domains["endpoint"].questions:
        company.choose(question, "unknown")
    expect(company.page.locator(".questionnaire-list [aria-current] .domains-figure")).to_contain_text("3/3")
    assert minutes(head.inner_text()) < before


def minutes(text: str) -> int:
    found = re.search(r"about (\d+) min left", text)
    assert found, text
    return int(found.group(1))
