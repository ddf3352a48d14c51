"""Coming back with a key, and a colleague who answers one domain."""

import re

import pytest
from playwright.sync_api import Browser, expect

from assess.texts import editions
from tests.browser.conftest import Site
from tests.browser.people import Company, Person

HOLDER = "山手IT 佐藤"
DOMAIN = "recovery"


@pytest.fixture
def owner(chromium: Browser, site: Site) -> Company:
    return Company(chromium, site, "ja", 360)


@pytest.fixture
def path(owner: Company) -> str:
    return owner.start_at_once("有限会社 谷町木型")


def test_the_key_opens_the_same_answers_elsewhere_until_it_is_cancelled(
    chromium: Browser, site: Site, owner: Company, path: str
) -> None:
    owner.answer_at_once(path, {"training": "never"}, but=("phishing-drill",))
    key = owner.make_key(path)
    owner.go(f"{path}/key")
    assert key not in owner.page.content()

    elsewhere = Company(chromium, site, "ja", script=False)
    assert elsewhere.page.request.get(f"{site.url}{path}/").status == 404
    elsewhere.come_back(key.lower().replace("-", ""))
    assert elsewhere.page.url == f"{site.url}{path}/"
    elsewhere.go(f"{path}/domains/people")
    assert (elsewhere.chosen("training"), elsewhere.chosen("phishing-drill")) == ("never", None)

    with owner.page.expect_navigation():
        owner.page.locator("button[name=revoke]").click()
    stranger = Company(chromium, site, "ja")
    stranger.come_back(key)
    assert stranger.page.url == f"{site.url}/continue"
    expect(stranger.page.locator(".errors")).to_be_focused()


def ask(owner: Company, path: str) -> str:
    """Ask a colleague for one domain; returns the link that the text to send holds."""
    owner.go(f"{path}/colleagues")
    owner.page.select_option("[name=domain]", DOMAIN)
    owner.page.fill("[name=holder]", HOLDER)
    owner.press()
    link = re.search(r"http\S+#\S+", owner.page.locator("#request").input_value())
    assert link
    return link.group()


def test_a_colleague_answers_one_domain_by_name_and_sees_nothing_else(
    chromium: Browser, site: Site, owner: Company, path: str
) -> None:
    link = ask(owner, path)
    colleague = Person(chromium, site, "ja", 360)
    page = colleague.page
    page.goto(link)
    expect(page.locator("main button")).to_be_focused()
    assert "#" not in page.url
    colleague.press()
    assert page.url == f"{site.url}/colleague{path.removeprefix('/a')}/{DOMAIN}"
    assert page.locator("[data-estimate], .rate, .estimate").count() == 0
    assert "試算" not in page.locator("body").inner_text()
    for question in editions.latest().domains[DOMAIN].questions.values():
        page.check(f"[name={question.id}][value={list(question.options)[-1]}]")
    colleague.press()
    assert "保存しました。ありがとうございます。" in colleague.text()
    for other in ("", "/result", "/domains/identity", f"/domains/{DOMAIN}"):
        assert page.request.get(f"{site.url}{path}{other}").status == 404

    owner.go(f"{path}/declaration")
    named = owner.page.get_by_text(f"{HOLDER}さんの回答")
    expect(named).to_have_count(len(editions.latest().domains[DOMAIN].questions))
    owner.go(f"{path}/colleagues")
    with owner.page.expect_navigation():
        owner.page.locator("button[name=take_back]").click()
    closed = page.reload()
    assert closed
    assert closed.status == 410
    owner.go(f"{path}/domains/{DOMAIN}")
    assert owner.chosen("restore-test") == "within-6-months"


def test_without_script_the_colleague_types_the_code(chromium: Browser, site: Site, owner: Company, path: str) -> None:
    address, code = ask(owner, path).split("#")
    colleague = Person(chromium, site, "ja", script=False)
    colleague.page.goto(address)
    colleague.page.fill("[name=code]", code)
    colleague.press()
    assert colleague.page.url.endswith(f"/{DOMAIN}")
    assert len(colleague.page.locator("fieldset").all()) == len(editions.latest().domains[DOMAIN].questions)
