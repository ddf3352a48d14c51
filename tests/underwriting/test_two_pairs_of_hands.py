"""No single pair of hands betters a rate, nobody decides above their authority, and nothing rests on a word alone."""

from dataclasses import replace

import pytest

from assess.cases import facts, lookup
from assess.errors import NotAllowed
from assess.errors.signatures import Cause
from assess.errors.underwriting import CheckMissing, LeadWanted, SamePerson, SecondSignatureMissing, Unshown
from assess.extensions import db
from assess.store import accounts
from assess.store.models import Assessment, RoleName, Staff
from assess.underwriting import certificates, queues, signatures, verification
from assess.underwriting.betterment import bettering
from assess.underwriting.queues import Pile
from assess.underwriting.verification import Finding
from tests import builders
from tests.beside import Beside, same

THIRTY = {"admin-mfa": "most"}
"""All the best but one condition of the highest tier: 30 percent, below what any edition wants two signatures for."""
UPWARD = Finding("answer", "training", "corrected", "within-12-months", "受講の記録がありました。", builders.CHECKED)


@pytest.fixture
def underwriter(any_app: object) -> Staff:
    return builders.staff()


def checked(underwriter: Staff, changes: dict[str, str] | None = None) -> Assessment:
    """A case with every item confirmed, below the threshold of its edition."""
    case = builders.submitted({**THIRTY, **(changes or {})})
    builders.confirm_all(case, underwriter)
    return lookup.find(case.public_id)


def bettered(underwriter: Staff) -> Assessment:
    """One whose underwriter found the training better than it was declared."""
    case = checked(underwriter, {"training": "never"})
    return verification.give_verdict(case.public_id, underwriter, UPWARD)


def test_one_person_alone_raises_no_rate(underwriter: Staff) -> None:
    case = bettered(underwriter)
    assert facts.verified_result(case).rate < 50
    with pytest.raises(SecondSignatureMissing) as refused:
        certificates.issue(case.public_id, underwriter)
    [reason] = refused.value.reasons
    assert (reason.cause, reason.items) == (Cause.BETTERED, (("answer", "training"),))
    with pytest.raises(SamePerson):
        verification.countersign(case.public_id, underwriter)
    verification.countersign(case.public_id, builders.staff())
    assert certificates.issue(case.public_id, underwriter).rate == 30


def test_a_fact_turned_round_betters_as_well(underwriter: Staff) -> None:
    case = checked(underwriter, {"website-test": "never"})
    finding = Finding("fact", "website", "rejected", reason="公開サイトはありません。", how_checked=builders.CHECKED)
    verification.give_verdict(case.public_id, underwriter, finding)
    assert bettering(lookup.find(case.public_id)) == (("fact", "website"),)


@pytest.mark.parametrize(
    "finding",
    [
        Finding("answer", "training", "corrected", "never", "記録がありません。"),
        Finding("answer", "training", "rejected", reason="記録がありません。"),
        Finding("fact", "website", "rejected", reason="公開サイトはありません。"),
    ],
    ids=["downward", "rejected", "a fact without gain"],
)
def test_a_verdict_that_betters_nothing_wants_no_second_signature(underwriter: Staff, finding: Finding) -> None:
    case = checked(underwriter)
    verification.give_verdict(case.public_id, underwriter, finding)
    assert signatures.reasons(lookup.find(case.public_id)) == []


def test_nothing_is_bettered_on_a_word_alone(underwriter: Staff) -> None:
    case = checked(underwriter, {"training": "never"})
    with pytest.raises(CheckMissing):
        verification.give_verdict(case.public_id, underwriter, replace(UPWARD, how_checked=" "))


def test_a_credit_is_not_confirmed_on_a_word_alone(underwriter: Staff) -> None:
    case = verification.claim(builders.submitted(credits=("isms",)).public_id, underwriter)
    with pytest.raises(CheckMissing):
        verification.give_verdict(case.public_id, underwriter, Finding("credit", "isms", "confirmed"))


def test_what_lost_its_proof_is_not_issued(underwriter: Staff) -> None:
    case = checked(underwriter)
    facts.by_item(case)[("answer", "remote-mfa")].how_checked = ""
    db.session.commit()
    with pytest.raises(Unshown) as refused:
        certificates.issue(case.public_id, underwriter)
    assert refused.value.items == (("answer", "remote-mfa"),)


def test_above_the_authority_of_the_underwriter_a_lead_signs(underwriter: Staff) -> None:
    accounts.set_authority(underwriter.email, 25)
    case = checked(underwriter)
    with pytest.raises(SecondSignatureMissing) as refused:
        certificates.issue(case.public_id, underwriter)
    assert [(reason.cause, reason.rate) for reason in refused.value.reasons] == [(Cause.AUTHORITY, 25)]
    colleague, lead = builders.staff(), builders.staff(RoleName.LEAD)
    with pytest.raises(LeadWanted):
        verification.countersign(case.public_id, colleague)
    assert [queues.counts(person)[Pile.SIGNATURE] for person in (underwriter, colleague, lead)] == [0, 0, 1]
    verification.countersign(case.public_id, lead)
    assert certificates.issue(case.public_id, underwriter).rate == 30


def test_an_authority_holds_for_its_plan_and_up_to_its_rate(underwriter: Staff) -> None:
    accounts.set_authority(underwriter.email, 10, "basic")
    accounts.set_authority(underwriter.email, 30, "wide")
    assert certificates.issue(checked(underwriter).public_id, underwriter).rate == 30


def test_a_lead_has_no_limit_and_still_needs_another_person(any_app: object) -> None:
    lead = builders.staff(RoleName.LEAD)
    case = builders.submitted(credits=("isms", "no-incidents"))
    builders.confirm_all(case, lead)
    with pytest.raises(SecondSignatureMissing):
        certificates.issue(case.public_id, lead)
    with pytest.raises(SamePerson):
        verification.countersign(case.public_id, lead)
    verification.countersign(case.public_id, builders.staff())
    assert certificates.issue(case.public_id, lead).rate == 60


@pytest.mark.parametrize("role", [RoleName.AGENT, RoleName.ADMINISTRATOR])
def test_nobody_but_underwriters_takes_or_signs_a_case(underwriter: Staff, role: RoleName) -> None:
    other = builders.staff(role)
    with pytest.raises(NotAllowed):
        verification.claim(builders.submitted().public_id, other)
    case = bettered(underwriter)
    with pytest.raises(NotAllowed):
        verification.countersign(case.public_id, other)


def test_a_limit_set_while_the_page_stood_open_holds(underwriter: Staff, beside: Beside) -> None:
    case, email = checked(underwriter), underwriter.email
    with beside(lambda: accounts.set_authority(email, 20)), pytest.raises(SecondSignatureMissing):
        certificates.issue(case.public_id, underwriter)


def test_a_lead_who_became_an_agent_meanwhile_signs_nothing(underwriter: Staff, beside: Beside) -> None:
    case, lead = bettered(underwriter), builders.staff(RoleName.LEAD)
    email = lead.email
    with beside(lambda: accounts.change_role(email, RoleName.AGENT)), pytest.raises(NotAllowed):
        verification.countersign(case.public_id, lead)
    assert lookup.find(case.public_id).countersigner_id is None


def test_a_verdict_that_betters_given_meanwhile_is_not_issued(underwriter: Staff, beside: Beside) -> None:
    aid = checked(underwriter, {"training": "never"}).public_id
    with (
        beside(lambda: verification.give_verdict(aid, same(underwriter), UPWARD)),
        pytest.raises(SecondSignatureMissing),
    ):
        certificates.issue(aid, underwriter)


def test_the_signature_of_whoever_bettered_it_before_does_not_count(underwriter: Staff) -> None:
    case, colleague = bettered(underwriter), builders.staff()
    case.underwriter = colleague
    case.countersigner = underwriter
    db.session.commit()
    assert [reason.cause for reason in signatures.unmet(lookup.find(case.public_id))] == [Cause.BETTERED]
    with pytest.raises(SecondSignatureMissing):
        certificates.issue(case.public_id, colleague)
