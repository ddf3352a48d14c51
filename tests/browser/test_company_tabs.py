"""Two tabs of one browser: a response that ends late takes nothing away from the other."""

from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.browser.conftest import Site, eventually
from tests.browser.people import Company


class Late:
    """Responses that the server has given, and that the browser has not got yet."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._page = page
        self._held: list[tuple[Route, APIResponse]] = []

        def hold(route: Route) -> None:
            self._held.append((route, route.fetch()))

        page.route(pattern, hold)

    def ask(self, address: str) -> None:
        """Ask in the background, and wait until the server has answered."""
        self._page.evaluate("address => void (window.late = fetch(address))", address)
        eventually(lambda: self._page.evaluate("1") and self._held)

    def arrive(self) -> None:
        """Let the browser have what was held."""
        for route, answer in self._held:
            route.fulfill(response=answer)


def test_a_report_that_ends_late_leaves_the_assessment_of_the_other_tab(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja")
    first = company.start_at_once("株式会社 天満製作所")
    company.go(f"{first}/")
    late = Late(company.page, "**/report.pdf*")
    late.ask(f"{first}/report.pdf")
    tab, other = company.page, company.page.context.new_page()
    company.page = other
    second = company.start_at_once("有限会社 谷町木型")
    late.arrive()
    assert tab.evaluate("window.late.then(answer => answer.status)") == 200
    for path in (first, second):
        opened = other.goto(f"{site.url}{path}/")
        assert opened
        assert opened.status == 200, path


def test_a_page_that_ends_late_does_not_undo_the_language_of_the_other_tab(chromium: Browser, site: Site) -> None:
    company = Company(chromium, site, "ja")
    path = company.start_at_once("株式会社 天満製作所")
    company.go(f"{path}/")
    late = Late(company.page, "**/result")
    late.ask(f"{path}/result")
    other = company.page.context.new_page()
    other.goto(f"{site.url}/?lang=en")
    late.arrive()
    assert company.page.evaluate("window.late.then(answer => answer.status)") == 200
    other.goto(f"{site.url}{path}/")
    expect(other.locator("html")).to_have_attribute("lang", "en")
