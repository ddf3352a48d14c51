"""The main job with the second edition: counted, ticked, dated and told, on a phone and without a script."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assess import clock
from assess.texts import editions
from assess.texts.companies import IDENTIFYING
from scoring import Counted, Dated, Facts, Question, as_options, evaluate, stands_for
from tests import second
from tests.browser.conftest import Site, served
from tests.browser.papers import qr_code_of, text_of
from tests.browser.people import Company, Person, Underwriter

VALID = {"ja": "この証明書は真正なもので、有効です。", "en": "This certificate is genuine and valid."}
ADMIN = Counted(6, 12)
TOLD = {"incidents": "yes", "records": "up-to-1000", "sensitive": "no"}
PHONE = 360


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The product with both editions published, and demo data of both."""
    with served(tmp_path_factory.mktemp("both"), ASSESS_QUESTIONNAIRES=str(second.published())) as running:
        yield running


@pytest.fixture(autouse=True)
def both_editions(loaded_editions: None) -> Iterator[None]:
    with second.served():
        yield


class Counting(Company):
    """A company that counts where it can."""

    def answer(self, question: Question) -> None:
        """Give the best answer there is: ticked, dated, counted, or chosen."""
        card = self.page.locator(f"section[id='{question.id}']")
        if question.measure == "parts":
            for box in card.locator("[type=checkbox]").all():
                box.check()
        elif question.measure == "date":
            card.locator("[name^='on:']").first.fill("令和8年11月20日")
        elif question.measure == "share":
            raw = ADMIN if question.id == "admin-mfa" else Counted(12, 12)
            self.count(question.id, str(raw.has), f"{raw.of}")
        else:
            self.choose(question.id, list(question.options)[-1])

    def count(self, question: str, has: str, of: str) -> None:
        card = self.page.locator(f"section[id='{question}']")
        if card.locator("details.counting").get_attribute("open") is None:
            card.locator("details.counting > summary").click()
        boxes = card.locator("[name^='count:'][type=text]")
        boxes.nth(0).fill(has)
        boxes.nth(1).fill(of)
        boxes.nth(1).press("Tab")

    def tell(self) -> None:
        """Tell what must be told, on the page that follows the last domain."""
        self.page.wait_for_url("**/particulars*")
        for particular, value in TOLD.items():
            self.page.check(f"[name='told-{particular}'][value='{value}']")
        self.page.fill("[name=details-incidents]", "昨年、社員のPCが1台感染しました。")
        self.press()
        self.page.wait_for_url("**/credits*")


def expected() -> Facts:
    """What such a company says."""
    best = {question.id: second.counted(question) for question in editions.latest().questions.values()}
    profile = dict.fromkeys(editions.latest().profile, True)
    said = Facts(second.NAME, "wide", profile, {**best, "admin-mfa": ADMIN}, as_of=clock.today())
    assert as_options(editions.latest(), said)["admin-mfa"] == "most"
    return said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_from_the_first_page_to_a_certificate(chromium: Browser, both: Site, tmp_path: Path, language: str) -> None:
    rate = evaluate(editions.latest(), expected()).rate
    assert 28 < rate < editions.latest().review.second_signature_from
    company = Counting(chromium, both, language, width=PHONE)
    path = company.start("株式会社 北浜精機")
    for domain in editions.latest().domains.values():
        company.go(f"{path}/domains/{domain.id}")
        for question in domain.questions.values():
            company.answer(question)
        company.press()
    company.tell()
    company.go(f"{path}/result")
    assert f"{rate}%" in re.sub(r"\s", "", company.text())
    receipt = re.search(r"A-\d{4}-\d{6}", company.declare(path))
    assert receipt

    underwriter = Underwriter(chromium, both, language)
    underwriter.sign_in("underwriter@demo.example")
    underwriter.open_case(receipt.group())
    items = len(editions.latest().questions) + len(editions.latest().profile) + len(TOLD) + len(IDENTIFYING)
    assert underwriter.confirm_everything() == items
    underwriter.page.fill("textarea[name=text]", "初期化の記録を確かめました。")
    with underwriter.page.expect_navigation():
        underwriter.page.locator("form[action$=remarks] button").click()
    underwriter.issue()

    company.go(f"{path}/receipt")
    number = re.search(r"SC-\d{4}-\d{6}-\d", company.text())
    assert number
    pdf = company.download(f"{path}/certificate.pdf?language={language}", tmp_path / "certificate.pdf")
    assert f"{rate}%" in text_of(pdf)
    holder = Person(chromium, both, language)
    holder.go(qr_code_of(pdf).removeprefix(both.url))
    for said in (VALID[language], number.group()):
        assert said in holder.text()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_button_stays_under_the_finger_though_leaving_the_field_saves_it(
    chromium: Browser, both: Site, language: str
) -> None:
    company = Counting(chromium, both, language, width=PHONE)
    path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/domains/recovery")
    page = company.page
    page.locator("section[id='restore-test'] [name^='on:']").first.fill("令和8年11月20日")
    box = page.locator(".savebar button.button").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    with page.expect_navigation():
        page.mouse.up()
    assert "/domains/recovery" not in page.url


def test_a_count_saves_itself_sets_the_choice_and_is_there_again(chromium: Browser, both: Site) -> None:
    company = Counting(chromium, both, "ja", width=PHONE)
    path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/domains/endpoint")
    company.count("antivirus", "１１台", "12")
    card = company.page.locator("section[id=antivirus]")
    expect(card.locator("[data-says]")).to_contain_text("91%なので「大半の台数」です。")
    expect(card.locator("[value=most]")).to_be_checked()
    expect(card.locator("[data-says]")).to_contain_text("12台なら12台すべて")
    expect(company.page.locator("[data-saved]")).to_contain_text("保存しました")
    company.page.reload()
    expect(card.locator("[name='count:antivirus']").nth(0)).to_have_value("11")
    card.locator("[value=all]").check()
    expect(card.locator("[name='count:antivirus']").nth(0)).to_have_value("")
    expect(company.page.locator("[data-saved]")).to_contain_text("保存しました")
    company.page.reload()
    expect(card.locator("[value=all]")).to_be_checked()
    expect(card.locator("[name='count:antivirus']").nth(1)).to_have_value("")


def test_ways_in_are_ticked_one_by_one_by_keyboard_on_a_phone(chromium: Browser, both: Site) -> None:
    company = Counting(chromium, both, "ja", width=PHONE)
    path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/domains/identity")
    card, keys = company.page.locator("section[id=remote-mfa]"), company.page.keyboard
    card.locator("details.counting > summary").press("Enter")
    card.locator("[value='met:vpn']").press("Space")
    expect(card.locator("[value='there:vpn']")).to_be_checked()
    card.locator("[value='there:remote-desktop']").press("Space")
    expect(card.locator("[data-says]")).to_contain_text("50%なので「大半の道で求めている」です。")
    expect(card.locator("[data-says]")).to_contain_text("あと1本")
    expect(card.locator("[name=remote-mfa][value=most]")).to_be_checked()
    expect(company.page.locator("[data-saved]")).to_contain_text("保存しました")
    company.page.reload()
    expect(card.locator("[value='met:vpn']")).to_be_checked()
    expect(card.locator("[value='met:remote-desktop']")).not_to_be_checked()
    card.locator("[value='there:vpn']").press("Space")
    expect(card.locator("[value='met:vpn']")).not_to_be_checked()
    expect(card.locator("[name=remote-mfa][value=none]")).to_be_checked()
    company.count("remote-mfa", "3", "3")
    expect(card.locator("[value='there:remote-desktop']")).not_to_be_checked()
    expect(card.locator("[name=remote-mfa][value=all]")).to_be_checked()
    card.locator("[value='met:other']").press("Space")
    expect(card.locator("[name='count:remote-mfa'][type=text]").nth(0)).to_have_value("")
    keys.press("Tab")
    expect(card.locator("[data-says]")).to_contain_text("1本すべて")


def test_and_without_a_script(chromium: Browser, both: Site) -> None:
    company = Counting(chromium, both, "ja", width=PHONE, script=False)
    path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/domains/identity")
    card = company.page.locator("section[id=remote-mfa]")
    card.locator("details.counting > summary").click()
    card.locator("[value='met:vpn']").check()
    company.count("remote-mfa", "2", "3")
    company.press()
    assert "印を数えると1のうち1ですが" in company.text()
    company.count("remote-mfa", "", "")
    card.locator("[value='there:other']").check()
    company.press()
    assert both.stored(path, "remote-mfa")[0] == "most"


def test_a_count_that_cannot_be_is_not_called_saved_until_it_is_mended(chromium: Browser, both: Site) -> None:
    company = Counting(chromium, both, "ja", width=PHONE)
    path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/domains/endpoint")
    company.count("antivirus", "13", "12")
    expect(company.page.locator("[data-saved]")).to_contain_text("より多くなっています")
    company.count("antivirus", "12", "12")
    expect(company.page.locator("[data-saved]")).to_contain_text("保存しました")
    assert both.stored(path, "antivirus")[0] == "all"


def test_ticks_and_a_day_wait_while_the_network_is_gone(chromium: Browser, both: Site) -> None:
    company = Counting(chromium, both, "ja", width=PHONE)
    path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/domains/recovery")
    company.page.context.set_offline(True)
    company.page.locator("[name='on:restore-test']").first.fill("2026/5/22")
    company.page.keyboard.press("Tab")
    expect(company.page.locator("[data-saved]")).to_contain_text("1問")
    assert both.stored(path, "restore-test")[0] is None
    company.page.context.set_offline(False)
    expect(company.page.locator("[data-saved]")).to_contain_text("保存しました")
    option = stands_for(editions.latest().questions["restore-test"], Dated(date(2026, 5, 22)), clock.today())
    assert both.stored(path, "restore-test")[0] == option


def test_ticks_are_set_by_keyboard_and_say_for_what_they_stand(chromium: Browser, both: Site) -> None:
    company = Counting(chromium, both, "en", width=PHONE)
    path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/domains/endpoint")
    first = company.page.locator("[name='parts:hardened-baseline'][type=checkbox]").first
    first.focus()
    company.page.keyboard.press("Space")
    says = company.page.locator("section[id=hardened-baseline] [data-says]")
    expect(says).to_contain_text("1 of 3")
    company.page.keyboard.press("Space")
    expect(says).to_contain_text("0 of 3")
    expect(company.page.locator("[name=hardened-baseline][value=none]")).to_be_checked()


def test_without_a_script_counts_ticks_and_days_are_sent_by_the_button(chromium: Browser, both: Site) -> None:
    company = Counting(chromium, both, "ja", width=PHONE, script=False)
    path = company.start_at_once("有限会社 山手木工")
    company.go(f"{path}/domains/endpoint")
    company.count("antivirus", "12", "")
    company.press()
    assert "両方を入れてください" in company.text()
    company.count("antivirus", "12", "12")
    company.page.check("[name='parts:hardened-baseline'][value=unused-off]")
    company.press()
    assert both.stored(path, "antivirus")[0] == "all"
    assert both.stored(path, "hardened-baseline")[0] == "some"


def test_no_page_of_it_runs_over_a_narrow_screen(chromium: Browser, both: Site) -> None:
    company = Counting(chromium, both, "en", width=320)
    path = company.start_at_once("有限会社 山手木工")
    pages = ["particulars", "declaration", "details", *(f"domains/{domain}" for domain in editions.latest().domains)]
    for page in pages:
        company.go(f"{path}/{page}")
        wide = company.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, page
