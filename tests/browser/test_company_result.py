"""The result: what if, worked out on the server; and the list of what is not known yet."""

import pytest
from playwright.sync_api import Browser, expect

from assess.texts import editions
from tests.browser.conftest import Site
from tests.browser.people import Company

LOW = {"admin-mfa": "some", "restore-test": "never"}
"""Two changes below the tier of 30 percent; of the rest everything is the best there is."""


def at_the_result(chromium: Browser, site: Site, script: bool) -> Company:
    company = Company(chromium, site, "ja", script=script)
    path = company.start_at_once("株式会社 天満製作所")
    company.answer_at_once(path, LOW)
    company.go(f"{path}/result")
    return company


def test_what_if_is_worked_out_again_with_each_box_and_changes_no_answer(chromium: Browser, site: Site) -> None:
    company = at_the_result(chromium, site, script=True)
    page, tried = company.page, company.page.locator("#tried")
    expect(tried).to_have_attribute("role", "status")
    expect(tried.locator(".rate")).to_contain_text("30")
    boxes = page.locator("#way input[name=change]")
    expect(boxes).to_have_count(2)
    with page.expect_response(lambda answer: "/result?" in answer.url and answer.ok):
        boxes.first.uncheck()
    expect(tried.locator(".rate")).to_contain_text("20")
    for box in boxes.all():
        box.set_checked(True)
    expect(tried.locator(".rate")).to_contain_text("30")
    expect(tried).to_contain_text("50,000円")
    expect(page.locator(".outcome .rate").first).to_contain_text("20")
    page.reload()
    expect(page.locator(".outcome .rate").first).to_contain_text("20")
    expect(tried.locator(".rate")).to_contain_text("30")


def test_what_if_says_so_when_the_server_does_not_answer(chromium: Browser, site: Site) -> None:
    company = at_the_result(chromium, site, script=True)
    page, tried = company.page, company.page.locator("#tried")
    page.context.set_offline(True)
    page.locator("#way input[name=change]").first.uncheck()
    expect(tried).to_contain_text("計算できませんでした。")
    expect(tried.locator(".rate")).to_have_count(0)
    page.context.set_offline(False)
    expect(tried.locator(".rate")).to_contain_text("20")


def test_without_script_the_button_works_it_out(chromium: Browser, site: Site) -> None:
    company = at_the_result(chromium, site, script=False)
    page = company.page
    page.locator("#way input[name=change]").first.uncheck()
    with page.expect_navigation():
        page.locator("#way .way-foot button").click()
    expect(page.locator("#tried .rate")).to_contain_text("20")
    expect(page.locator("#way input[name=change]").first).not_to_be_checked()
    expect(page.locator("#way input[name=change]").nth(1)).to_be_checked()


def test_other_changes_can_be_tried_too(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja", 360)
    path = company.start_at_once("株式会社 天満製作所")
    company.answer_at_once(path, {"admin-mfa": "most", "incident-plan": "written"})
    company.go(f"{path}/result")
    tried = company.page.locator("#tried")
    before = tried.inner_text()
    company.page.locator("#way details.help summary").first.click()
    company.page.select_option("#try-incident-plan", "incident-plan:reviewed")
    expect(tried).not_to_have_text(before)
    expect(tried).to_contain_text("100.0")


@pytest.mark.parametrize(("language", "script"), [("ja", False), ("en", True)])
def test_what_is_not_known_is_listed_with_how_to_find_out(
    chromium: Browser, site: Site, language: str, script: bool
) -> None:
    company = Company(chromium, site, language, 360, script)
    path = company.start_at_once("Tenma Works")
    company.answer_at_once(path, {"training": "unknown", "log-retention": "unknown"})
    company.go(f"{path}/result")
    listed = company.page.locator("#unknown .ask-list li")
    expect(listed).to_have_count(2)
    for place, question in enumerate(("training", "log-retention")):
        asked = editions.latest().questions[question]
        expect(listed.nth(place)).to_contain_text(asked.ask.in_(language))
        expect(listed.nth(place)).to_contain_text(asked.check.in_(language))
    listed.first.locator("summary").click()
    with company.page.expect_navigation():
        listed.first.locator("a").click()
    assert company.page.url.endswith("/domains/people#training")
    company.choose("training", "never")
    company.press()
    company.go(f"{path}/result")
    expect(listed).to_have_count(1)
