"""Going back, and switching the language half-way, with script and without: nothing typed is lost."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site
from tests.browser.people import Company


def half_filled(chromium: Browser, site: Site, script: bool) -> Company:
    company = Company(chromium, site, "ja", script=script)
    company.go("/start")
    company.page.check("[name=plan][value=wide]")
    company.page.fill("[name=premium]", "12.3万")
    company.page.check("[name=profile-website][value=unknown]")
    return company


def assert_half_filled(company: Company) -> None:
    expect(company.page.locator("[name=premium]")).to_have_value("12.3万")
    expect(company.page.locator("[name=plan][value=wide]")).to_be_checked()
    expect(company.page.locator("[name=profile-website][value=unknown]")).to_be_checked()


@pytest.mark.parametrize("script", [True, False])
def test_back_on_the_first_form_shows_what_was_typed(chromium: Browser, site: Site, script: bool) -> None:
    company = half_filled(chromium, site, script)
    company.press()
    company.page.go_back()
    assert_half_filled(company)


@pytest.mark.parametrize("script", [True, False])
def test_switching_the_language_keeps_the_form_and_the_way_back(chromium: Browser, site: Site, script: bool) -> None:
    company = half_filled(chromium, site, script)
    with company.page.expect_navigation():
        company.page.get_by_role("button", name="English").click()
    expect(company.page.locator("html")).to_have_attribute("lang", "en")
    assert_half_filled(company)
    company.press()
    company.page.go_back()
    assert_half_filled(company)
