"""What company, underwriter, agent and holder do in their browsers, step by step."""

from pathlib import Path

from playwright.sync_api import Browser, Page, Route, ViewportSize

from assess.texts import editions
from tests.browser.conftest import PATIENCE, Site, eventually


class Held:
    """Requests to addresses of a pattern that are on their way, and get no further."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._page, self._pattern = page, pattern
        self._routes: list[Route] = []

        def hold(route: Route) -> None:
            self._routes.append(route)

        page.route(pattern, hold)

    @property
    def count(self) -> int:
        """How many there are by now."""
        self._page.evaluate("0")  # what the page has asked for so far has been told after this
        return len(self._routes)

    def let_go(self) -> None:
        """Let the first go on, and hold back those that come after."""
        eventually(lambda: self.count)
        self._routes.pop(0).continue_()

    def end(self) -> None:
        """Let go what is held, and hold back nothing any more."""
        for route in self._routes:
            route.continue_()
        self._page.unroute(self._pattern)


class Person:
    """Somebody with a browser of their own, who reads one language."""

    def __init__(
        self, browser: Browser, site: Site, language: str, width: int = 1200, script: bool = True, cookie: str = ""
    ) -> None:
        locale = {"ja": "ja-JP", "en": "en-GB"}[language]
        size: ViewportSize = {"width": width, "height": 900}
        context = browser.new_context(locale=locale, viewport=size, java_script_enabled=script)
        if cookie:
            context.add_cookies([{"name": "sonae", "value": cookie, "url": site.url}])
        context.set_default_timeout(PATIENCE * 1000)
        self.page: Page = context.new_page()
        self.site = site
        self.language = language

    def go(self, path: str) -> None:
        self.page.goto(self.site.url + path)
        assert self.page.locator("html").get_attribute("lang") == self.language

    def press(self) -> None:
        """Press the main button of the page's main form."""
        with self.page.expect_navigation():
            self.page.locator("main form button.button:visible").first.click()

    def hold_back(self, pattern: str) -> "Held":
        """Let no request to such an address go on before the test says so."""
        return Held(self.page, pattern)

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def download(self, path: str, to: Path) -> Path:
        """Fetch a file with the cookies of this browser."""
        answer = self.page.request.get(self.site.url + path)
        assert answer.ok, answer.status
        to.write_bytes(answer.body())
        return to


class Company(Person):
    """The owner of a small company, which says its name when it declares."""

    name = "株式会社 北浜精機"

    def start(self, name: str, plan: str = "wide") -> str:
        """Say what decides the questions; returns the path of the assessment."""
        self.name = name
        self.go("/")
        self.page.locator("a.button").first.click()
        page = self.page
        page.check(f"[name=plan][value={plan}]")
        page.fill("[name=premium]", "500,000")
        for fact in editions.latest().profile:
            page.check(f"[name$={fact}][value=yes]")
        self.press()
        return page.url.removeprefix(self.site.url).rstrip("/")

    def start_at_once(self, name: str) -> str:
        """The same without looking: for tests of what comes after."""
        self.name = name
        self.go("/start")
        described: dict[str, str | float | bool] = {
            **dict.fromkeys((f"profile-{fact}" for fact in editions.latest().profile), "yes"),
            "csrf_token": self.page.locator("[name=csrf_token]").first.input_value(),
            "version": "0",
            "plan": "wide",
            "premium": "500,000",
        }
        answer = self.page.request.post(f"{self.site.url}/start", form=described)
        assert "/a/" in answer.url, answer.text()
        return answer.url.removeprefix(self.site.url).rstrip("/")

    def answer_everything(self, path: str, otherwise: dict[str, str]) -> None:
        """Answer each domain with the best there is, or otherwise."""
        for domain in editions.latest().domains.values():
            self.go(f"{path}/domains/{domain.id}")
            for question in domain.questions.values():
                chosen = otherwise.get(question.id, list(question.options)[-1])
                self.page.check(f"[name={question.id}][value={chosen}]")
            self.press()

    def answer_at_once(self, path: str, otherwise: dict[str, str], but: tuple[str, ...] = ()) -> None:
        """Answer all questions but some in one go, as a choice that saves itself does; best, or otherwise."""
        asked = (question for question in editions.latest().questions.values() if question.id not in but)
        best = {question.id: list(question.options)[-1] for question in asked}
        address = f"{path}/domains/{next(iter(editions.latest().domains))}"
        self.go(address)
        form = self.page.locator("form[data-saves-itself]")
        kept = {name: form.locator(f"[name={name}]").input_value() for name in ("csrf_token", "version")}
        sent: dict[str, str | float | bool] = {**kept, **best, **otherwise}
        headers = {"Accept": "application/json"}
        answer = self.page.request.post(f"{self.site.url}{path}/answers", form=sent, headers=headers)
        assert answer.json()["saved"], answer.text()

    def chosen(self, question: str) -> str | None:
        """The option that the page shows as chosen."""
        ticked = self.page.locator(f"[name={question}]:checked")
        return ticked.get_attribute("value") if ticked.count() else None

    def choose(self, question: str, option: str) -> None:
        self.page.check(f"[name={question}][value={option}]")

    def make_key(self, path: str) -> str:
        """Make a resume key and read it from the page."""
        self.go(f"{path}/key")
        self.press()
        return self.page.locator(".secret").inner_text()

    def come_back(self, key: str) -> None:
        """Enter a resume key."""
        self.go("/continue")
        self.page.fill("[name=key]", key)
        self.press()

    def claim(self, path: str, *credits: str) -> None:
        self.go(f"{path}/credits")
        for credit in credits:
            self.page.check(f"input[value={credit}]")
        self.press()

    def describe(self) -> None:
        """Fill in what the declaration asks about the company."""
        self.page.fill("[name=company-name]", self.name)
        self.page.select_option("[name=company-industry]", "E")
        self.page.select_option("[name=company-headcount]", "to-50")
        self.page.select_option("[name=company-sales]", "to-1b")
        self.page.fill("[name=company-representative]", "北浜 大輔")
        self.page.fill("[name=company-contact_name]", "岸本 由香")

    def declare(self, path: str) -> str:
        """Read back, declare, hand in; returns the text of the receipt."""
        self.go(f"{path}/declaration")
        self.describe()
        self.page.fill("[name=name]", "北浜 大輔")
        self.page.fill("[name=title]", "代表取締役")
        self.page.check("[name=agreed]")
        self.press()
        return self.text()


class Staff(Person):
    """Somebody who signs in."""

    def sign_in(self, email: str) -> None:
        self.go("/sign-in")
        self.page.fill("[name=email]", email)
        self.page.fill("[name=password]", self.site.passwords[email])
        self.press()


class Underwriter(Staff):
    """Checks a case, item by item."""

    def open_case(self, receipt: str) -> None:
        self.go("/underwriter/")
        self.page.get_by_role("row").filter(has_text=receipt).get_by_role("link").click()
        self._press_in_bar("form button")

    def confirm_everything(self) -> int:
        """Confirm every item with a note of how it was checked; returns how many there were."""
        self.page.goto(self.page.url.split("?")[0].removesuffix("/summary"))
        confirmed = 0
        while self.page.locator("[name=verdict][value=confirmed]").count():
            self.page.check("[name=verdict][value=confirmed]")
            if self.page.locator("[name=how_checked]").is_visible():
                self.page.fill("[name=how_checked]", "設定画面で確かめました。")
            with self.page.expect_navigation():
                self.page.locator("form[action$=verdicts] button[type=submit]").first.click()
            confirmed += 1
            assert confirmed < 100
        return confirmed

    def issue(self) -> None:
        self._press_in_bar("a[href$='/issue']")
        self.press()

    def _press_in_bar(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(f".casebar {selector}").first.click()


class Agent(Staff):
    """Prints reports for clients."""

    def open_client(self, name: str) -> str:
        """Returns the path of the client's page."""
        self.go("/agent/")
        self.page.get_by_role("link", name=name).first.click()
        return self.page.url.removeprefix(self.site.url)
