"""A company sees in which browsers its assessment opens, ends them, and a revoked key ends what it opened."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess.cases import lookup, passes
from assess.store import audit
from assess.web import browser_kinds
from tests import builders
from tests.browsers import let_own
from tests.rooms import text

SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def aid(app: Flask) -> str:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        return builders.answered().public_id


@pytest.fixture
def owner(app: Flask, aid: str) -> FlaskClient:
    """The browser in which the assessment was begun."""
    browser = app.test_client()
    let_own(app, browser, aid)
    return browser


def opened(app: Flask, address: str, name: str, secret: str, agent: str = SAFARI) -> FlaskClient:
    browser = app.test_client()
    answer = browser.post(address, data={name: secret}, headers={"User-Agent": agent})
    assert answer.status_code in (302, 303), text(answer)
    return browser


def with_key(app: Flask, aid: str) -> FlaskClient:
    with app.app_context():
        return opened(app, "/continue", "key", passes.make_key(aid))


def inside(browser: FlaskClient, aid: str) -> bool:
    return browser.get(f"/a/{aid}/").status_code == 200


def button(page: str) -> str:
    found = re.search(r'name="end" value="(\d+)"', page)
    assert found, "no browser can be ended"
    return found[1]


def test_a_revoked_key_ends_what_it_opened_and_nothing_else(app: Flask, owner: FlaskClient, aid: str) -> None:
    elsewhere = with_key(app, aid)
    assert inside(elsewhere, aid)
    owner.post(f"/a/{aid}/key", data={"revoke": "yes"})
    assert not inside(elsewhere, aid)
    assert elsewhere.post(f"/a/{aid}/save", data={}).status_code == 404
    assert inside(owner, aid)


def test_a_key_that_another_replaced_ends_what_it_opened(app: Flask, owner: FlaskClient, aid: str) -> None:
    elsewhere = with_key(app, aid)
    owner.post(f"/a/{aid}/key")
    assert not inside(elsewhere, aid)


def test_whoever_revokes_the_key_by_which_it_came_stays_in(app: Flask, aid: str) -> None:
    with app.app_context():
        key = passes.make_key(aid)
    first, second = opened(app, "/continue", "key", key), opened(app, "/continue", "key", key)
    first.post(f"/a/{aid}/key", data={"revoke": "yes"})
    assert (inside(first, aid), inside(second, aid)) == (True, False)


def test_the_company_sees_each_browser_and_ends_one(app: Flask, owner: FlaskClient, aid: str) -> None:
    elsewhere = with_key(app, aid)
    page = owner.get(f"/a/{aid}/key?lang=en").text
    assert "Safari, iPhone" in page
    assert "this browser" in page
    assert page.count('name="end"') == 1
    assert owner.post(f"/a/{aid}/key", data={"end": button(page)}).status_code == 303
    assert not inside(elsewhere, aid)
    assert inside(owner, aid)
    with app.app_context():
        event = audit.events(lookup.find(aid))[-1]
        assert (event.action, event.data) == ("browser ended", {"way": "key", "kind": "Safari, iPhone"})


def test_a_colleague_s_browser_is_seen_and_can_be_ended(app: Flask, owner: FlaskClient, aid: str) -> None:
    with app.app_context():
        secret = passes.ask(aid, "identity", "中村")
    colleague = opened(app, "/colleague", "code", secret, EDGE)
    assert colleague.get(f"/colleague/{aid}/identity").status_code == 200
    page = owner.get(f"/a/{aid}/colleagues?lang=en").text
    assert "Edge, Windows" in page
    owner.post(f"/a/{aid}/colleagues", data={"end": button(page)})
    assert colleague.get(f"/colleague/{aid}/identity").status_code == 404
    assert "Edge, Windows" not in owner.get(f"/a/{aid}/colleagues").text


def test_nobody_ends_another_company_s_browser(app: Flask, owner: FlaskClient, aid: str) -> None:
    with_key(app, aid)
    number = button(owner.get(f"/a/{aid}/key").text)
    with app.app_context():
        theirs = builders.answered().public_id
    stranger = app.test_client()
    let_own(app, stranger, theirs)
    for sent in (number, "0", "x", "9" * 30):
        assert stranger.post(f"/a/{theirs}/key", data={"end": sent}).status_code == 404
        assert stranger.post(f"/a/{aid}/key", data={"end": sent}).status_code == 404


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (SAFARI, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", ""),
        ("", ""),
        ("<script>alert(1)</script> Firefox/1 Windows", "Firefox, Windows"),
    ],
)
def test_a_browser_is_named_in_words_that_its_owner_knows(said: str, kind: str) -> None:
    assert browser_kinds.kind(said) == kind
