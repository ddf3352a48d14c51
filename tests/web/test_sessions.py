"""What a browser holds is kept behind its key: no response takes away what another gave, in whatever order they end."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess import clock
from assess.cases import assessments, holdings
from assess.store import browsers
from tests import builders
from tests.browsers import let_own
from tests.rooms import enter
from tests.web.company.browser import START

COOKIE = "sonae"


@pytest.fixture
def aid(app: Flask) -> str:
    with app.app_context():
        return assessments.start(builders.details(), "ja").public_id


def cookies_set(answer: TestResponse) -> list[str]:
    return [header.split("=")[0] for header in answer.headers.getlist("Set-Cookie")]


def key_of(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE)
    assert cookie
    return cookie.value


def test_a_response_that_was_asked_for_before_takes_no_assessment_away(
    app: Flask, client: FlaskClient, aid: str
) -> None:
    let_own(app, client, aid)
    late = client.get(f"/a/{aid}/report.pdf")
    begun = client.post("/start", data=START).location
    for header in late.headers.getlist("Set-Cookie"):
        client.set_cookie(*header.split(";")[0].split("=", 1))
    assert client.get(begun).status_code == 200
    assert client.get(f"/a/{aid}/").status_code == 200


@pytest.mark.parametrize(
    "page", ["/", "/questions", "/glossary", "/verify", "/verify/x", "/a/{aid}/", "/a/{aid}/result"]
)
def test_a_page_that_changes_nothing_sends_no_cookie(app: Flask, client: FlaskClient, aid: str, page: str) -> None:
    let_own(app, client, aid)
    client.get("/start")  # has its token by now
    assert cookies_set(client.get(page.format(aid=aid))) == []


@pytest.mark.parametrize("page", ["/", "/questions", "/glossary", "/verify/x.json", "/static/theme.css"])
def test_who_only_looks_gets_no_cookie_and_is_not_remembered(app: Flask, page: str) -> None:
    assert cookies_set(app.test_client().get(page)) == []


@pytest.mark.parametrize("page", ["/static/theme.css", "/static/assess.js", "/verify/x.json", "/verify/issuer.pem"])
def test_what_is_the_same_for_all_does_not_vary_by_cookie(app: Flask, client: FlaskClient, aid: str, page: str) -> None:
    let_own(app, client, aid)
    assert "Cookie" not in client.get(page).headers.get("Vary", "")


def test_no_response_but_the_switch_itself_sends_the_language(app: Flask, client: FlaskClient, aid: str) -> None:
    let_own(app, client, aid)
    assert cookies_set(client.get("/?lang=en")) == ["sonae_language"]
    for page in (f"/a/{aid}/", f"/a/{aid}/report.pdf", "/start"):
        assert "sonae_language" not in cookies_set(client.get(page))
    assert '<html lang="en">' in client.get("/").text


@pytest.mark.parametrize("wanted", ["", "fr", "EN", "ja;q=1"])
def test_a_language_that_there_is_not_switches_nothing(client: FlaskClient, wanted: str) -> None:
    client.get("/?lang=en")
    assert cookies_set(client.get("/", query_string={"lang": wanted})) == []
    assert '<html lang="en">' in client.get("/").text


def test_two_responses_each_keep_what_they_changed(app: Flask) -> None:
    with app.app_context():
        browser_id, key = browsers.add({"token": "t", "notice": "n"})
        browsers.change(browser_id, {"first": 1}, ())
        browsers.change(browser_id, {"second": (2, "zwei")}, ("notice",))
        found = browsers.find(key)
    assert found
    assert found.kept == {"token": "t", "first": 1, "second": (2, "zwei")}


def test_a_key_that_nobody_gave_out_is_not_taken_up(app: Flask, client: FlaskClient) -> None:
    client.set_cookie(COOKIE, "planted")
    client.post("/start", data=START)
    assert key_of(client) != "planted"


def test_whoever_signs_in_gets_another_key(app: Flask) -> None:
    planted = app.test_client()
    with app.app_context():
        _browser_id, key = browsers.add({})
    planted.set_cookie(COOKIE, key)
    person = enter(app)
    assert person.browser.get("/underwriter/").status_code == 200
    before = key_of(person.browser)
    person.browser.post("/sign-out")
    person.browser.set_cookie(COOKIE, before)
    assert person.browser.get("/underwriter/").status_code == 302


def test_a_browser_that_was_not_seen_for_ninety_days_is_forgotten(
    app: Flask, client: FlaskClient, aid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_own(app, client, aid)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + browsers.REMEMBERED * 0.9)
    again = client.get(f"/a/{aid}/")
    assert (again.status_code, cookies_set(again)) == (200, [COOKIE])
    monkeypatch.setattr(clock, "now", lambda: now + browsers.REMEMBERED * 1.8)
    assert client.get(f"/a/{aid}/").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + browsers.REMEMBERED * 3)
    assert client.get(f"/a/{aid}/").status_code == 404
    with app.app_context():
        browsers.add({})
        assert browsers.find(key_of(client)) is None


def test_a_browser_lists_its_assessments_the_latest_first(app: Flask) -> None:
    with app.app_context():
        browser_id, _key = browsers.add({})
        begun = [assessments.start(builders.details(), "ja") for _ in range(3)]
        for assessment in begun:
            holdings.add(browser_id, assessment)
        holdings.add(browser_id, begun[0])
        assert holdings.owned(browser_id) == [begun[place].public_id for place in (0, 2, 1)]
