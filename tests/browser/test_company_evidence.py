"""Files that show an answer: sent with script and without, listed, removed, seen by the underwriter."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, expect

from assess import clock
from tests import files
from tests.browser.conftest import Site
from tests.browser.people import Company, Underwriter
from tests.browser.wire import Wire

QUESTION = "admin-mfa"
TODAY = files.taken(clock.today().strftime("%Y:%m:%d 09:08:07"))
SHOT: FilePayload = {"name": "管理画面.png", "mimeType": "image/png", "buffer": files.png(exif=TODAY)}
RULES: FilePayload = {"name": "規程.pdf", "mimeType": "application/pdf", "buffer": files.pdf()}
WITHOUT_DAY: FilePayload = {**SHOT, "name": "画面.png", "buffer": files.png()}
BOX = f"[data-evidence='evidence-answer-{QUESTION}']"
DAY = f"{clock.today().year}年"


def at_the_question(chromium: Browser, site: Site, script: bool = True) -> tuple[Company, str]:
    """A company whose box for files is open, and the path of its assessment."""
    company = Company(chromium, site, "ja", 360, script=script)
    path = company.start_at_once("株式会社 天満製作所")
    company.answer_at_once(path, {})
    company.go(f"{path}/domains/identity")
    company.page.locator(f"{BOX} > summary").click()
    return company, path


def test_with_script_a_file_is_sent_listed_and_removed_on_the_page(chromium: Browser, site: Site) -> None:
    company, _ = at_the_question(chromium, site)
    box = company.page.locator(BOX)
    status, progress = box.locator("[role=status]"), box.locator("progress")
    held = company.hold_back("**/evidence/**")
    box.locator("input[type=file]").set_input_files(SHOT)
    expect(progress).to_be_visible()
    expect(status).to_have_text("管理画面.png を送っています…")
    held.let_go()
    expect(status).to_have_text("管理画面.png を追加しました。")
    expect(progress).to_be_hidden()
    held.end()
    expect(box.locator(".evidence-files li")).to_contain_text(["管理画面.png"])

    company.page.reload()
    expect(box.locator(".evidence-files a")).to_be_visible()
    box.locator("[data-remove]").click()
    expect(status).to_have_text("ファイルを削除しました。")
    expect(box.locator(".evidence-files li")).to_have_count(0)
    expect(box.locator("summary")).to_be_focused()
    company.page.reload()
    expect(box.locator(".evidence-files li")).to_have_count(0)


def test_with_script_a_file_that_is_refused_gets_its_sentence_at_the_box(chromium: Browser, site: Site) -> None:
    company, _ = at_the_question(chromium, site)
    box = company.page.locator(BOX)
    box.locator("input[type=file]").set_input_files({**SHOT, "buffer": b"MZ no picture at all"})
    expect(box.locator("[role=status].is-wrong")).to_contain_text("。")
    expect(box.locator(".evidence-files li")).to_have_count(0)


@pytest.mark.parametrize("file", [RULES, WITHOUT_DAY], ids=["paper", "screenshot"])
def test_a_file_that_says_no_day_waits_for_it_and_is_sent_then(
    chromium: Browser, site: Site, file: FilePayload
) -> None:
    company, _ = at_the_question(chromium, site)
    box = company.page.locator(BOX)
    day = box.locator("input[type=date]")
    expect(day).to_have_value("")
    box.locator("input[type=file]").set_input_files(file)
    expect(box.locator("[role=status].is-wrong")).to_contain_text("日付を入力してください。")
    expect(box.locator(".evidence-files li")).to_have_count(0)
    day.fill("2001-01-01")
    expect(box.locator(".evidence-files li")).to_have_count(0)
    day.fill((clock.today() - timedelta(500)).isoformat())
    expect(box.locator(".evidence-files li")).to_contain_text([file["name"]])
    expect(box.locator(".evidence-files li")).to_contain_text(["12か月より前のもの"])
    expect(box.locator("[data-add]")).to_be_hidden()


def test_whoever_goes_on_a_second_time_does_without_the_file_that_waits(chromium: Browser, site: Site) -> None:
    company, _ = at_the_question(chromium, site)
    page, box = company.page, company.page.locator(BOX)
    box.locator("input[type=file]").set_input_files(RULES)
    said = box.locator("[role=status].is-wrong")
    expect(said).to_be_visible()
    page.locator(".savebar button.button").click(no_wait_after=True)
    expect(said).to_be_in_viewport()
    assert "/domains/identity" in page.url
    page.locator(".savebar button.button").click(no_wait_after=True)
    page.wait_for_url("**/domains/exposure*")


def test_without_script_a_file_goes_to_the_same_place_and_what_is_wrong_to_its_own_page(
    chromium: Browser, site: Site
) -> None:
    company, path = at_the_question(chromium, site, script=False)
    page, box = company.page, company.page.locator(BOX)
    with page.expect_navigation():
        box.locator("button.button").click()
    assert page.url == f"{site.url}{path}/evidence/answer/{QUESTION}"
    assert "ファイルを選んでください。" in company.text()
    page.locator("input[type=file]").set_input_files(SHOT)
    company.press()
    assert page.url == f"{site.url}{path}/domains/identity#{QUESTION}"
    assert "ファイルを追加しました。" in company.text()
    expect(box.locator(".evidence-files li")).to_contain_text(["管理画面.png"])
    with page.expect_navigation():
        box.locator("[data-remove]").click()
    assert "ファイルを削除しました。" in company.text()
    expect(box.locator(".evidence-files li")).to_have_count(0)


def test_choosing_a_file_does_not_count_as_an_answer(chromium: Browser, site: Site) -> None:
    company, _ = at_the_question(chromium, site)
    sent: list[str] = []
    company.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    company.page.locator(BOX).locator("input[type=file]").set_input_files(SHOT)
    company.choose(QUESTION, "most")
    expect(company.page.locator("[data-saved]")).to_have_text("保存しました")
    assert len([address for address in sent if "/answers" in address]) == 1


def test_the_underwriter_sees_the_file_beside_the_answer(chromium: Browser, site: Site) -> None:
    company, path = at_the_question(chromium, site)
    box = company.page.locator(BOX)
    box.locator("input[type=file]").set_input_files(SHOT)
    expect(box.locator(".evidence-files li")).to_have_count(1)
    company.declare(path)
    receipt = company.page.locator(".receipt-number b").inner_text()

    underwriter = Underwriter(chromium, site, "ja")
    underwriter.sign_in("underwriter@demo.example")
    underwriter.open_case(receipt)
    with underwriter.page.expect_navigation():
        underwriter.page.locator(f".index a[href*='{QUESTION}']").click()
    item = underwriter.page.locator(".evidence-item")
    expect(item).to_contain_text("管理画面.png")
    expect(item).to_contain_text(DAY)
    drawn = "picture => picture.decode().then(() => picture.naturalWidth)"
    assert item.locator("img").evaluate(drawn) > 0
    shown = underwriter.page.request.get(f"{site.url}{item.locator('p a').get_attribute('href')}")
    assert shown.headers["content-disposition"].startswith("attachment")


def test_going_on_waits_until_the_file_has_arrived(chromium: Browser, site: Site) -> None:
    company, path = at_the_question(chromium, site)
    held = company.hold_back("**/evidence/**")
    company.page.locator(BOX).locator("input[type=file]").set_input_files(SHOT)
    company.page.locator(".savebar button.button").click(no_wait_after=True)
    assert held.count == 1
    assert "/domains/identity" in company.page.url
    held.end()
    company.page.wait_for_url("**/domains/exposure*")
    company.go(f"{path}/domains/identity")
    expect(company.page.locator(f"{BOX} .evidence-files li")).to_contain_text(["管理画面.png"])


def test_leaving_during_an_upload_is_warned_of_and_the_file_named_afterwards(
    chromium: Browser, wired: Site, wire: Wire
) -> None:
    company, path = at_the_question(chromium, wired)
    page = company.page
    wire.delay = 3600
    page.locator(BOX).locator("input[type=file]").set_input_files(SHOT)
    expect(page.locator(f"{BOX} progress")).to_be_visible()
    warned: list[str] = []

    def leave(dialog: Dialog) -> None:
        warned.append(dialog.type)
        wire.cut()  # the file gets no further
        dialog.accept()

    page.on("dialog", leave)
    page.goto("about:blank")
    wire.delay = 0
    wire.mend()
    assert warned == ["beforeunload"]
    company.go(f"{path}/domains/identity")
    said = page.locator(f"{BOX} [role=status]")
    expect(said).to_have_text(
        "管理画面.png は届いていません。送り終わる前にページを離れました。もう一度ファイルを選んでください。"
    )
    expect(said).to_be_visible()


def test_an_upload_that_is_interrupted_is_sent_again_when_the_line_is_back(chromium: Browser, site: Site) -> None:
    company, _ = at_the_question(chromium, site)
    page, box = company.page, company.page.locator(BOX)
    page.context.set_offline(True)
    box.locator("input[type=file]").set_input_files(SHOT)
    expect(box.locator("[role=status].is-wrong")).to_contain_text("管理画面.png：まだ届いていません。")
    expect(box.locator("[data-add]")).to_have_text("もう一度送る")
    page.context.set_offline(False)
    expect(box.locator(".evidence-files li")).to_contain_text(["管理画面.png"])
    expect(box.locator("[data-add]")).to_be_hidden()
