"""A colleague or a supplier who answers what was handed on, under their own name."""

from datetime import timedelta
from typing import Any

import pytest

from assess import clock
from assess.cases import answers, assessments, lookup, passes
from assess.errors import InvalidChoice, NotFound, NothingOpen, PassRefused, RequestEnded, WrongState
from assess.extensions import db
from assess.store import audit
from assess.store.models import Assessment
from assess.underwriting import verification
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")
HOLDER = "田中 一郎(みなとITサポート)"


def draft(**about: Any) -> str:
    return assessments.start(builders.details(**about), "ja").public_id


def after(monkeypatch: pytest.MonkeyPatch, time: timedelta) -> None:
    later = clock.now() + time
    monkeypatch.setattr(clock, "now", lambda: later)


def answered_by(aid: str) -> dict[str, tuple[str | None, str]]:
    return {row.question: (row.option, row.answered_by) for row in lookup.find(aid).answers}


def version(aid: str) -> int:
    return lookup.find(aid).version


def test_what_a_colleague_answers_bears_the_colleagues_name_until_the_company_changes_it() -> None:
    aid = draft()
    asked = passes.answer_for(passes.ask(aid, "identity", HOLDER))
    answers.save(aid, version(aid), {"cloud-mfa": "some", "remote-mfa": "some"})
    answers.save(aid, version(aid), {"cloud-mfa": "all", "remote-mfa": "some"}, {"remote-mfa": "VPN"}, asked)
    assert answered_by(aid) == {"cloud-mfa": ("all", HOLDER), "remote-mfa": ("some", "")}
    assert audit.events(lookup.find(aid))[-1].actor == "colleague"
    answers.save(aid, version(aid), {"cloud-mfa": "all"}, {"cloud-mfa": "社内で確認"})
    assert answered_by(aid)["cloud-mfa"] == ("all", HOLDER)
    answers.save(aid, version(aid), {"cloud-mfa": "most"})
    assert answered_by(aid)["cloud-mfa"] == ("most", "")
    answers.undo(aid, version(aid))
    assert answered_by(aid)["cloud-mfa"] == ("all", HOLDER)


def test_a_colleagues_code_opens_one_domain_and_no_assessment() -> None:
    aid = draft()
    code, key = passes.ask(aid, "identity", HOLDER), passes.make_key(aid)
    asked = passes.answer_for(code)
    assert (asked.assessment.public_id, asked.domain, asked.holder) == (aid, "identity", HOLDER)
    assert passes.still_asked(asked.id, aid, "identity").used_at is not None
    for refused, typed in ((passes.resume, code), (passes.answer_for, key)):
        with pytest.raises(PassRefused):
            refused(typed)
    for place in ((aid, "mail"), (draft(), "identity")):
        with pytest.raises(NotFound):
            passes.still_asked(asked.id, *place)


def test_what_is_taken_back_or_too_old_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    aid = draft()
    code, other = passes.ask(aid, "identity", HOLDER), passes.ask(aid, "mail", HOLDER)
    asked, still = passes.answer_for(code), passes.answer_for(other)
    passes.take_back(aid, asked.id)
    with pytest.raises(RequestEnded):
        passes.still_asked(asked.id, aid, "identity")
    with pytest.raises(PassRefused):
        passes.answer_for(code)
    assert passes.still_asked(still.id, aid, "mail")
    after(monkeypatch, passes.COLLEAGUE_VALID)
    with pytest.raises(RequestEnded):
        passes.still_asked(still.id, aid, "mail")


def test_a_company_takes_back_only_what_it_asked_itself() -> None:
    aid, other = draft(), draft()
    asked = passes.answer_for(passes.ask(aid, "identity", HOLDER))
    passes.make_key(other)
    key = passes.key_state(lookup.find(other))
    assert key is not None
    for pass_id in (asked.id, key.id, 10**6):
        with pytest.raises(NotFound):
            passes.take_back(other, pass_id)
        db.session.rollback()


def test_a_colleague_is_asked_about_a_domain_that_exists_and_only_while_answers_may_change() -> None:
    with pytest.raises(InvalidChoice):
        passes.ask(draft(), "no-such-domain", HOLDER)
    case: Assessment = builders.submitted()
    with pytest.raises(WrongState):
        passes.ask(case.public_id, "identity", HOLDER)
    db.session.rollback()
    verification.claim(case.public_id, builders.staff())
    with pytest.raises(WrongState):
        passes.ask(case.public_id, "identity", HOLDER)


def test_one_pass_hands_on_all_that_is_open_in_any_domain_and_keeps_it_once_answered() -> None:
    case = builders.answered({"log-retention": "unknown", "remote-mfa": "unknown"})
    aid = case.public_id
    code, questions = passes.ask_all(aid, HOLDER)
    assert questions == ["remote-mfa", "log-retention"]
    asked = passes.answer_for(code)
    answers.save(aid, version(aid), {"remote-mfa": "all"}, {}, asked)
    with pytest.raises(NotFound):
        answers.save(aid, version(aid), {"training": "never"}, {}, asked)
    db.session.rollback()
    assert passes.open_now(lookup.find(aid)) == ["log-retention"]
    assert passes.questions_of(asked) == {"remote-mfa", "log-retention"}
    assert passes.still_asked(asked.id, aid, "") is asked
    with pytest.raises(NotFound):
        passes.still_asked(asked.id, aid, "identity")


def test_of_what_was_sent_back_all_that_is_asked_can_be_handed_on() -> None:
    case = builders.submitted({"training": "never"})
    underwriter = builders.staff()
    builders.confirm_all(case, underwriter)
    for question in ("training", "remote-mfa"):
        finding = verification.Finding("answer", question, "query", reason="いつですか。")
        verification.give_verdict(case.public_id, underwriter, finding)
    verification.send_back(case.public_id, underwriter)
    assert passes.ask_all(case.public_id, HOLDER)[1] == ["remote-mfa", "training"]


def test_where_nothing_is_open_nothing_is_handed_on() -> None:
    with pytest.raises(NothingOpen):
        passes.ask_all(builders.answered().public_id, HOLDER)
