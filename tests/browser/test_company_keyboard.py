"""The company's pages with the keyboard alone: everything is reached, and one sees where one is."""

import pytest
from playwright.sync_api import Browser, Page, expect

from assess.texts import editions
from tests.browser.conftest import Site
from tests.browser.people import Company

STEPS_AT_MOST = 120
# Where the focus is, said by an outline around the control itself or around its card.
OUTLINED = """() => {
    const here = document.activeElement;
    return [here, here.closest("label")].some((place) => {
        const style = place && getComputedStyle(place);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    });
}"""


def tab_to(page: Page, selector: str) -> None:
    """Step on with Tab until the control has the focus; every step on the way shows where it is."""
    for _ in range(STEPS_AT_MOST):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINED), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached")


@pytest.mark.parametrize("width", [360, 1200])
def test_from_the_first_page_to_the_form_by_keyboard(chromium: Browser, site: Site, width: int) -> None:
    company = Company(chromium, site, "ja", width)
    page = company.page
    company.go("/")
    tab_to(page, "main a.button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/start")
    tab_to(page, "[name=plan]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=plan]").nth(1)).to_be_checked()
    tab_to(page, "[name=premium]")
    page.keyboard.type("1,2,3")
    tab_to(page, "main form button.button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()


def test_the_skip_link_comes_first_is_seen_and_leads_to_the_content(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja")
    path = company.start_at_once("株式会社 天満製作所")
    company.go(f"{path}/domains/identity")
    skip = company.page.locator(".skip")
    expect(skip).not_to_be_in_viewport()
    company.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    company.page.keyboard.press("Enter")
    expect(company.page.locator("#main")).to_be_focused()
    tab_to(company.page, "#main *")


def test_a_domain_is_answered_saved_and_left_by_keyboard(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja", 360)
    path = company.start_at_once("株式会社 天満製作所")
    company.go(f"{path}/domains/people")
    page, status = company.page, company.page.locator("[data-saved]")
    first, second = editions.latest().domains["people"].questions.values()

    tab_to(page, f"[name={first.id}]")
    page.keyboard.press("Space")
    expect(status).to_have_text("保存しました")
    assert company.chosen(first.id) == list(first.options)[-1]
    tab_to(page, f"[name={second.id}]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"[name={second.id}]").nth(1)).to_be_focused()
    tab_to(page, ".savebar button.button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.split("?")[0].endswith("/domains/response")
    company.go(f"{path}/domains/people")
    assert company.chosen(second.id) == list(second.options)[-2]


def test_help_terms_and_notes_open_with_the_keyboard(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja")
    path = company.start_at_once("株式会社 天満製作所")
    company.go(f"{path}/domains/identity")
    for part in (".terms details.term", "details.note", "details.evidence"):
        tab_to(company.page, f"#admin-mfa {part} summary")
        company.page.keyboard.press("Enter")
        expect(company.page.locator(f"#admin-mfa {part}").first).to_have_attribute("open", "")
    tab_to(company.page, "#admin-mfa input[type=file]")


def test_the_folded_bar_opens_and_closes_with_the_keyboard(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja", 360)
    path = company.start_at_once("株式会社 天満製作所")
    company.go(f"{path}/domains/identity")
    tab_to(company.page, ".fold > summary")
    company.page.keyboard.press("Enter")
    tab_to(company.page, ".fold-body a")
    company.page.keyboard.press("Escape")
    expect(company.page.locator(".fold-body")).to_be_hidden()
    expect(company.page.locator(".fold > summary")).to_be_focused()
