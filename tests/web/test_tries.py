"""Nobody guesses: tries are counted for each client and for each account, by all processes together."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from limits import parse_many
from limits.storage import Storage

from assess import clock, create_app, starting
from assess.config import SettingFault, Settings
from assess.extensions import client, db, limiter
from assess.store import account_log, accounts
from assess.store.models import LimitCount, RoleName
from assess.web import tries
from tests import builders
from tests.conftest import settings
from tests.rooms import PASSWORD, text
from tests.web.company.browser import START

EMAIL = "saeki@example.jp"
LIMITED = 429


@pytest.fixture
def counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application with its limits switched on."""
    app.config["WTF_CSRF_ENABLED"] = False
    switch_on(app, monkeypatch)
    with app.app_context():
        accounts.set_password(accounts.add(EMAIL, "佐伯 真理", RoleName.UNDERWRITER).secret, PASSWORD)
    yield app


@pytest.fixture
def storage(any_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """Where tries are counted, on each kind of database."""
    switch_on(any_app, monkeypatch)
    return limiter.storage


def switch_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config["RATELIMIT_ENABLED"] = True
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.init_app(app)


def try_at(app: Flask, number: int, email: str = EMAIL, password: str = "a wrong one") -> int:
    """Try a password from one of many places."""
    where = {"REMOTE_ADDR": f"198.51.100.{number % 250}"}
    entered = {"email": email, "password": password}
    return app.test_client().post("/sign-in", data=entered, environ_overrides=where).status_code


def told(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        found = [event for event in account_log.events() if event.action == "sign-in refused"]
        return [(event.actor, event.account, event.data["client"]) for event in found]


def test_an_account_is_tried_so_often_and_no_more_from_however_many_places(counted: Flask) -> None:
    spelt = (EMAIL, "Saeki@Example.jp", "ｓａｅｋｉ@example.jp", " saeki@example.jp")
    tries = [try_at(counted, number, spelt[number % 4]) for number in range(31)]
    assert tries == [200] * 30 + [LIMITED]
    assert try_at(counted, 99, password=PASSWORD) == LIMITED
    with counted.app_context():
        other = builders.staff(password=PASSWORD).email
    assert try_at(counted, 1, other, PASSWORD) == 302


def test_codes_count_with_passwords(counted: Flask) -> None:
    counted.config["SECURITY_TWO_FACTOR_REQUIRED"] = True
    for number in range(29):
        try_at(counted, number)
    browser = counted.test_client()
    browser.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    browser.post("/sign-in/second-factor", data={"setup": "authenticator"})
    assert browser.post("/sign-in/code", data={"code": "000000"}).status_code == LIMITED
    assert told(counted)[-1][1] == EMAIL


def test_what_is_no_account_is_limited_by_the_client_only(counted: Flask) -> None:
    assert {try_at(counted, number, f"{number}@example.jp") for number in range(40)} == {200}
    assert [try_at(counted, 7, f"{number}@example.jp") for number in range(10)].count(LIMITED) == 1


def test_a_refusal_is_told_in_the_chain_of_accounts_once_an_hour_each(counted: Flask) -> None:
    for _ in range(14):
        try_at(counted, 5)
    assert told(counted) == [("sign-in", EMAIL, "198.51.100.5")]
    for number in range(14):
        try_at(counted, 6, f"{number}@example.jp")
    assert told(counted)[1:] == [("sign-in", "", "198.51.100.6")]
    with counted.app_context():
        assert account_log.broken_at() is None


def test_the_page_says_that_it_was_too_often(counted: Flask) -> None:
    browser = counted.test_client()
    for _ in range(11):
        answer = browser.post("/sign-in?lang=en", data={"email": EMAIL, "password": "x"})
    assert "Too many tries" in text(answer)


def test_links_for_passwords_cannot_be_guessed_by_the_hundred(counted: Flask) -> None:
    guess = {"code": "A" * 20, "password": PASSWORD, "again": PASSWORD}
    browser = counted.test_client()
    assert [browser.post("/sign-in/password", data=guess).status_code for _ in range(11)] == [400] * 10 + [LIMITED]


def test_an_office_begins_many_assessments_and_whoever_begins_hundreds_is_stopped_with_a_sentence(
    counted: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "_STARTS", parse_many("3 per hour; 4 per day"))
    office = counted.test_client()
    office.get("/?lang=en")
    wrong = {**START, "premium": "about a million"}
    assert [office.post("/start", data=wrong).status_code for _ in range(4)] == [400] * 4
    assert [office.post("/start", data=START).status_code for _ in range(3)] == [303] * 3
    refused = office.post("/start", data=START)
    assert (refused.status_code, "Try again in an hour" in text(refused)) == (LIMITED, True)
    assert f'value="{START["premium"]}"' in refused.text
    elsewhere = {"REMOTE_ADDR": "198.51.100.9"}
    assert counted.test_client().post("/start", data=START, environ_overrides=elsewhere).status_code == 303


def test_an_agents_office_with_sixty_clients_an_hour_is_not_stopped() -> None:
    assert min(limit.amount for limit in tries._STARTS) >= 60


@pytest.mark.parametrize(
    ("addresses", "clients"),
    [
        (["192.0.2.1", "192.0.2.2"], 2),
        (["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::"], 1),
        (["2001:db8:1:2::1", "2001:db8:1:3::1"], 2),
        (["::ffff:192.0.2.1", "192.0.2.1"], 1),
        (["strange"], 1),
    ],
)
def test_a_network_of_ipv6_is_one_client(app: Flask, addresses: list[str], clients: int) -> None:
    found = set()
    for address in addresses:
        with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
            found.add(client())
    assert len(found) == clients


def test_all_processes_count_together(storage: Storage, any_app: Flask, tmp_path: Path) -> None:
    address = any_app.extensions["settings"].database_url
    for number in range(1, 4):
        another = create_app(replace(settings(address, tmp_path), limits="database"))
        with another.app_context():
            assert limiter.storage.incr("the same", 60) == number
            db.engine.dispose()
    assert storage.get("the same") == 3
    assert storage.get("another") == 0


def test_a_count_begins_anew_after_its_time_and_what_is_over_goes(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [storage.incr("a", 60), storage.incr("a", 60), storage.incr("b", 10)] == [1, 2, 1]
    later = clock.now().timestamp() + 61
    monkeypatch.setattr(clock, "now", lambda: datetime.fromtimestamp(later, UTC))
    assert storage.get("a") == 0
    assert storage.incr("a", 60) == 1
    assert storage.get_expiry("a") == pytest.approx(later + 60)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LimitCount)) == 1
    storage.clear("a")
    assert (storage.get("a"), storage.reset(), storage.check()) == (0, 0, True)


def test_several_processes_that_each_count_alone_are_said_so(tmp_path: Path) -> None:
    def said(workers: int, **given: str) -> list[str]:
        return starting.remarks(Settings.from_environment({"ASSESS_INSTANCE": str(tmp_path), **given}), workers)

    assert said(4) == said(1, ASSESS_LIMITS="memory") == []
    (sentence,) = said(4, ASSESS_LIMITS="memory")
    assert "each of the 4 processes counts tries for itself" in sentence
    with pytest.raises(SettingFault, match="ASSESS_LIMITS is 'redis://x'; it must be database, or memory"):
        said(1, ASSESS_LIMITS="redis://x")
