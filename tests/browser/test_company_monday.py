"""What to do first: copy the list, hand it on with one link, and the supplier's file at the answer."""

import re

import pytest
from playwright.sync_api import Browser, expect

from assess import clock
from assess.texts import editions
from tests import files
from tests.browser.conftest import Site
from tests.browser.people import Company, Person

UNKNOWN = ("remote-mfa", "restore-test", "mail-filtering", "log-retention", "alert-watch", "training")
SUPPLIER = "港北システム 中村 健"


def at_the_result(chromium: Browser, site: Site, width: int = 1280, script: bool = True) -> tuple[Company, str]:
    company = Company(chromium, site, "ja", width, script)
    path = company.start_at_once("株式会社 天満製作所")
    company.answer_at_once(path, dict.fromkeys(UNKNOWN, "unknown"))
    company.go(f"{path}/result")
    return company, path


def test_on_a_phone_the_list_is_short_until_it_is_opened_and_the_button_is_near(chromium: Browser, site: Site) -> None:
    company, _path = at_the_result(chromium, site, 360)
    questions = company.page.locator(".ask-list .ask > summary")
    expect(questions).to_have_count(len(UNKNOWN))
    expect(questions.nth(3)).to_be_visible()
    expect(questions.nth(4)).to_be_hidden()
    company.page.locator(".ask-rest > summary").click()
    expect(questions.nth(4)).to_be_visible()


def test_where_there_is_room_the_whole_list_stands_open(chromium: Browser, site: Site) -> None:
    company, _path = at_the_result(chromium, site)
    expect(company.page.locator(".ask-list .ask > summary").last).to_be_visible()


def test_the_list_is_copied_with_how_to_find_out(chromium: Browser, site: Site) -> None:
    company, _path = at_the_result(chromium, site)
    company.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = company.page.locator("[data-copy=to-ask-text]")
    copy.click()
    expect(copy).to_have_text("コピーしました")
    copied = company.page.evaluate("navigator.clipboard.readText()")
    for name in UNKNOWN:
        question = editions.latest().questions[name]
        assert question.ask.ja in copied
        assert question.check.ja in copied


@pytest.mark.parametrize("script", [True, False])
def test_one_link_hands_all_of_it_to_the_supplier_who_adds_a_file(chromium: Browser, site: Site, script: bool) -> None:
    company, path = at_the_result(chromium, site, script=script)
    company.page.locator(".monday .button").first.click()
    company.page.fill("[name=holder]", SUPPLIER)
    company.press()
    told = company.page.locator("#request").input_value()
    code = re.search(r"#((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})", told)
    assert code is not None

    supplier = Person(chromium, site, "ja", 360, script)
    page = supplier.page
    page.goto(f"{site.url}/colleague#{code[1]}")
    if not script:
        page.fill("[name=code]", code[1])
    supplier.press()
    expect(page.locator("section.question")).to_have_count(len(UNKNOWN))
    box = page.locator("#log-retention details.evidence")
    box.locator("summary").click()
    content = {"name": "ログ.png", "mimeType": "image/png", "buffer": files.png()}
    page.fill("#evidence-answer-log-retention-day", clock.today().isoformat())
    page.set_input_files("#evidence-answer-log-retention-file", content)  # type: ignore[arg-type]
    if not script:
        box.locator("button[type=submit]").last.click()
    expect(page.locator("#log-retention .evidence-files")).to_contain_text("ログ.png")

    company.go(f"{path}/domains/response")
    listed = company.page.locator("#log-retention .evidence-files")
    expect(listed).to_contain_text("ログ.png")
    expect(listed).to_contain_text(SUPPLIER)
