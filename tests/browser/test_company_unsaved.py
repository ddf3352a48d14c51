"""Saved means saved: what the server has not got is kept, named and sent, whatever happens on the way."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, eventually
from tests.browser.people import Company
from tests.browser.wire import Wire

SAVED = "保存しました"
KEPT = "このブラウザに残っています。通信が戻りしだい送ります。"
MOST, ALL, NONE = "most", "all", "none"
ANSWERS = "**/answers*"
FIRST, SECOND = "admin-mfa", "cloud-mfa"
NOTE = "保守会社のIDが1つ残っています。"


def unsaved(count: int) -> str:
    return f"{count}問が未保存です。{KEPT}"


def at_the_questions(chromium: Browser, site: Site) -> tuple[Company, str]:
    """A company that is one choice away from the highest tier, and the path of its assessment."""
    company = Company(chromium, site, "ja")
    path = company.start_at_once("株式会社 天満製作所")
    company.answer_at_once(path, {FIRST: MOST, SECOND: MOST})
    company.go(f"{path}/domains/identity")
    return company, path


def write_note(page: Page, note: str = NOTE) -> None:
    """Type a note, and stay in the field."""
    page.locator(f"#{FIRST} details.note summary").click()
    page.locator(f"[name={FIRST}-note]").press_sequentially(note)


def test_what_fails_is_counted_until_all_is_stored_and_goes_with_the_next(chromium: Browser, site: Site) -> None:
    company, path = at_the_questions(chromium, site)
    page, said = company.page, company.page.locator("[data-saved]")
    page.route(ANSWERS, lambda route: route.abort())
    company.choose(FIRST, ALL)
    expect(said).to_have_text(unsaved(1))
    company.choose(SECOND, NONE)
    expect(said).to_have_text(unsaved(2))
    page.unroute(ANSWERS)
    company.choose("leavers", "unknown")
    expect(said).to_have_text(SAVED)
    stored = [site.stored(path, question)[0] for question in (FIRST, SECOND, "leavers")]
    assert stored == [ALL, NONE, "unknown"]


def test_without_a_network_choices_wait_and_go_out_when_it_is_back(chromium: Browser, site: Site) -> None:
    company, path = at_the_questions(chromium, site)
    said = company.page.locator("[data-saved]")
    company.page.context.set_offline(True)
    company.choose(FIRST, ALL)
    expect(said).to_have_text(unsaved(1))
    company.page.context.set_offline(False)
    expect(said).to_have_text(SAVED)
    assert site.stored(path, FIRST)[0] == ALL


def choose_without_a_line(company: Company, wire: Wire, *questions: str) -> None:
    """Choose while the line is cut."""
    wire.cut()
    for question in questions:
        company.choose(question, ALL)
    expect(company.page.locator("[data-saved]")).to_have_text(unsaved(len(questions)))


def leave_without_a_line(company: Company, wire: Wire, *questions: str) -> None:
    """Choose while the line is cut, and leave the page before it is mended."""
    choose_without_a_line(company, wire, *questions)
    leave(company, wire)


def leave(company: Company, wire: Wire) -> None:
    company.page.on("dialog", lambda dialog: dialog.accept())
    company.page.goto("about:blank")
    wire.mend()


def test_what_could_not_be_sent_waits_in_the_browser_until_the_page_is_opened_again(
    chromium: Browser, wired: Site, wire: Wire
) -> None:
    company, path = at_the_questions(chromium, wired)
    write_note(company.page)
    expect(company.page.locator("[data-saved]")).to_have_text(SAVED)
    leave_without_a_line(company, wire, FIRST, SECOND)
    company.go(f"{path}/domains/identity")
    assert (company.chosen(FIRST), company.chosen(SECOND)) == (ALL, ALL)
    expect(company.page.locator("[data-saved]")).to_have_text(SAVED)
    assert [wired.stored(path, question)[0] for question in (FIRST, SECOND)] == [ALL, ALL]
    assert wired.stored(path, FIRST)[1] == NOTE


def test_leaving_with_something_unsaved_is_warned_of(chromium: Browser, site: Site) -> None:
    company, _ = at_the_questions(chromium, site)
    page = company.page
    page.route(ANSWERS, lambda route: route.abort())
    company.choose(FIRST, ALL)
    expect(page.locator("[data-saved]")).to_have_text(unsaved(1))
    with page.expect_event("dialog") as warned:
        page.close(run_before_unload=True)
    assert warned.value.type == "beforeunload"
    warned.value.dismiss()


@pytest.mark.parametrize("latency", [0.4, 1.5])
def test_choices_on_their_way_arrive_though_one_leaves_by_a_link(
    chromium: Browser, wired: Site, wire: Wire, latency: float
) -> None:
    company, path = at_the_questions(chromium, wired)
    page = company.page
    wire.delay = latency
    for question in (FIRST, SECOND):
        company.choose(question, ALL)
    write_note(page)
    page.wait_for_timeout(200)
    with page.expect_navigation():
        page.locator(".questionnaire-list a[href$='/domains/people']").click()
    wire.delay = 0
    eventually(lambda: [wired.stored(path, question)[0] for question in (FIRST, SECOND)] == [ALL, ALL])
    eventually(lambda: wired.stored(path, FIRST)[1] == NOTE)
    company.go(f"{path}/result")
    expect(page.locator("[data-unsaved]")).to_be_hidden()


def test_the_result_is_shown_with_what_waited_till_then(chromium: Browser, wired: Site, wire: Wire) -> None:
    company, path = at_the_questions(chromium, wired)
    leave_without_a_line(company, wire, FIRST, SECOND)
    company.page.goto(f"{wired.url}{path}/result")
    expect(company.page.locator(".outcome .rate").first).to_contain_text("40")
    expect(company.page.locator("[data-unsaved]")).to_be_hidden()


def test_a_server_that_is_killed_and_started_again_gets_what_waited(chromium: Browser, site: Site) -> None:
    company, path = at_the_questions(chromium, site)
    said = company.page.locator("[data-saved]")
    site.server.kill()
    try:
        company.choose(FIRST, ALL)
        expect(said).to_have_text(unsaved(1))
    finally:
        site.server.start()
    expect(said).to_have_text(SAVED)
    assert site.stored(path, FIRST)[0] == ALL


def test_a_note_is_stored_without_leaving_the_field(chromium: Browser, site: Site) -> None:
    company, path = at_the_questions(chromium, site)
    write_note(company.page)
    expect(company.page.locator("[data-saved]")).to_have_text(SAVED)
    expect(company.page.locator(f"[name={FIRST}-note]")).to_be_focused()
    eventually(lambda: site.stored(path, FIRST) == (MOST, NOTE))


def test_a_tab_that_is_closed_while_one_writes_sends_all_in_one_request(chromium: Browser, site: Site) -> None:
    company, path = at_the_questions(chromium, site)
    page = company.page
    held = company.hold_back(ANSWERS)
    company.choose(SECOND, ALL)
    write_note(page)
    assert held.count == 1
    held.end()
    page.close(run_before_unload=True)
    eventually(lambda: site.stored(path, FIRST) == (MOST, NOTE))
    eventually(lambda: site.stored(path, SECOND)[0] == ALL)


def test_what_waits_in_one_assessment_never_goes_to_another(chromium: Browser, wired: Site, wire: Wire) -> None:
    company, path = at_the_questions(chromium, wired)
    said = company.page.locator("[data-saved]")
    leave_without_a_line(company, wire, FIRST)
    other = company.start_at_once("有限会社 谷町木型")
    company.go(f"{other}/domains/identity")
    assert company.chosen(FIRST) is None
    company.choose(SECOND, MOST)
    expect(said).to_have_text(SAVED)
    assert wired.stored(other, FIRST)[0] is None
    company.go(f"{path}/domains/identity")
    expect(said).to_have_text(SAVED)
    assert wired.stored(path, FIRST)[0] == ALL


def asked_on_another_page(chromium: Browser, site: Site, wired: Site, wire: Wire) -> tuple[Company, str]:
    """One chooses without a line; somebody else answers otherwise; the first is told on a page without questions."""
    first, path = at_the_questions(chromium, site)
    second = Company(chromium, wired, "ja")
    second.come_back(first.make_key(path))
    second.go(f"{path}/domains/identity")
    choose_without_a_line(second, wire, FIRST, SECOND)
    first.go(f"{path}/domains/identity")
    first.choose(FIRST, NONE)
    expect(first.page.locator("[data-saved]")).to_have_text(SAVED)

    leave(second, wire)
    page = second.page
    page.goto(f"{wired.url}{path}/key")
    expect(page.locator("[data-line]")).to_contain_text("1問が未保存です。")
    return second, path


def test_of_what_somebody_else_changed_meanwhile_both_are_shown_and_asked(
    chromium: Browser, site: Site, wired: Site, wire: Wire
) -> None:
    second, path = asked_on_another_page(chromium, site, wired, wire)
    page = second.page
    page.locator("[data-ask]").click()
    expect(page.locator(f"#{FIRST} .field-error")).to_be_visible()
    assert second.chosen(FIRST) is None
    assert (site.stored(path, FIRST)[0], site.stored(path, SECOND)[0]) == (NONE, ALL)
    second.choose(FIRST, ALL)
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    assert site.stored(path, FIRST)[0] == ALL


def test_what_is_chosen_while_the_older_choice_is_being_refused_is_stored(
    chromium: Browser, site: Site, wired: Site, wire: Wire
) -> None:
    second, path = asked_on_another_page(chromium, site, wired, wire)
    held = second.hold_back(ANSWERS)
    second.page.locator("[data-ask]").click()
    held.let_go()
    expect(second.page.locator(f"#{FIRST} .field-error")).to_be_visible()
    eventually(lambda: held.count)
    second.choose(FIRST, ALL)
    held.end()
    expect(second.page.locator("[data-saved]")).to_have_text(SAVED)
    assert site.stored(path, FIRST)[0] == ALL


def test_two_tabs_of_one_browser_do_not_take_each_other_for_somebody_else(chromium: Browser, site: Site) -> None:
    company, path = at_the_questions(chromium, site)
    page = company.page
    held = company.hold_back(ANSWERS)
    company.choose(FIRST, ALL)
    eventually(lambda: held.count)
    other = page.context.new_page()
    other.goto(f"{site.url}{path}/domains/identity")
    expect(other.locator("[data-saved]")).to_have_text(SAVED)
    other.check(f"[name={FIRST}][value={NONE}]")
    eventually(lambda: site.stored(path, FIRST)[0] == NONE)
    other.close()
    held.end()
    expect(page.locator(f"#{FIRST}")).to_be_visible()
    assert site.stored(path, FIRST)[0] == NONE


def test_a_lost_cookie_is_named_and_the_answer_goes_out_after_coming_back(chromium: Browser, site: Site) -> None:
    company, path = at_the_questions(chromium, site)
    key = company.make_key(path)
    company.go(f"{path}/domains/identity")
    page = company.page
    page.context.clear_cookies()
    company.choose(FIRST, ALL)
    expect(page.locator("[data-saved]")).to_contain_text("Cookieが消されたか、期限が切れています。")
    way = page.locator("[data-ask]")
    expect(way).to_have_attribute("href", "/continue")
    page.on("dialog", lambda dialog: dialog.accept())
    company.come_back(key)
    eventually(lambda: site.stored(path, FIRST)[0] == ALL)


def test_what_can_no_longer_be_stored_is_said_and_can_be_given_up(chromium: Browser, site: Site) -> None:
    first, path = at_the_questions(chromium, site)
    second = Company(chromium, site, "ja")
    second.come_back(first.make_key(path))
    first.go(f"{path}/domains/identity")
    second.declare(path)
    first.choose(FIRST, ALL)
    expect(first.page.locator("[data-saved]")).to_contain_text("1問が未保存です。")
    first.page.on("dialog", lambda dialog: dialog.accept())
    with first.page.expect_navigation():
        first.page.locator("[data-discard]").click()
    expect(first.page.locator("[data-unsaved]")).to_be_hidden()
    assert first.chosen(FIRST) == MOST


def test_the_button_stays_where_something_could_not_be_sent(chromium: Browser, site: Site) -> None:
    company, path = at_the_questions(chromium, site)
    page = company.page
    page.route(ANSWERS, lambda route: route.abort())
    company.choose(FIRST, ALL)
    page.locator(".savebar button.button").click()
    expect(page.locator("[data-saved]")).to_have_text(unsaved(1))
    page.unroute(ANSWERS)
    company.press()
    assert "/domains/exposure" in page.url
    assert site.stored(path, FIRST)[0] == ALL
