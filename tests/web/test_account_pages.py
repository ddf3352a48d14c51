"""Staff sign in with a password and a second factor, and read every sentence in their own language."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP

from assess.store.models import RoleName
from tests import builders
from tests.rooms import PASSWORD, enter, text

SENTENCES = {
    "ja": {
        "wrong": "メールアドレスとパスワードの組合せが正しくありません。",
        "first": "先にサインインしてください。",
        "code": "コードが正しくありません。",
        "done": "二段階認証を設定しました。",
        "again": "もう一度パスワードを入力してください。",
    },
    "en": {
        "wrong": "E-mail address and password do not fit together.",
        "first": "Please sign in first.",
        "code": "This code is not right.",
        "done": "The second factor is set up.",
        "again": "Please enter your password once more.",
    },
}
both_languages = pytest.mark.parametrize("language", ["ja", "en"])


def visitor(app: Flask, language: str) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    browser.get(f"/?lang={language}")
    return browser


def code_for(page: str) -> str:
    """The code that an authenticator app would show for the key on the page."""
    key = re.search(r"<code>([^<]+)</code>", page)
    assert key, "the page shows no key"
    return TOTP(key=key[1].replace("-", "").replace(" ", ""), format="base32").generate().token


@both_languages
@pytest.mark.parametrize("entered", [{}, {"email": "nobody@example.jp", "password": "wrong"}, {"email": "x"}])
def test_a_sign_in_that_fails_says_one_and_the_same(app: Flask, language: str, entered: dict[str, str]) -> None:
    answer = visitor(app, language).post("/sign-in", data=entered)
    assert SENTENCES[language]["wrong"] in text(answer)
    assert entered.get("email", "") in answer.get_data(as_text=True)


@both_languages
def test_a_closed_door_says_to_sign_in_and_leads_on_afterwards(app: Flask, language: str) -> None:
    with app.app_context():
        email = builders.staff(RoleName.AGENT, PASSWORD).email
    browser = visitor(app, language)
    door = browser.get("/agent/")
    assert SENTENCES[language]["first"] in text(browser.get(door.location))
    answer = browser.post(door.location, data={"email": email, "password": PASSWORD})
    assert answer.location.endswith("/agent/")


@pytest.mark.parametrize(("role", "home"), [(RoleName.AGENT, "/agent/"), (RoleName.UNDERWRITER, "/underwriter/")])
def test_each_role_has_its_own_home(app: Flask, role: RoleName, home: str) -> None:
    person = enter(app, role)
    assert person.browser.get("/staff").location == home


def test_signing_out_closes_the_door(app: Flask) -> None:
    person = enter(app)
    assert person.browser.get("/sign-out").status_code == 405
    assert person.browser.post("/sign-out").status_code == 302
    assert "/sign-in" in person.browser.get("/underwriter/").location


@both_languages
def test_the_second_factor_is_set_up_with_a_code_from_the_app_and_asked_for_from_then_on(
    app: Flask, language: str
) -> None:
    person = enter(app, language=language)
    page = person.browser.post("/sign-in/second-factor", data={"setup": "authenticator"}).get_data(as_text=True)
    assert 'src="data:image/svg+xml' in page
    address = re.search(r'action="(/sign-in/second-factor/[^"]+)"', page)
    assert address
    assert person.browser.post(address[1], data={"code": code_for(page)}).status_code == 302
    assert SENTENCES[language]["done"] in text(person.browser.get("/staff", follow_redirects=True))
    person.browser.post("/sign-out")
    answer = visitor(app, language).post("/sign-in", data={"email": person.email, "password": PASSWORD})
    assert "/sign-in/code" in answer.location


@both_languages
def test_a_wrong_code_opens_nothing(app: Flask, language: str) -> None:
    app.config["SECURITY_TWO_FACTOR_REQUIRED"] = True
    with app.app_context():
        email = builders.staff(password=PASSWORD).email
    browser = visitor(app, language)
    answer = browser.post("/sign-in", data={"email": email, "password": PASSWORD})
    assert "/sign-in/second-factor" in answer.location
    browser.post("/sign-in/second-factor", data={"setup": "authenticator"})
    refused = browser.post("/sign-in/code", data={"code": "000000"})
    assert SENTENCES[language]["code"] in text(refused)
    assert "/sign-in" in browser.get("/underwriter/").location


def test_where_a_second_factor_is_required_the_password_alone_opens_nothing(app: Flask) -> None:
    app.config["SECURITY_TWO_FACTOR_REQUIRED"] = True
    with app.app_context():
        email = builders.staff(password=PASSWORD).email
    browser = visitor(app, "en")
    browser.post("/sign-in", data={"email": email, "password": PASSWORD})
    assert "/sign-in" in browser.get("/underwriter/").location
    page = browser.post("/sign-in/second-factor", data={"setup": "authenticator"}).get_data(as_text=True)
    assert browser.post("/sign-in/code", data={"code": code_for(page)}).status_code == 302
    assert browser.get("/underwriter/").status_code == 200


@both_languages
def test_changing_the_second_factor_long_after_the_sign_in_asks_for_the_password_again(
    app: Flask, language: str
) -> None:
    person = enter(app, language=language)
    with app.app_context(), person.browser.session_transaction() as session:
        session["fs_paa"] = 1.0
    answer = person.browser.get("/sign-in/second-factor")
    page = person.browser.get(answer.location)
    assert SENTENCES[language]["again"] in text(page)
    answer = person.browser.post(answer.location, data={"password": PASSWORD})
    assert answer.location.endswith("/sign-in/second-factor")


@both_languages
@pytest.mark.parametrize("page", ["/sign-in", "/sign-in/second-factor", "/sign-in/again"])
def test_nothing_is_left_in_the_other_language(app: Flask, page: str, language: str) -> None:
    browser = visitor(app, language) if page == "/sign-in" else enter(app, language=language).browser
    shown = text(browser.get(page)).replace("English", "").replace("日本語", "")
    if language == "ja":
        assert not re.search(r"\b(the|your|Sign|Password|Login|Submit|Code)\b", shown)
    else:
        assert not re.search(r"[\u3040-\u30ff]", shown)


def test_there_is_no_way_round_the_second_factor_by_mail(app: Flask) -> None:
    assert visitor(app, "en").post("/tf-rescue", data={"help_setup": "help"}).status_code == 404
