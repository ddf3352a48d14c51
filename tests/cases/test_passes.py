"""Ways into an assessment: a key, a link that is used up, a colleague who answers one domain. Only hashes are kept."""

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess import clock
from assess.cases import assessments, lookup, passes
from assess.config import MailSettings
from assess.errors import MailBroken, PassRefused
from assess.extensions import db
from assess.mail.post import Post
from assess.store import audit, codes
from assess.store.models import Pass
from tests import builders
from tests.conftest import settings
from tests.mailbox import Mailbox, mailbox

pytestmark = pytest.mark.usefixtures("any_app")
HOLDER = "田中 一郎(みなとITサポート)"
ADDRESS = "kishimoto@kitahama.example"
CODE = re.compile(r"#((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})")


def draft(**about: Any) -> str:
    return assessments.start(builders.details(**about), "ja").public_id


def after(monkeypatch: pytest.MonkeyPatch, time: timedelta) -> None:
    later = clock.now() + time
    monkeypatch.setattr(clock, "now", lambda: later)


def post(mail: MailSettings | None) -> Post:
    return Post(replace(settings("sqlite://", Path()), mail=mail, base_url="https://sonae.example"))


def codes_in(box: Mailbox) -> list[str]:
    return CODE.findall(box.text())


@pytest.mark.parametrize("typed", [str, str.lower, codes.spoken, lambda key: f" {codes.spoken(key)} "])
def test_a_key_opens_its_assessment_however_it_is_typed(typed: Callable[[str], str]) -> None:
    aid = draft()
    assert passes.resume(typed(passes.make_key(aid))).assessment.public_id == aid


def test_a_key_works_again_and_again_and_says_when_last() -> None:
    aid = draft()
    key = passes.make_key(aid)
    state = passes.key_state(lookup.find(aid))
    assert state is not None and state.used_at is None
    passes.resume(key)
    passes.resume(key)
    state = passes.key_state(lookup.find(aid))
    assert state is not None and state.used_at is not None


def test_a_new_key_replaces_the_one_before_and_a_revoked_one_opens_nothing() -> None:
    aid = draft()
    first, second = passes.make_key(aid), passes.make_key(aid)
    with pytest.raises(PassRefused):
        passes.resume(first)
    assert passes.resume(second).assessment.public_id == aid
    passes.revoke_key(aid)
    assert passes.key_state(lookup.find(aid)) is None
    with pytest.raises(PassRefused):
        passes.resume(second)


def test_whatever_is_wrong_with_a_key_the_refusal_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    aid = draft()
    replaced, old = passes.make_key(aid), passes.make_key(aid)
    after(monkeypatch, passes.KEY_VALID)
    said = set()
    for typed in (replaced, old, codes.make(), "", "#main"):
        with pytest.raises(PassRefused) as refused:
            passes.resume(typed)
        said.add((type(refused.value), refused.value.args, tuple(vars(refused.value))))
    assert said == {(PassRefused, (), ())}


def test_no_secret_stands_in_the_database() -> None:
    aid = draft(contact_email=ADDRESS)
    with mailbox() as box:
        passes.send_own_link(aid, post(box.settings()))
    secrets = [passes.make_key(aid), passes.ask(aid, "identity", HOLDER), codes.typed(codes_in(box)[0])]
    passes.resume(secrets[0])
    passes.answer_for(secrets[1])
    kept = [str(dict(row)) for row in db.session.execute(sa.select(Pass.__table__)).mappings()]
    told = [str(event.data) for event in audit.events(lookup.find(aid))]
    for secret in secrets:
        for part in (secret, codes.spoken(secret)):
            assert not any(part in text for text in kept + told)


def test_every_step_is_told_in_an_unbroken_chain() -> None:
    aid = draft(contact_email=ADDRESS)
    passes.resume(passes.make_key(aid))
    passes.revoke_key(aid)
    passes.revoke_key(aid)
    asked = passes.answer_for(passes.ask(aid, "identity", HOLDER))
    passes.take_back(aid, asked.id)
    passes.take_back(aid, asked.id)
    with mailbox() as box:
        passes.send_own_link(aid, post(box.settings()))
    assessment = lookup.find(aid)
    told = [event.action for event in audit.events(assessment)][1:]
    assert told == [
        *("resume key made", "resumed", "resume key revoked"),
        *("colleague asked", "colleague opened", "colleague taken back", "link mailed"),
    ]
    assert audit.broken_at(assessment) is None


def test_a_mailed_link_works_once_and_the_letter_is_in_the_language_of_the_assessment() -> None:
    ja = draft(contact_email=ADDRESS)
    with mailbox() as box:
        passes.send_links(ADDRESS, post(box.settings()))
        en = assessments.start(builders.details(contact_email="y@kitahama.example"), "en").public_id
        passes.send_own_link(en, post(box.settings()))
    assert "診断の続き" in box.mails[0].get_content()
    assert "continue your assessment" in box.text()
    assert "https://sonae.example/continue/link#" in box.text()
    code = codes_in(box)[0]
    assert passes.resume(code).assessment.public_id == en
    with pytest.raises(PassRefused):
        passes.resume(code)
    assert passes.resume(CODE.findall(box.mails[0].get_content())[0]).assessment.public_id == ja


def test_a_mailed_link_is_too_old_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    draft(contact_email=ADDRESS)
    with mailbox() as box:
        passes.send_links(ADDRESS, post(box.settings()))
    after(monkeypatch, passes.LINK_VALID)
    with pytest.raises(PassRefused):
        passes.resume(codes_in(box)[0])


def test_two_who_press_the_button_at_once_do_not_both_get_in(any_app: Flask) -> None:
    aid = draft(contact_email=ADDRESS)
    with mailbox() as box:
        passes.send_own_link(aid, post(box.settings()))
    code, at_once = codes_in(box)[0], threading.Barrier(4)
    opened: list[str | None] = []
    db.session.rollback()

    def press() -> None:
        with any_app.app_context():
            at_once.wait()
            try:
                opened.append(passes.resume(code).assessment.public_id)
            except PassRefused:
                opened.append(None)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(opened, key=bool) == [None, None, None, aid]


def test_nobody_but_a_contact_address_gets_mail() -> None:
    draft(contact_email=None)
    assessments.withdraw(draft(contact_email="withdrawn@kitahama.example"))
    with mailbox() as box:
        for email in ("stranger@kitahama.example", "withdrawn@kitahama.example", "%", ""):
            passes.send_links(email, post(box.settings()))
    assert box.mails == []


def test_all_assessments_of_an_address_come_in_one_letter_to_the_address_as_it_is_kept() -> None:
    aids = {draft(contact_email=ADDRESS), draft(contact_email=ADDRESS)}
    with mailbox() as box:
        passes.send_links(ADDRESS.upper(), post(box.settings()))
    assert box.recipients == [[ADDRESS]]
    assert {passes.resume(code).assessment.public_id for code in codes_in(box)} == aids


def test_a_mailbox_is_not_flooded() -> None:
    aid = draft(contact_email=ADDRESS)
    with mailbox() as box:
        sent = [passes.send_own_link(aid, post(box.settings())) for _ in range(passes.LINKS_AN_HOUR + 2)]
        passes.send_links(ADDRESS, post(box.settings()))
    assert sent == [True] * passes.LINKS_AN_HOUR + [False, False]
    assert len(box.mails) == passes.LINKS_AN_HOUR


def test_without_a_mail_server_no_link_is_made() -> None:
    aid = draft(contact_email=ADDRESS)
    with pytest.raises(MailBroken):
        passes.send_own_link(aid, post(None))
    assert db.session.scalar(sa.select(sa.func.count(Pass.id))) == 0
