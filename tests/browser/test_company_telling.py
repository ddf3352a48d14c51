"""Particulars save themselves as answers do: what the server has not got is kept, said, and there again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests import second
from tests.browser.conftest import Site, eventually, served
from tests.browser.people import Company

SAVED = "保存しました"
KEPT = "1問が未保存です。このブラウザに残っています。通信が戻りしだい送ります。"
WRITTEN = "Microsoft 365、弥生会計"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The product with both editions published, and demo data of both."""
    with served(tmp_path_factory.mktemp("both"), ASSESS_QUESTIONNAIRES=str(second.published())) as running:
        yield running


def telling(chromium: Browser, site: Site, script: bool = True) -> tuple[Company, Page, str]:
    """A company at the particulars of a new assessment."""
    company = Company(chromium, site, "ja", width=360, script=script)
    with second.served():
        path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/particulars")
    return company, company.page, path


def yes(page: Page) -> None:
    page.check("[name=told-incidents][value=yes]")
    page.fill("[name=details-incidents]", "昨年、PCが1台感染しました。")


def test_each_saves_itself_without_the_button(chromium: Browser, both: Site) -> None:
    company, page, path = telling(chromium, both)
    yes(page)
    page.locator("[name=told-clouds]").press_sequentially(WRITTEN)
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    company.go(f"{path}/particulars")
    expect(page.locator("[name=told-incidents][value=yes]")).to_be_checked()
    expect(page.locator("[name=details-incidents]")).to_have_value("昨年、PCが1台感染しました。")
    expect(page.locator("[name=told-clouds]")).to_have_value(WRITTEN)


def test_what_waits_for_the_network_is_said_and_goes_out_when_it_is_back(chromium: Browser, both: Site) -> None:
    company, page, path = telling(chromium, both)
    page.context.set_offline(True)
    page.check("[name=told-sensitive][value=yes]")
    expect(page.locator("[data-saved]")).to_have_text(KEPT)
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    company.go(f"{path}/particulars")
    expect(page.locator("[name=told-sensitive][value=yes]")).to_be_checked()


def test_leaving_with_the_network_gone_warns_and_loses_nothing(chromium: Browser, both: Site) -> None:
    company, page, path = telling(chromium, both)
    page.route("**/told", lambda route: route.abort())
    page.fill("[name=told-clouds]", WRITTEN)
    expect(page.locator("[data-saved]")).to_have_text(KEPT)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto("about:blank")
    assert asked == ["beforeunload"]
    page.unroute("**/told")
    company.go(f"{path}/particulars")
    expect(page.locator("[name=told-clouds]")).to_have_value(WRITTEN)
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('sonae:untold:'))")
    company.go(f"{path}/particulars")
    expect(page.locator("[name=told-clouds]")).to_have_value(WRITTEN)


def test_what_is_typed_at_the_last_moment_is_sent_on_leaving(chromium: Browser, both: Site) -> None:
    company, page, path = telling(chromium, both)
    page.locator("[name=told-clouds]").press_sequentially(WRITTEN)
    company.go(f"{path}/credits")

    def kept() -> bool:
        company.go(f"{path}/particulars")
        return page.locator("[name=told-clouds]").input_value() == WRITTEN

    eventually(kept)


def test_two_tabs_do_not_overwrite_each_other(chromium: Browser, both: Site) -> None:
    company, page, path = telling(chromium, both)
    other = page.context.new_page()
    other.goto(page.url)
    other.check("[name=told-sensitive][value=yes]")
    expect(other.locator("[data-saved]")).to_have_text(SAVED)
    page.check("[name=told-records][value=none]")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    page.check("[name=told-sensitive][value=no]")
    expect(page.locator("[data-saved]")).to_contain_text("上書きはしていません")
    company.press()
    expect(page.locator("section[id=sensitive] .field-error")).to_contain_text("はい")
    company.press()
    page.wait_for_url("**/credits*")
    company.go(f"{path}/particulars")
    expect(page.locator("[name=told-sensitive][value=no]")).to_be_checked()
    expect(page.locator("[name=told-records][value=none]")).to_be_checked()


def test_without_a_script_the_button_saves(chromium: Browser, both: Site) -> None:
    company, page, path = telling(chromium, both, script=False)
    yes(page)
    company.press()
    company.go(f"{path}/particulars")
    expect(page.locator("[name=told-incidents][value=yes]")).to_be_checked()
