"""Accounts of staff: one for each address however it is spelt, a password that only its owner knows, and a chain."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from assess import clock
from assess.extensions import db
from assess.store import account_log, accounts, addresses, passwords
from assess.store.models import AccountEvent, Authority, RoleName, Staff, StaffLink
from assess.store.passwords import Weakness
from assess.store.refusals import (
    AddressTaken,
    LinkSpent,
    NoAuthority,
    NoSuchAccount,
    NotAnAddress,
    PasswordTooWeak,
    WrongPassword,
)
from tests.store.tampering import unguarded

EMAIL, NAME = "saeki@example.jp", "佐伯 真理"
GOOD, BETTER = "correct horse battery", "seven lamps under a bridge"

pytestmark = pytest.mark.usefixtures("any_app")


def added(email: str = EMAIL) -> accounts.Link:
    return accounts.add(email, NAME, RoleName.UNDERWRITER)


def told() -> list[tuple[str, str, str]]:
    return [(event.actor, event.action, event.account) for event in account_log.events()]


@pytest.mark.parametrize(
    "spelt",
    [
        "saeki@example.jp",
        "Saeki@Example.JP",
        "  saeki@example.jp ",
        "ｓａｅｋｉ＠ｅｘａｍｐｌｅ．ｊｐ",
        "SAEKI@EXAMPLE.JP\n",
    ],
)
def test_an_address_is_one_account_whatever_its_spelling(spelt: str) -> None:
    added()
    with pytest.raises(AddressTaken):
        added(spelt)
    assert accounts.deactivate(spelt)
    assert [person.email for person in accounts.listed()] == [EMAIL]


def test_a_domain_in_japanese_is_the_same_in_its_ascii_form() -> None:
    added("a@日本語.jp")
    for spelt in ("a@xn--wgv71a119e.jp", "A@日本語．ＪＰ", "a@XN--WGV71A119E.jp"):
        with pytest.raises(AddressTaken):
            added(spelt)


@pytest.mark.parametrize(
    "text", ["", "saeki", "saeki@", "@example.jp", "a b@example.jp", "a@b@example.jp", "佐伯@example.jp"]
)
def test_what_is_no_address_makes_no_account(text: str) -> None:
    with pytest.raises(NotAnAddress):
        added(text)
    assert accounts.listed() == []


def test_the_database_itself_refuses_another_spelling() -> None:
    added()
    for spelt in ("Saeki@example.jp", " other@example.jp"):
        with pytest.raises(sa.exc.IntegrityError):
            db.session.execute(sa.update(Staff).values(email=spelt))
        db.session.rollback()


def test_a_new_account_has_no_password_and_one_link_of_which_only_the_hash_is_kept() -> None:
    link = added()
    assert link.person.password is None
    kept = db.session.scalars(sa.select(StaffLink)).one()
    assert link.secret not in (kept.secret_hash, str(vars(kept)))
    assert accounts.set_password(link.secret, GOOD).email == EMAIL
    assert passwords.fits(GOOD, accounts.listed()[0].password)
    with pytest.raises(LinkSpent):
        accounts.set_password(link.secret, BETTER)
    assert passwords.fits(GOOD, accounts.listed()[0].password)


def test_a_link_ends_after_its_time_and_when_another_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    first = added()
    second = accounts.reset(EMAIL)
    with pytest.raises(LinkSpent):
        accounts.set_password(first.secret, GOOD)
    late = clock.now() + accounts.LINK_VALID + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    with pytest.raises(LinkSpent):
        accounts.set_password(second.secret, GOOD)


def test_a_weak_password_leaves_the_link_as_it_was() -> None:
    link = added()
    with pytest.raises(PasswordTooWeak):
        accounts.set_password(link.secret, "password1234")
    accounts.set_password(link.secret, GOOD)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevensigns", Weakness.SHORT),
        ("x1 " * 50, Weakness.LONG),
        ("password1234", Weakness.COMMON),
        ("saeki@example.jp", Weakness.OWN),
        ("aaaaaaaaaaaaaaaa", Weakness.REPEATED),
        ("abcdefghijklmnop", Weakness.IN_ORDER),
        ("zxcvbnm,./zxcvbnm", Weakness.KEYBOARD),
        ("25.11.2026 12", Weakness.DATE),
        (GOOD, None),
        ("ひみつのことばは長い", Weakness.SHORT),
        ("ひみつのことばは長いほうがよい", None),
    ],
)
def test_a_password_that_would_be_guessed_is_refused(password: str, why: Weakness | None) -> None:
    assert passwords.weakness(password, [EMAIL, NAME]) == why


def test_a_password_is_the_same_in_whatever_form_its_signs_are_sent() -> None:
    accounts.set_password(added().secret, "がぎぐげご と ＡＢＣ を並べる")
    kept = accounts.listed()[0].password
    assert passwords.fits("\u304b\u3099\u304d\u3099\u304f\u3099\u3051\u3099\u3053\u3099 と ABC を並べる", kept)


def test_a_change_of_password_wants_the_present_one_and_ends_the_sessions() -> None:
    person = accounts.set_password(added().secret, GOOD)
    before = person.fs_uniquifier
    with pytest.raises(WrongPassword):
        accounts.change_password(EMAIL, "another one entirely", BETTER)
    assert accounts.listed()[0].fs_uniquifier == before
    changed = accounts.change_password(EMAIL, GOOD, BETTER)
    assert changed.fs_uniquifier != before
    assert passwords.fits(BETTER, changed.password)


def test_a_reset_account_has_neither_password_nor_second_factor_nor_recovery_codes() -> None:
    person = accounts.set_password(added().secret, GOOD)
    person.tf_primary_method, person.tf_totp_secret, person.mf_recovery_codes = "authenticator", "{}", ["x"]
    before = person.fs_uniquifier
    db.session.commit()
    link = accounts.reset(EMAIL)
    person = link.person
    assert (person.password, person.tf_primary_method, person.tf_totp_secret) == (None, None, None)
    assert not person.mf_recovery_codes
    assert person.fs_uniquifier != before
    accounts.set_password(link.secret, BETTER)


def test_who_is_put_out_has_no_link_and_no_session_even_when_let_in_again() -> None:
    link = added()
    before = link.person.fs_uniquifier
    assert accounts.deactivate(EMAIL)
    assert accounts.activate(EMAIL)
    assert accounts.listed()[0].fs_uniquifier != before
    with pytest.raises(LinkSpent):
        accounts.set_password(link.secret, GOOD)


def test_what_changes_nothing_is_no_event() -> None:
    added()
    assert not accounts.activate(EMAIL)
    assert not accounts.change_role(EMAIL, RoleName.UNDERWRITER)
    assert len(told()) == 1


def test_an_account_that_there_is_not_is_a_sentence() -> None:
    for act in (accounts.reset, accounts.deactivate, accounts.activate):
        for email in ("nobody@example.jp", "nobody"):
            with pytest.raises(NoSuchAccount):
                act(email)
    assert told() == []
    assert account_log.broken_at() is None


def test_every_act_is_an_event_of_a_chain_that_shows_every_change() -> None:
    accounts.set_password(added().secret, GOOD)
    accounts.change_password(EMAIL, GOOD, BETTER)
    accounts.change_role(EMAIL, RoleName.AGENT)
    accounts.deactivate(EMAIL)
    accounts.activate(EMAIL)
    accounts.reset(EMAIL)
    assert told() == [
        ("operator", "added", EMAIL),
        (EMAIL, "link used", EMAIL),
        (EMAIL, "password changed", EMAIL),
        ("operator", "role changed", EMAIL),
        ("operator", "deactivated", EMAIL),
        ("operator", "activated", EMAIL),
        ("operator", "reset", EMAIL),
    ]
    assert account_log.broken_at() is None
    assert list(account_log.differing()) == []
    unguarded()
    second = account_log.events()[1]
    for spoil in (
        sa.update(AccountEvent).where(AccountEvent.sequence == 2).values(actor="nobody"),
        sa.delete(AccountEvent).where(AccountEvent.sequence == 2),
    ):
        db.session.execute(spoil)
        db.session.expire_all()
        assert account_log.broken_at() == 2
        db.session.rollback()
    assert second.sequence == 2
    db.session.execute(sa.delete(AccountEvent).where(AccountEvent.sequence == 7))
    assert account_log.broken_at() == 7


def test_a_role_that_was_changed_past_the_chain_is_named() -> None:
    added()
    person = accounts.listed()[0]
    person.active = False
    db.session.commit()
    assert list(account_log.differing()) == [EMAIL]


def test_two_who_use_one_link_at_the_same_moment_set_one_password(any_app: Flask) -> None:
    secret = added().secret

    def try_it(password: str) -> bool:
        with any_app.app_context():
            try:
                accounts.set_password(secret, password)
            except LinkSpent:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(try_it, [GOOD, BETTER])) == [False, True]


def test_an_address_is_brought_to_one_spelling_once() -> None:
    assert addresses.plain(addresses.plain("Ａ．Ｂ@日本語.JP")) == addresses.plain("a.b@xn--wgv71a119e.jp")


def test_an_authority_holds_for_its_plan_and_another_for_all_others() -> None:
    added()
    assert accounts.set_authority(EMAIL, 50)
    assert accounts.set_authority(EMAIL, 30, "wide")
    assert not accounts.set_authority(EMAIL, 30, "wide")
    [person] = accounts.listed()
    assert (person.limit("wide"), person.limit("basic")) == (30, 50)
    assert accounts.set_authority(EMAIL, 35, "wide")
    assert accounts.set_authority(EMAIL, None)
    [person] = accounts.listed()
    assert (person.limit("wide"), person.limit("basic")) == (35, None)
    assert [event.data for event in account_log.events()][-1] == {"plan": "", "rate": None}


def test_a_lead_has_no_limit_and_nobody_else_but_an_underwriter_has_an_authority() -> None:
    added()
    accounts.set_authority(EMAIL, 30)
    accounts.change_role(EMAIL, RoleName.LEAD)
    assert accounts.listed()[0].limit("wide") is None
    with pytest.raises(NoAuthority):
        accounts.set_authority(EMAIL, 40)
    accounts.change_role(EMAIL, RoleName.UNDERWRITER)
    assert accounts.listed()[0].limit("wide") == 30


def test_an_authority_changed_past_its_events_is_found() -> None:
    added()
    accounts.set_authority(EMAIL, 30)
    assert list(account_log.differing()) == []
    db.session.execute(sa.update(Authority).values(rate=60))
    db.session.expire_all()
    assert list(account_log.differing()) == [EMAIL]
