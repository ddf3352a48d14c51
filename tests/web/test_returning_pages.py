"""Coming back and asking a colleague, as a browser meets them: nothing is told, nothing is kept, nothing is lost."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess import create_app
from assess.cases import answers, assessments, lookup, passes
from assess.extensions import limiter
from assess.store.models import State
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from tests import builders
from tests.browsers import let_own
from tests.mailbox import Mailbox, mailbox
from tests.rooms import enter, text

ADDRESS = "kishimoto@kitahama.example"
HOLDER = "田中 一郎"
SECRET = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")


@pytest.fixture
def aid(app: Flask) -> str:
    with app.app_context():
        return assessments.start(builders.details(contact_email=ADDRESS), "ja").public_id


@pytest.fixture
def owner(app: Flask, client: FlaskClient, aid: str) -> FlaskClient:
    let_own(app, client, aid)
    client.get("/?lang=en")
    return client


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    browser.get("/?lang=en")
    return browser


@pytest.fixture
def box(app: Flask) -> Iterator[Mailbox]:
    """A mail server that the application sends through."""
    with mailbox() as made:
        app.extensions["settings"] = replace(app.extensions["settings"], mail=made.settings())
        yield made


def secret_in(answer: TestResponse) -> str:
    found = SECRET.search(answer.text)
    assert found is not None
    return found[0]


def new_key(owner: FlaskClient, aid: str) -> str:
    return secret_in(owner.post(f"/a/{aid}/key", follow_redirects=True))


def arrived(box: Mailbox, count: int = 1) -> list[str]:
    """Wait for what is sent beside the answer, and return the codes of the last letter."""
    for _ in range(100):
        if len(box.mails) >= count:
            return SECRET.findall(box.text())
        time.sleep(0.05)
    raise AssertionError("no mail")


def asked(owner: FlaskClient, aid: str, domain: str = "identity") -> str:
    answer = owner.post(f"/a/{aid}/colleagues", data={"domain": domain, "holder": HOLDER}, follow_redirects=True)
    return secret_in(answer)


@pytest.fixture
def colleague(owner: FlaskClient, stranger: FlaskClient, aid: str) -> FlaskClient:
    """A browser in which a colleague opened the domain "identity"."""
    answer = stranger.post("/colleague", data={"code": asked(owner, aid)})
    assert answer.headers["Location"] == f"/colleague/{aid}/identity"
    return stranger


def stored(app: Flask, aid: str) -> dict[str, tuple[str | None, str]]:
    with app.app_context():
        return {row.question: (row.option, row.answered_by) for row in lookup.find(aid).answers}


def version(app: Flask, aid: str) -> int:
    with app.app_context():
        return lookup.find(aid).version


# The resume key


def test_a_key_is_shown_once_and_stands_in_no_address(owner: FlaskClient, aid: str) -> None:
    made = owner.post(f"/a/{aid}/key")
    assert made.status_code == 303
    shown = owner.get(made.headers["Location"])
    key = secret_in(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    assert key not in made.headers["Location"]
    again = owner.get(f"/a/{aid}/key")
    assert SECRET.search(again.text) is None
    assert "You have a resume key" in text(again)


def test_a_key_opens_the_assessment_in_another_browser(owner: FlaskClient, stranger: FlaskClient, aid: str) -> None:
    key = new_key(owner, aid)
    assert stranger.get(f"/a/{aid}/").status_code == 404
    typed = key.lower().replace("-", " ")
    answer = stranger.post("/continue", data={"key": typed})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/a/{aid}/")
    assert "Welcome back" in text(stranger.get(f"/a/{aid}/"))


def test_full_width_signs_and_japanese_hyphens_are_read(owner: FlaskClient, stranger: FlaskClient, aid: str) -> None:
    wide = new_key(owner, aid).translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}).replace("-", "ー")
    assert stranger.post("/continue", data={"key": wide}).status_code == 303


def test_a_key_of_full_length_fits_into_the_field(stranger: FlaskClient) -> None:
    for page in ("/continue", "/continue/link", "/colleague"):
        assert 'maxlength="20"' not in stranger.get(page).text


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-JKMN-PQRS-TVWX", "A" * 5000, "\x00", "鍵"])
def test_a_key_that_opens_nothing_is_a_sentence(stranger: FlaskClient, typed: str) -> None:
    for page, field in (("/continue", "key"), ("/continue/link", "code"), ("/colleague", "code")):
        answer = stranger.post(page, data={field: typed})
        assert answer.status_code == 400
        assert "Please check" in text(answer)


def test_a_revoked_key_opens_nothing(owner: FlaskClient, stranger: FlaskClient, aid: str) -> None:
    key = new_key(owner, aid)
    assert owner.post(f"/a/{aid}/key", data={"revoke": "yes"}).status_code == 303
    assert "There is no resume key" in text(owner.get(f"/a/{aid}/key"))
    assert stranger.post("/continue", data={"key": key}).status_code == 400


def test_a_key_made_in_one_assessment_is_not_shown_in_another(app: Flask, owner: FlaskClient, aid: str) -> None:
    with app.app_context():
        other = assessments.start(builders.details(), "ja").public_id
    let_own(app, owner, aid, other)
    owner.post(f"/a/{aid}/key")
    assert SECRET.search(owner.get(f"/a/{other}/key").text) is None
    assert SECRET.search(owner.get(f"/a/{other}/colleagues").text) is None


# A link by e-mail


def test_without_a_mail_server_the_form_is_not_there(owner: FlaskClient, aid: str) -> None:
    for page in ("/continue", f"/a/{aid}/key"):
        answer = owner.get(page)
        assert "not available here" in text(answer)
        assert 'name="email"' not in answer.text
    assert owner.post("/continue", data={"email": ADDRESS}).status_code == 503
    assert owner.post(f"/a/{aid}/key/mail").status_code == 503


def test_the_answer_does_not_tell_whether_an_address_is_known(
    owner: FlaskClient, stranger: FlaskClient, aid: str, box: Mailbox
) -> None:
    said = []
    for address in ("nobody@kitahama.example", ADDRESS):
        first = stranger.post("/continue", data={"email": address})
        said.append((first.status_code, first.headers["Location"], text(stranger.get("/continue"))))
    assert said[0] == said[1]
    arrived(box)
    assert box.recipients == [[ADDRESS]]


def test_a_link_is_used_up_by_the_button_and_not_by_opening_it(
    owner: FlaskClient, stranger: FlaskClient, aid: str, box: Mailbox
) -> None:
    assert ADDRESS in text(owner.post(f"/a/{aid}/key/mail", follow_redirects=True))
    code = arrived(box)[0]
    for _ in range(3):
        assert stranger.get(f"/continue/link?code={code}").status_code == 200
    assert stranger.get(f"/a/{aid}/").status_code == 404
    assert stranger.post("/continue/link", data={"code": code}).headers["Location"] == f"/a/{aid}/"
    spent = stranger.post("/continue/link", data={"code": code})
    assert spent.status_code == 400
    assert "opens nothing" in text(spent)


def test_too_many_letters_within_an_hour_are_refused_in_words(owner: FlaskClient, aid: str, box: Mailbox) -> None:
    for _ in range(passes.LINKS_AN_HOUR):
        owner.post(f"/a/{aid}/key/mail")
    assert "No link was sent" in text(owner.post(f"/a/{aid}/key/mail", follow_redirects=True))


@pytest.mark.parametrize("email", ["", "nobody", "a@b.example\nBcc: c@d.example", "a" * 300 + "@b.example"])
def test_an_address_that_is_none_is_a_sentence(stranger: FlaskClient, box: Mailbox, email: str) -> None:
    assert stranger.post("/continue", data={"email": email}).status_code == 400
    assert box.mails == []


# Who may try, and how often


@pytest.mark.parametrize("page", ["key", "colleagues"])
def test_keys_and_requests_are_the_companys_own(app: Flask, stranger: FlaskClient, aid: str, page: str) -> None:
    with app.app_context():
        other = assessments.start(builders.details(), "ja").public_id
    let_own(app, stranger, other)
    assert stranger.get(f"/a/{aid}/{page}").status_code == 404
    for data in ({}, {"revoke": "yes"}, {"domain": "identity", "holder": HOLDER}, {"take_back": "1"}):
        assert stranger.post(f"/a/{aid}/{page}", data=data).status_code == 404
    assert stranger.post(f"/a/{aid}/key/mail").status_code == 404


def test_tries_are_counted_over_all_places_and_looking_is_not(app: Flask) -> None:
    limited = create_app(replace(app.extensions["settings"], testing=False))
    limited.config["WTF_CSRF_ENABLED"] = False
    try:
        browser = limited.test_client()
        for _ in range(20):
            assert browser.get("/continue").status_code == 200
        places = [("/continue", "key"), ("/continue/link", "code"), ("/colleague", "code")] * 4
        tried = [browser.post(page, data={field: "ABCD"}).status_code for page, field in places]
        assert tried == [400] * 10 + [429] * 2
        assert (
            browser.post("/continue", data={"key": "ABCD"}, environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code
            == 400
        )
    finally:
        limiter.enabled = False


def test_no_form_is_taken_without_its_token(app: Flask, aid: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    browser = app.test_client()
    let_own(app, browser, aid)
    for page in ("/continue", "/continue/link", "/colleague", f"/a/{aid}/key", f"/a/{aid}/colleagues"):
        assert browser.post(page).status_code == 400
    assert "There is no resume key" in text(browser.get(f"/a/{aid}/key?lang=en"))


# A colleague


def test_the_text_to_send_holds_the_code_behind_the_sign_that_no_server_sees(owner: FlaskClient, aid: str) -> None:
    answer = owner.post(f"/a/{aid}/colleagues", data={"domain": "identity", "holder": HOLDER}, follow_redirects=True)
    assert f"/colleague#{secret_in(answer)}" in answer.text
    assert SECRET.search(owner.get(f"/a/{aid}/colleagues").text) is None


def test_a_colleague_sees_one_domain_and_nothing_else(colleague: FlaskClient, aid: str) -> None:
    page = colleague.get(f"/colleague/{aid}/identity")
    assert page.status_code == 200
    assert HOLDER in page.text and "北浜精機" in page.text
    for hidden in ("Estimate", "北浜 大輔", "岸本 由香", ADDRESS, "500,000", f'href="/a/{aid}'):
        assert hidden not in page.text
    rooms = ("", "details", "domains/identity", "credits", "result", "declaration", "receipt", "key", "colleagues")
    for room in rooms:
        assert colleague.get(f"/a/{aid}/{room}").status_code == 404
    assert colleague.get(f"/colleague/{aid}/mail").status_code == 404
    assert colleague.get(f"/colleague/{'0' * 32}/identity").status_code == 404
    assert "北浜精機" not in colleague.get("/").text


def test_a_colleague_answers_under_their_own_name(app: Flask, colleague: FlaskClient, aid: str) -> None:
    given = {"version": version(app, aid), "cloud-mfa": "all", "cloud-mfa-note": "管理画面で確認", "training": "never"}
    answer = colleague.post(f"/colleague/{aid}/identity", data=given, follow_redirects=True)
    assert "Saved" in text(answer)
    assert stored(app, aid) == {"cloud-mfa": ("all", HOLDER)}
    assert "管理画面で確認" in answer.text


def test_when_all_is_answered_the_page_says_so(app: Flask, colleague: FlaskClient, aid: str) -> None:
    given = {"remote-mfa": "all", "cloud-mfa": "all", "admin-mfa": "unknown", "leavers": "spoken"}
    data = {"version": version(app, aid), **given}
    answer = colleague.post(f"/colleague/{aid}/identity", data=data, follow_redirects=True)
    assert "All questions here are answered" in text(answer)


@pytest.mark.parametrize("forged", [{"cloud-mfa": "no-such"}, {"version": "x"}, {"cloud-mfa-note": "長" * 1001}])
def test_what_was_never_offered_is_refused_and_nothing_is_lost(
    app: Flask, colleague: FlaskClient, aid: str, forged: dict[str, str]
) -> None:
    data = {"version": version(app, aid), "leavers": "spoken", **forged}
    answer = colleague.post(f"/colleague/{aid}/identity", data=data)
    assert answer.status_code == 400
    assert re.search(r'value="spoken"[^>]* checked', answer.text)
    assert stored(app, aid) == {}


def test_what_the_company_changed_meanwhile_is_not_overwritten(app: Flask, colleague: FlaskClient, aid: str) -> None:
    made_from = version(app, aid)
    with app.app_context():
        answers.save(aid, made_from, {"cloud-mfa": "some"})
    data = {"version": made_from, "cloud-mfa": "all"}
    answer = colleague.post(f"/colleague/{aid}/identity", data=data)
    assert answer.status_code == 409
    assert "Saved meanwhile" in text(answer)
    assert stored(app, aid) == {"cloud-mfa": ("some", "")}
    again = {"version": version(app, aid), "cloud-mfa": "all"}
    assert colleague.post(f"/colleague/{aid}/identity", data=again).status_code == 303
    assert stored(app, aid) == {"cloud-mfa": ("all", HOLDER)}


def test_taking_back_ends_it_at_once_and_keeps_the_answers(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, aid: str
) -> None:
    colleague.post(f"/colleague/{aid}/identity", data={"version": version(app, aid), "leavers": "spoken"})
    listed = owner.get(f"/a/{aid}/colleagues")
    assert "Opened" in text(listed)
    row = re.search(r'name="take_back" value="(\d+)"', listed.text)
    assert row is not None
    owner.post(f"/a/{aid}/colleagues", data={"take_back": row[1]})
    assert colleague.get(f"/colleague/{aid}/identity").status_code == 410
    data = {"version": version(app, aid), "leavers": "reviewed"}
    assert colleague.post(f"/colleague/{aid}/identity", data=data).status_code == 410
    assert stored(app, aid) == {"leavers": ("spoken", HOLDER)}
    assert "Taken back" in text(owner.get(f"/a/{aid}/colleagues"))


def test_two_requests_in_one_browser_stand_side_by_side(owner: FlaskClient, stranger: FlaskClient, aid: str) -> None:
    for domain in ("identity", "mail"):
        stranger.post("/colleague", data={"code": asked(owner, aid, domain)})
    for domain in ("identity", "mail"):
        assert stranger.get(f"/colleague/{aid}/{domain}").status_code == 200


def test_once_handed_in_a_colleague_sees_no_questions(app: Flask, colleague: FlaskClient, aid: str) -> None:
    with app.app_context():
        answers.save(aid, lookup.find(aid).version, builders.best(builders.editions.latest()))
        assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")
    page = colleague.get(f"/colleague/{aid}/identity")
    assert "nothing to answer any more" in text(page)
    assert 'type="radio"' not in page.text


def test_when_it_was_sent_back_a_colleague_sees_only_what_was_asked(
    app: Flask, owner: FlaskClient, stranger: FlaskClient, aid: str
) -> None:
    with app.app_context():
        answers.save(aid, lookup.find(aid).version, builders.best(builders.editions.latest()))
        assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")
        underwriter = builders.staff()
        verification.claim(aid, underwriter)
        verification.give_verdict(aid, underwriter, Finding("answer", "cloud-mfa", "query", reason="全員ですか。"))
        assert verification.send_back(aid, underwriter).state == State.RETURNED
    stranger.post("/colleague", data={"code": asked(owner, aid)})
    page = stranger.get(f"/colleague/{aid}/identity")
    assert "全員ですか。" in page.text
    assert re.findall(r'<section class="card question[^"]*" id="([a-z-]+)"', page.text) == ["cloud-mfa"]


@pytest.mark.parametrize(
    "data", [{}, {"domain": "identity"}, {"holder": HOLDER}, {"domain": "no-such", "holder": HOLDER}]
)
def test_a_request_needs_a_domain_and_a_name(owner: FlaskClient, aid: str, data: dict[str, str]) -> None:
    answer = owner.post(f"/a/{aid}/colleagues", data=data)
    assert answer.status_code == 400
    assert "Please check" in text(answer)


def test_a_domain_may_be_chosen_beforehand(owner: FlaskClient, aid: str) -> None:
    page = owner.get(f"/a/{aid}/colleagues?domain=mail").text
    assert re.search(r'<option selected value="mail"', page)
    assert owner.get(f"/a/{aid}/colleagues?domain=no-such").status_code == 200


@pytest.mark.parametrize("value", ["", "0", "-1", "x", "9" * 9, "9" * 30, "٣"])
def test_taking_back_what_was_never_asked_is_not_there(owner: FlaskClient, aid: str, value: str) -> None:
    assert owner.post(f"/a/{aid}/colleagues", data={"take_back": value}).status_code == 404


def test_an_underwriter_reads_who_was_asked_and_not_how_the_company_came_in(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, aid: str
) -> None:
    new_key(owner, aid)
    with app.app_context():
        answers.save(aid, lookup.find(aid).version, builders.best(builders.editions.latest()))
        assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")
    page = text(enter(app).browser.get(f"/underwriter/cases/{aid}/summary"))
    assert f"The company asked {HOLDER} to answer “Sign-in”" in page
    assert f"{HOLDER} opened “Sign-in”" in page
    assert "resume" not in page
