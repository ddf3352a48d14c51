"""Nobody gets in who should not: sessions end, codes work once, ways in that nobody uses are shut."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess import clock, create_app
from assess.config import SettingFault, Settings
from assess.store import database
from assess.store.models import RoleName
from assess.web import staff_sessions
from assess.web.views.account import SHUT
from tests import builders
from tests.rooms import PASSWORD, Person, enter, text
from tests.web.test_account_pages import code_for

OPEN = {
    "static",
    "security.login",
    "security.logout",
    "security.verify",
    "security.mf_recovery",
    "security.mf_recovery_codes",
    "security.two_factor_setup",
    "security.two_factor_setup_validate",
    "security.two_factor_token_validation",
}
"""What the extensions open, and this product uses."""


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    moment = clock.now() + by
    monkeypatch.setattr(clock, "now", lambda: moment)


def inside(person: Person) -> bool:
    return person.browser.get("/underwriter/").status_code == 200


def copy_of(app: Flask, person: Person) -> FlaskClient:
    copied, cookie = app.test_client(), person.browser.get_cookie("sonae")
    assert cookie
    copied.set_cookie("sonae", cookie.value)
    return copied


def test_after_signing_out_a_copied_cookie_opens_nothing(app: Flask) -> None:
    person = enter(app)
    thief = copy_of(app, person)
    assert thief.get("/underwriter/").status_code == 200
    person.browser.post("/sign-out")
    assert thief.get("/underwriter/").status_code == 302


def test_nobody_is_remembered_beyond_the_session(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        email = builders.staff(password=PASSWORD).email
    browser = app.test_client()
    answer = browser.post("/sign-in", data={"email": email, "password": PASSWORD, "remember": "y"})
    assert answer.status_code == 302
    assert [cookie for cookie in answer.headers.getlist("Set-Cookie") if "remember" in cookie] == []


@pytest.mark.parametrize(
    ("idle", "stays"), [(timedelta(minutes=44), True), (staff_sessions.IDLE_AT_MOST + timedelta(seconds=1), False)]
)
def test_a_session_ends_after_45_idle_minutes(
    app: Flask, monkeypatch: pytest.MonkeyPatch, idle: timedelta, stays: bool
) -> None:
    person = enter(app)
    later(monkeypatch, idle)
    assert inside(person) is stays


def test_a_session_ends_after_12_hours_however_busy(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = enter(app)
    for _ in range(17):
        later(monkeypatch, timedelta(minutes=42))
        assert inside(person)
    later(monkeypatch, timedelta(minutes=42))
    assert not inside(person)


def test_a_sign_in_that_asks_for_a_token_gets_none(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        person = builders.staff(password=PASSWORD)
        entered, token = {"email": person.email, "password": PASSWORD}, person.get_auth_token()
    answer = app.test_client().post("/sign-in?include_auth_token", json=entered)
    assert "auth_token" not in answer.get_data(as_text=True)
    for given in ({"headers": {"Authentication-Token": token}}, {"query_string": {"auth_token": token}}):
        assert app.test_client().get("/underwriter/", **given).status_code == 302


def test_every_route_that_an_extension_adds_is_used_or_shut(app: Flask) -> None:
    own = {name for name in app.blueprints if name != "security"}
    added = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] not in own}
    assert added == OPEN | set(SHUT)


@pytest.mark.parametrize("address", ["/tf-rescue", "/tf-select", "/fs-static/js/base64.js"])
def test_what_nobody_uses_is_not_there(app: Flask, address: str) -> None:
    assert enter(app).browser.get(address).status_code == 404


def test_a_code_of_the_second_factor_works_once(app: Flask) -> None:
    app.config["SECURITY_TWO_FACTOR_REQUIRED"] = True
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        email = builders.staff(password=PASSWORD).email
    first = app.test_client()
    first.post("/sign-in?lang=en", data={"email": email, "password": PASSWORD})
    page = first.post("/sign-in/second-factor", data={"setup": "authenticator"}).get_data(as_text=True)
    code = code_for(page)
    assert first.post("/sign-in/code", data={"code": code}).status_code == 302
    second = app.test_client()
    second.post("/sign-in?lang=en", data={"email": email, "password": PASSWORD})
    refused = second.post("/sign-in/code", data={"code": code})
    assert "This code is not right" in text(refused)
    assert second.get("/underwriter/").status_code == 302


@pytest.mark.parametrize("role", RoleName)
def test_private_pages_are_kept_nowhere(app: Flask, role: RoleName) -> None:
    person = enter(app, role)
    home = person.browser.get("/staff").location
    assert person.browser.get(home).headers["Cache-Control"] == "no-store"
    assert app.test_client().get("/sign-in").headers["Cache-Control"] == "no-store"


def settings(tmp_path: Path, **given: str) -> Settings:
    names = {f"ASSESS_{name.upper()}": value for name, value in given.items()}
    return Settings.from_environment({"ASSESS_INSTANCE": str(tmp_path), **names})


def test_a_wrong_host_name_is_refused(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path, base_url="https://sonae.example.jp", hosts="inside.example"))
    with app.app_context():
        database.migrate()
    for host, status in (("sonae.example.jp", 200), ("inside.example", 200), ("evil.example", 400), ("a b", 400)):
        told = {"HTTP_HOST": host, "HTTP_X_FORWARDED_HOST": "sonae.example.jp", "wsgi.url_scheme": "https"}
        assert app.test_client().get("/verify", environ_overrides=told).status_code == status, host


def test_the_client_behind_trusted_proxies_is_the_client(tmp_path: Path) -> None:
    from flask import request  # noqa: PLC0415

    for proxies, seen in (("0", "127.0.0.1"), ("1", "198.51.100.7"), ("2", "192.0.2.1")):
        app = create_app(settings(tmp_path, proxies=proxies))
        app.add_url_rule("/who", view_func=lambda: str(request.remote_addr))
        said = app.test_client().get("/who", headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.7"})
        assert said.text == seen
    with pytest.raises(SettingFault, match="ASSESS_PROXIES"):
        settings(tmp_path, proxies="many")


@pytest.mark.parametrize("referer", ["http://[", "http://[::1", "\x00", "//", "x" * 5000])
def test_any_referer_at_all_gets_a_page(client: FlaskClient, referer: str) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/start", data={}, headers={"Referer": referer}).status_code == 400


def test_numbers_beyond_measure_and_deep_json_are_4xx(app: Flask) -> None:
    agent = enter(app, RoleName.AGENT)
    for number in (2**31, 2**63, 10**400):
        assert agent.browser.post(f"/agent/invitations/{number}/take-back").status_code == 404
    deep = "[" * 200_000 + "]" * 200_000
    answer = app.test_client().post("/sign-in", data=deep, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500


def test_over_https_cookies_are_of_this_host_alone_and_pages_say_so(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path, base_url="https://sonae.example.jp"))
    with app.app_context():
        database.migrate()
    told = {"HTTP_HOST": "sonae.example.jp", "wsgi.url_scheme": "https"}
    answer = app.test_client().get("/start?lang=en", environ_overrides=told)
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-sonae")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31556926; includeSubDomains"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "default-src 'self'"):
        assert part in answer.headers["Content-Security-Policy"]
