"""Nobody but the person knows the password: it is set with a link, and changed by oneself."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess.store import account_log, accounts, codes
from assess.store.models import RoleName
from tests import builders
from tests.rooms import PASSWORD, Person, enter, text
from tests.web.test_account_pages import code_for

BETTER = "seven lamps under a bridge"


@pytest.fixture
def secret(app: Flask) -> str:
    with app.app_context():
        return accounts.add("saeki@example.jp", "佐伯 真理", RoleName.AGENT).secret


def chosen(code: str, password: str = BETTER, again: str | None = None) -> dict[str, str]:
    return {"code": code, "password": password, "again": password if again is None else again}


def test_a_link_sets_the_password_once_and_the_person_signs_in_with_it(client: FlaskClient, secret: str) -> None:
    done = client.post("/sign-in/password", data=chosen(codes.spoken(secret)))
    assert (done.status_code, done.location) == (303, "/sign-in")
    assert "設定しました" in text(client.get(done.location))
    again = client.post("/sign-in/password", data=chosen(secret, PASSWORD))
    assert (again.status_code, "使えません" in text(again)) == (400, True)
    entered = client.post("/sign-in", data={"email": "Saeki＠example.jp ", "password": BETTER})
    assert entered.location == "/staff"


def test_the_secret_of_a_link_stands_in_no_address_that_a_server_sees(client: FlaskClient, secret: str) -> None:
    assert client.get(f"/sign-in/password/{secret}").status_code == 404
    asked = client.get("/sign-in/password", query_string={"code": secret})
    assert f'value="{secret}"' not in asked.text


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("", "", "Enter the new password."),
        ("too short", "too short", "it needs 12 characters"),
        ("password1234", "password1234", "Many people use this password"),
        (BETTER, BETTER + ".", "The two passwords are not the same"),
        ("佐伯 真理 saeki@example.jp", "佐伯 真理 saeki@example.jp", "made of your name, your address"),
    ],
)
def test_a_password_that_will_not_do_is_a_sentence_and_the_link_stays(
    client: FlaskClient, secret: str, password: str, again: str, words: str
) -> None:
    client.get("/?lang=en")
    refused = client.post("/sign-in/password", data=chosen(secret, password, again))
    assert (refused.status_code, words in text(refused)) == (400, True)
    assert f'value="{password}"' not in refused.text or not password
    assert client.post("/sign-in/password", data=chosen(secret)).status_code == 303


def signed_in(app: Flask, email: str) -> FlaskClient:
    browser = app.test_client()
    assert browser.post("/sign-in", data={"email": email, "password": PASSWORD}).status_code == 302
    return browser


def change(person: Person, **entered: str) -> int:
    given = {"present": PASSWORD, "password": BETTER, "again": BETTER, **entered}
    return person.browser.post("/account/password", data=given).status_code


def test_a_changed_password_ends_all_other_sessions_of_the_account(app: Flask) -> None:
    person = enter(app)
    elsewhere = signed_in(app, person.email)
    assert change(person, present="another one entirely") == 400
    assert elsewhere.get("/underwriter/").status_code == 200
    assert change(person) == 303
    assert person.browser.get("/underwriter/").status_code == 200
    assert elsewhere.get("/underwriter/").status_code == 302
    old = app.test_client().post("/sign-in", data={"email": person.email, "password": PASSWORD})
    assert old.status_code == 200


def test_the_session_that_changed_the_password_gets_another_key(app: Flask) -> None:
    person = enter(app)
    before = person.browser.get_cookie("sonae")
    assert before
    change(person)
    thief = app.test_client()
    thief.set_cookie("sonae", before.value)
    assert thief.get("/underwriter/").status_code == 302


def test_who_is_put_out_is_out_at_once_and_back_only_by_the_door(app: Flask) -> None:
    person = enter(app)
    with app.app_context():
        accounts.deactivate(person.email)
    assert person.browser.get("/underwriter/").status_code == 302
    refused = app.test_client().post("/sign-in", data={"email": person.email, "password": PASSWORD})
    assert refused.status_code == 200
    with app.app_context():
        accounts.activate(person.email)
    assert person.browser.get("/underwriter/").status_code == 302
    signed_in(app, person.email)


def test_a_role_that_was_taken_away_closes_its_room_with_the_next_page(app: Flask) -> None:
    person = enter(app)
    with app.app_context():
        accounts.change_role(person.email, RoleName.AGENT)
    assert person.browser.get("/underwriter/").status_code == 403
    assert person.browser.get("/agent/").status_code == 200


def test_looking_at_the_page_for_codes_signs_nobody_out(app: Flask) -> None:
    person = enter(app)
    assert person.browser.get("/sign-in/code").location == "/staff"
    assert person.browser.get("/underwriter/").status_code == 200


def test_an_account_without_a_password_lets_nobody_in(app: Flask, client: FlaskClient, secret: str) -> None:
    for password in ("", "None", secret):
        client.post("/sign-in", data={"email": "saeki@example.jp", "password": password})
        assert client.get("/agent/").status_code == 302


def test_one_s_own_page_says_who_one_is_and_what_opens_the_door(app: Flask) -> None:
    person = enter(app)
    page = text(person.browser.get("/account"))
    assert person.email in page
    assert "None is set up: the password alone opens the door." in page


def test_a_second_factor_that_is_set_is_told_once_however_often_one_signs_in(app: Flask) -> None:
    app.config["SECURITY_TWO_FACTOR_REQUIRED"] = True
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        email = builders.staff(password=PASSWORD).email
    browser = app.test_client()
    browser.post("/sign-in", data={"email": email, "password": PASSWORD})
    page = browser.post("/sign-in/second-factor", data={"setup": "authenticator"}).get_data(as_text=True)
    assert browser.post("/sign-in/code", data={"code": code_for(page)}).status_code == 302
    with app.app_context():
        told = [(event.actor, event.action) for event in account_log.events()]
        assert told[-2:] == [(email, "second factor set"), (email, "signed in")]
        assert account_log.broken_at() is None
