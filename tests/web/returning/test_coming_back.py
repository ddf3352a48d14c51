"""Coming back with a key or a link, as a browser meets it: nothing is told, nothing is kept, nothing is lost."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess import create_app
from assess.cases import assessments, passes
from assess.extensions import limiter
from assess.store import codes
from tests import builders
from tests.browsers import let_own
from tests.mailbox import Mailbox
from tests.rooms import text
from tests.web.returning.browser import ADDRESS, HOLDER, SECRET, arrived, new_key, secret_in

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


def test_a_key_of_before_opens_as_ever(
    owner: FlaskClient, stranger: FlaskClient, aid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "make", lambda: "ABCDEFGHJKMNPQRSTVWX")
    owner.post(f"/a/{aid}/key")
    assert stranger.post("/continue", data={"key": "abcd-efgh-jkmn-pqrs-tvwx"}).status_code == 303


@pytest.mark.parametrize("signs", [19, 21, 27, 29])
def test_a_key_with_a_sign_too_few_or_too_many_is_said_so(stranger: FlaskClient, signs: int) -> None:
    answer = stranger.post("/continue", data={"key": "A" * signs})
    assert (answer.status_code, "has 28 letters and digits, an older one 20" in text(answer)) == (400, True)


def test_full_width_signs_and_japanese_hyphens_are_read(owner: FlaskClient, stranger: FlaskClient, aid: str) -> None:
    wide = new_key(owner, aid).translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}).replace("-", "ー")
    assert stranger.post("/continue", data={"key": wide}).status_code == 303


def test_a_key_of_full_length_fits_into_the_field(stranger: FlaskClient) -> None:
    for page in ("/continue", "/continue/link", "/colleague"):
        assert 'maxlength="20"' not in stranger.get(page).text


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-JKMN-PQRS-TVWX", "A" * 28, "A" * 5000, "\x00", "鍵"])
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
