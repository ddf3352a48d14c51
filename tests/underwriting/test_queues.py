"""Every underwriter finds each case in one pile, and any case by a part of its numbers or name."""

import pytest

from assess.cases import facts
from assess.store.models import Assessment, Staff, Subject, VerdictKind
from assess.underwriting import certificates, listing, queues, verification
from assess.underwriting.queues import Pile
from assess.underwriting.verification import Finding
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")
HIGH = ("isms", "no-incidents")


@pytest.fixture
def me(any_app: object) -> Staff:
    return builders.staff()


@pytest.fixture
def colleague(any_app: object) -> Staff:
    return builders.staff()


def listed(pile: Pile, person: Staff) -> list[Assessment]:
    return [line.case for line in listing.page(pile, person).lines]


def piles_of(case: Assessment, person: Staff) -> list[Pile]:
    return [pile for pile in Pile if pile is not Pile.ALL and case.id in [found.id for found in listed(pile, person)]]


def test_a_case_waits_until_somebody_takes_it(me: Staff, colleague: Staff) -> None:
    case = builders.submitted()
    assert piles_of(case, me) == [Pile.WAITING]
    verification.claim(case.public_id, me)
    assert piles_of(case, me) == [Pile.MINE]
    assert piles_of(case, colleague) == [Pile.COLLEAGUES]


def test_a_draft_lies_in_no_pile(me: Staff) -> None:
    assert piles_of(builders.answered(), me) == []


def test_a_case_that_was_sent_back_lies_with_the_company(me: Staff) -> None:
    case = verification.claim(builders.submitted().public_id, me)
    asked = Finding(Subject.ANSWER, "leavers", VerdictKind.QUERY, reason="Please show the rule.")
    verification.give_verdict(case.public_id, me, asked)
    verification.send_back(case.public_id, me)
    assert piles_of(case, me) == [Pile.RETURNED]


def test_a_declined_case_is_closed(me: Staff) -> None:
    case = verification.claim(builders.submitted().public_id, me)
    verification.decline(case.public_id, me, "Nothing could be shown.")
    assert piles_of(case, me) == [Pile.CLOSED]


def test_a_high_rate_wants_a_colleagues_signature_once_everything_is_decided(me: Staff, colleague: Staff) -> None:
    case = builders.submitted(credits=HIGH)
    builders.confirm_all(case, me)
    assert piles_of(case, colleague) == [Pile.SIGNATURE, Pile.COLLEAGUES]
    assert piles_of(case, me) == [Pile.MINE]
    assert queues.counts(colleague)[Pile.SIGNATURE] == 1
    verification.countersign(case.public_id, colleague)
    assert piles_of(case, colleague) == [Pile.COLLEAGUES]


def test_a_low_rate_or_an_open_item_wants_no_signature_yet(me: Staff, colleague: Staff) -> None:
    low = builders.submitted()
    builders.confirm_all(low, me)
    open_case = verification.claim(builders.submitted(credits=HIGH).public_id, me)
    first = facts.items(open_case)[0]
    verification.give_verdict(open_case.public_id, me, Finding(*first, kind=VerdictKind.CONFIRMED))
    assert listed(Pile.SIGNATURE, colleague) == []


def test_the_piles_are_counted(me: Staff, colleague: Staff) -> None:
    builders.submitted()
    verification.claim(builders.submitted().public_id, me)
    verification.claim(builders.submitted().public_id, colleague)
    counted = queues.counts(me)
    assert {pile: counted[pile] for pile in (Pile.WAITING, Pile.MINE, Pile.COLLEAGUES)} == dict.fromkeys(
        (Pile.WAITING, Pile.MINE, Pile.COLLEAGUES), 1
    )


def test_last_time_is_the_same_companys_certified_case_before(me: Staff) -> None:
    number = "7000000000002"
    before = builders.submitted(corporate_number=number)
    builders.confirm_all(before, me)
    certificates.issue(before.public_id, me)
    now = builders.submitted(corporate_number=number)
    stranger = builders.submitted(corporate_number="6000000000003")
    found = queues.earlier(now)
    assert found is not None
    assert found.id == before.id
    assert queues.earlier(stranger) is None
    assert queues.earlier(before) is None
