"""Staff see where they are signed in, end what they do not know, and find each coming and going in their chain."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess import clock
from assess.store import account_log
from tests.rooms import PASSWORD, Person, enter, text
from tests.web.test_account_pages import code_for

TELEPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1"
BUTTON = re.compile(r'name="end" value="(\d+)"')


@pytest.fixture
def person(app: Flask) -> Person:
    return enter(app)


def telephone(app: Flask, email: str) -> FlaskClient:
    """Sign in with another browser."""
    browser = app.test_client()
    entered = {"email": email, "password": PASSWORD}
    assert browser.post("/sign-in", data=entered, headers={"User-Agent": TELEPHONE}).location == "/staff"
    return browser


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/account").status_code == 200


def acts(app: Flask, email: str) -> list[str]:
    with app.app_context():
        assert account_log.broken_at() is None
        return [event.action for event in account_log.events() if event.account == email]


def test_one_sees_where_one_is_signed_in_and_ends_what_one_does_not_know(app: Flask, person: Person) -> None:
    other = telephone(app, person.email)
    page = person.browser.get("/account")
    assert "Safari, iPhone" in text(page)
    assert text(page).count("this browser") == 1
    (row,) = BUTTON.findall(page.text)
    assert is_in(other)
    ended = person.browser.post("/account", data={"end": row})
    assert (ended.status_code, ended.location) == (303, "/account")
    assert "Safari, iPhone" not in text(person.browser.get("/account"))
    assert (is_in(other), is_in(person.browser)) == (False, True)


@pytest.mark.parametrize("sent", ["1", "", "x", "-1", "9" * 30, "٣"])
def test_nobody_ends_the_session_of_another(app: Flask, person: Person, sent: str) -> None:
    stranger = enter(app)
    refused = stranger.browser.post("/account", data={"end": sent})
    assert 400 <= refused.status_code < 500
    assert is_in(person.browser)


def test_what_is_over_by_itself_is_not_listed(app: Flask, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    telephone(app, person.email)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=40))
    assert is_in(person.browser)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=50))
    assert "Safari, iPhone" not in text(person.browser.get("/account"))


def test_after_a_change_of_password_only_the_browser_that_changed_it_is_listed(app: Flask, person: Person) -> None:
    telephone(app, person.email)
    better = "seven lamps under a bridge"
    person.browser.post("/account/password", data={"present": PASSWORD, "password": better, "again": better})
    page = text(person.browser.get("/account"))
    assert ("Safari, iPhone" in page, "this browser" in page) == (False, True)


def test_a_second_factor_that_is_set_up_ends_all_other_sessions(app: Flask, person: Person) -> None:
    other = telephone(app, person.email)
    begun = person.browser.post("/sign-in/second-factor", data={"setup": "authenticator"})
    finish = re.search(r'action="(/sign-in/second-factor/[^"]+)"', begun.text)
    assert finish, begun.text
    person.browser.post(finish[1], data={"code": code_for(begun.text)})
    assert "second factor set" in acts(app, person.email)
    assert (is_in(other), is_in(person.browser)) == (False, True)


def test_each_coming_and_going_is_an_event_of_the_account(app: Flask, person: Person) -> None:
    other = telephone(app, person.email)
    other.post("/sign-out")
    other.post("/sign-out")
    with app.app_context():
        last = account_log.events()[-2]
    assert last.data == {"kind": "Safari, iPhone", "client": "127.0.0.1", "via": ["password"]}
    assert acts(app, person.email)[-3:] == ["signed in", "signed in", "signed out"]


def test_a_sign_in_that_fails_is_none(app: Flask, person: Person) -> None:
    before = acts(app, person.email)
    app.test_client().post("/sign-in", data={"email": person.email, "password": "a wrong one"})
    assert acts(app, person.email) == before
