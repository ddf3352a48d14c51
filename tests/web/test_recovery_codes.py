"""Recovery codes: who lost the second factor comes in with one of them, once each; only their hashes are kept."""

import html
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess import limits
from assess.errors import PassRefused
from assess.extensions import security
from assess.store import account_log, accounts, codes
from assess.store.models import Staff
from tests import builders
from tests.rooms import PASSWORD, text
from tests.web.test_account_pages import code_for


@pytest.fixture
def email(app: Flask) -> str:
    """The address of somebody whose second factor is required, and not set up yet."""
    app.config["SECURITY_TWO_FACTOR_REQUIRED"] = True
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        return builders.staff(password=PASSWORD).email


def with_password(app: Flask, email: str) -> FlaskClient:
    browser = app.test_client()
    browser.get("/?lang=en")
    browser.post("/sign-in", data={"email": email, "password": PASSWORD})
    return browser


def set_up(app: Flask, email: str) -> FlaskClient:
    """Sign in for the first time, which sets the second factor up."""
    browser = with_password(app, email)
    page = browser.post("/sign-in/second-factor", data={"setup": "authenticator"}).get_data(as_text=True)
    assert browser.post("/sign-in/code", data={"code": code_for(page)}).status_code == 302
    return browser


def made(browser: FlaskClient) -> list[str]:
    page = browser.post("/account/recovery-codes", data={"generate_new_codes": "yes"})
    shown = re.search(r"<textarea[^>]*>([^<]*)</textarea>", page.text)
    assert shown, text(page)
    return html.unescape(shown[1]).split()


def person(email: str) -> Staff:
    return next(person for person in accounts.listed() if person.email == email)


def inside(browser: FlaskClient) -> bool:
    return browser.get("/underwriter/").status_code == 200


def test_whoever_set_up_the_second_factor_is_led_to_the_codes_once(app: Flask, email: str) -> None:
    browser = set_up(app, email)
    assert browser.get("/staff").location == "/account/recovery-codes"
    assert "There are none yet. You get 8 codes, shown once." in text(browser.get("/account/recovery-codes"))
    assert browser.get("/staff").location == "/underwriter/"


def test_a_set_is_shown_once_and_only_its_hashes_are_kept(app: Flask, email: str) -> None:
    browser = set_up(app, email)
    shown = made(browser)
    assert len(set(shown)) == limits.RECOVERY_CODES
    for address in ("/account/recovery-codes", "/account/recovery-codes?show_codes=y", "/account"):
        page = browser.get(address)
        assert "8 codes are left" in text(page)
        assert not any(code in page.text for code in shown)
    with app.app_context():
        kept = person(email).mf_recovery_codes
    assert kept == [codes.token_hash(code.replace("-", "")) for code in shown]


@pytest.mark.parametrize("spelt", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}　"])
def test_a_code_opens_the_door_once_in_whatever_spelling(app: Flask, email: str, spelt: object) -> None:
    code = made(set_up(app, email))[3]
    browser = with_password(app, email)
    assert "Use a recovery code" in text(browser.get("/sign-in/code"))
    assert browser.post("/sign-in/recovery", data={"code": spelt(code)}).status_code == 302  # type: ignore[operator]
    assert inside(browser)
    again = with_password(app, email)
    refused = again.post("/sign-in/recovery", data={"code": code})
    assert "This recovery code opens nothing." in text(refused)
    assert not inside(again)
    with app.app_context():
        used, signed_in = account_log.events()[-2:]
        assert (used.action, used.account, used.data) == ("recovery code used", email, {"left": 7})
        assert (signed_in.action, signed_in.data["via"]) == ("signed in", ["password", "code"])
        assert account_log.broken_at() is None


def test_without_the_password_a_code_opens_nothing(app: Flask, email: str) -> None:
    code = made(set_up(app, email))[0]
    browser = app.test_client()
    assert "/sign-in" in browser.post("/sign-in/recovery", data={"code": code}).location
    assert not inside(browser)


def test_a_new_set_makes_the_old_codes_useless_and_so_does_a_reset(app: Flask, email: str) -> None:
    owner = set_up(app, email)
    old, new = made(owner)[0], made(owner)[0]
    browser = with_password(app, email)
    assert browser.post("/sign-in/recovery", data={"code": old}).status_code == 200
    with app.app_context():
        link = accounts.reset(email)
        assert not person(email).mf_recovery_codes
        accounts.set_password(link.secret, PASSWORD)
    browser = with_password(app, email)
    browser.post("/sign-in/recovery", data={"code": new})
    assert not inside(browser)


def test_one_code_sent_twice_at_the_same_moment_is_taken_once(app: Flask, email: str) -> None:
    code = made(set_up(app, email))[0]

    def use(_number: int) -> bool:
        with app.app_context():
            try:
                return security.mf_recovery_codes_util.delete_recovery_code(person(email), code)
            except PassRefused:
                return False

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(use, range(2))) == [False, True]


def test_where_few_are_left_the_next_sign_in_leads_to_a_new_set(app: Flask, email: str) -> None:
    spent = made(set_up(app, email))[limits.FEW_RECOVERY_CODES :]
    for code in spent[:-1]:
        assert with_password(app, email).post("/sign-in/recovery", data={"code": code}).location == "/staff"
    browser = with_password(app, email)
    browser.post("/sign-in/recovery", data={"code": spent[-1]})
    assert browser.get("/staff").location == "/account/recovery-codes"


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "リカバリーコードでサインイン"), ("en", "Sign in with a recovery code")]
)
def test_the_page_for_a_code_is_in_the_language_of_its_reader(
    app: Flask, email: str, language: str, words: str
) -> None:
    made(set_up(app, email))
    browser = with_password(app, email)
    shown = text(browser.get("/sign-in/recovery", query_string={"lang": language}))
    assert words in shown
    assert bool(re.search(r"[\u3040-\u30ff]", shown.replace("日本語", ""))) == (language == "ja")
