"""Every page in Chromium, in both languages: axe finds nothing, 320 px lose nothing, no other host is asked."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from assess.texts import editions
from tests.browser.conftest import Site
from tests.browser.people import Company, Person, Staff

DRAFT, SUBMITTED, RETURNED = "有限会社 山手木工", "株式会社 北浜精機", "みなみ物流 株式会社"
CERTIFIED, DECLINED = "株式会社 湊ソフトウェア", "合同会社 夕凪企画"
ROOMS = ["/", "/details", "/credits", "/result", "/to-ask", "/declaration", "/receipt", "/key", "/colleagues"]
PUBLIC = [
    "/",
    "/questions",
    "/glossary",
    "/about/operator",
    "/about/privacy",
    "/about/terms",
    "/about/accessibility",
    "/verify",
    "/verify/unknown",
    "/sign-in",
    "/start",
    "/continue",
    "/no-such-page",
]
WIDE, NARROW = 1200, 320
FIRST_PAGE_AT_MOST = 120 * 1024


def company_pages(chromium: Browser, site: Site, language: str, width: int) -> Iterator[Page]:
    for name in (DRAFT, SUBMITTED, RETURNED, CERTIFIED, DECLINED):
        path, cookie = site.owner_of(name)
        company = Company(chromium, site, language, width, cookie=cookie)
        domains = [f"/domains/{domain}" for domain in editions.latest().domains] if name == DRAFT else []
        for room in [*ROOMS, "/domains/identity", *domains]:
            company.page.goto(site.url + path + room)
            yield company.page
        company.page.context.close()


def staff_pages(chromium: Browser, site: Site, language: str, width: int) -> Iterator[Page]:
    for email, home in (("underwriter@demo.example", "/underwriter/"), ("agent@demo.example", "/agent/")):
        person = Staff(chromium, site, language, width)
        person.sign_in(email)
        person.page.goto(site.url + home)
        yield person.page
        inner = "a[href*='/cases/'], a[href*='/clients/'], .filters a"
        addresses = person.page.locator(inner).evaluate_all("links => links.map(link => link.href)")
        for address in dict.fromkeys(addresses):
            if not address.endswith(".pdf"):
                person.page.goto(address)
                yield person.page
        person.page.context.close()


def public_pages(chromium: Browser, site: Site, language: str, width: int) -> Iterator[Page]:
    anyone = Person(chromium, site, language, width)
    for path in PUBLIC:
        anyone.page.goto(site.url + path)
        yield anyone.page
    anyone.page.context.close()


SETS = [company_pages, staff_pages, public_pages]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("pages", SETS)
def test_axe_finds_nothing(chromium: Browser, site: Site, pages: object, language: str) -> None:
    axe, faults = Axe(), []
    for page in pages(chromium, site, language, WIDE):  # type: ignore[operator]
        found = axe.run(page).response["violations"]
        faults += [f"{page.url}: {fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]
    assert faults == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("pages", SETS)
def test_nothing_is_lost_at_320_pixels_which_is_400_percent_of_1280(
    chromium: Browser, site: Site, pages: object, language: str
) -> None:
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    for page in pages(chromium, site, language, NARROW):  # type: ignore[operator]
        assert not page.evaluate(wider), page.url


def test_the_first_page_is_light_and_asks_no_other_host(chromium: Browser, site: Site) -> None:
    anyone = Person(chromium, site, "ja")
    hosts, weights = set(), []
    anyone.page.on("response", lambda answer: hosts.add(answer.url.split("/")[2]))
    anyone.page.on("requestfinished", lambda asked: weights.append(sum_of(asked.sizes())))
    anyone.page.goto(site.url, wait_until="networkidle")
    assert hosts == {site.url.split("/")[2]}
    assert sum(weights) < FIRST_PAGE_AT_MOST


def sum_of(sizes: object) -> int:
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"])  # type: ignore[index]
