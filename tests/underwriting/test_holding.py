"""A case goes from hand to hand without a verdict being lost, and never to two at once."""

import pytest

from assess.cases import lookup
from assess.errors import WrongState
from assess.errors.underwriting import NotYours
from assess.store import audit
from assess.store.models import Action, Assessment, Staff, State, Subject, VerdictKind
from assess.underwriting import holding, queues, verification
from assess.underwriting.verification import Finding
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")
ASKED = Finding(Subject.ANSWER, "leavers", VerdictKind.QUERY, reason="規程を見せてください。")


@pytest.fixture
def me(any_app: object) -> Staff:
    return builders.staff()


@pytest.fixture
def colleague(any_app: object) -> Staff:
    return builders.staff()


def sent_back(me: Staff) -> Assessment:
    case = verification.claim(builders.submitted().public_id, me)
    verification.give_verdict(case.public_id, me, ASKED)
    return verification.send_back(case.public_id, me)


def test_the_next_case_is_the_one_that_waits_longest(me: Staff, colleague: Staff) -> None:
    first, second = builders.submitted(), builders.submitted()
    taken = [holding.claim_next(me), holding.claim_next(colleague), holding.claim_next(me)]
    assert [case.id if case else None for case in taken] == [first.id, second.id, None]


def test_a_case_that_a_colleague_takes_meanwhile_is_passed_over(
    me: Staff, colleague: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = builders.submitted(), builders.submitted()
    found = queues.next_waiting

    def seen_before(passed: set[str]) -> str | None:
        return found(passed) if passed else first.public_id

    verification.claim(first.public_id, colleague)
    monkeypatch.setattr(queues, "next_waiting", seen_before)
    taken = holding.claim_next(me)
    assert taken is not None
    assert (taken.id, lookup.find(first.public_id).underwriter_id) == (second.id, colleague.id)


def test_a_case_given_back_keeps_its_verdicts_and_goes_to_whoever_takes_it(me: Staff, colleague: Staff) -> None:
    case = verification.claim(builders.submitted().public_id, me)
    verification.give_verdict(case.public_id, me, Finding(Subject.ANSWER, "leavers", VerdictKind.CONFIRMED))
    given_back = holding.release(case.public_id, me)
    assert (given_back.state, given_back.underwriter_id, len(given_back.verdicts)) == (State.SUBMITTED, None, 1)
    assert audit.events(given_back)[-1].action == Action.RELEASED
    assert verification.claim(case.public_id, colleague).underwriter_id == colleague.id


def test_nobody_gives_back_or_calls_back_a_colleagues_case(me: Staff, colleague: Staff) -> None:
    held, away = verification.claim(builders.submitted().public_id, me), sent_back(me)
    with pytest.raises(NotYours):
        holding.release(held.public_id, colleague)
    with pytest.raises(NotYours):
        holding.recall(away.public_id, colleague)


def test_a_case_called_back_is_under_review_again_with_its_questions(me: Staff) -> None:
    case = holding.recall(sent_back(me).public_id, me)
    assert (case.state, [verdict.kind for verdict in case.verdicts]) == (State.IN_REVIEW, [VerdictKind.QUERY])
    assert audit.events(case)[-1].action == Action.RECALLED


def test_what_is_with_its_company_is_not_taken_as_if_it_waited(me: Staff) -> None:
    with pytest.raises(WrongState):
        verification.claim(sent_back(me).public_id, me)


def test_only_what_is_under_review_is_given_back(me: Staff) -> None:
    away = sent_back(me)
    with pytest.raises(WrongState):
        holding.release(away.public_id, me)
    with pytest.raises(WrongState):
        holding.recall(holding.recall(away.public_id, me).public_id, me)
