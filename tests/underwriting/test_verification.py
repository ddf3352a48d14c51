"""An underwriter checks a case: one verdict an item, reasons, queries, the second signature."""

import pytest

from assess.cases import facts, lookup
from assess.errors import InvalidChoice, NotFound, WrongState
from assess.errors.underwriting import CheckMissing, NothingQueried, NotYours, ReasonMissing, SamePerson, Undecided
from assess.store.models import Assessment, Staff, State, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")


@pytest.fixture
def underwriter(any_app: object) -> Staff:
    return builders.staff()


@pytest.fixture
def case(underwriter: Staff) -> Assessment:
    """A case with the best of everything and two credits, claimed by the underwriter."""
    return verification.claim(builders.submitted(credits=("isms", "no-incidents")).public_id, underwriter)


def give(case: Assessment, underwriter: Staff, *finding: str, **more: str) -> Assessment:
    return verification.give_verdict(case.public_id, underwriter, Finding(*finding, **more))


def test_a_draft_is_nobody_elses_business() -> None:
    with pytest.raises(NotFound):
        verification.case(builders.answered().public_id)


def test_a_case_has_one_underwriter(case: Assessment) -> None:
    other = builders.staff()
    with pytest.raises(NotYours):
        verification.claim(case.public_id, other)
    with pytest.raises(NotYours):
        give(case, other, "answer", "leavers", "confirmed")


def test_everything_that_was_stated_needs_a_verdict(case: Assessment) -> None:
    book = editions.latest()
    kinds = [subject for subject, _ in facts.items(case)]
    assert kinds == ["identity"] * 3 + ["fact"] * 4 + ["answer"] * len(book.questions) + ["credit"] * 2
    assert len(facts.undecided(case)) == len(kinds)


def test_the_verified_result_follows_the_verdicts_and_the_declared_one_stays(
    case: Assessment, underwriter: Staff
) -> None:
    assert facts.verified_result(case).rate == 60
    give(case, underwriter, "answer", "remote-mfa", "corrected", corrected_to="some", reason="VPNだけでした。")
    found = lookup.find(case.public_id)
    assert (facts.verified_result(found).tier, facts.verified_result(found).rate) == ("t1", 25)
    assert (facts.result(found).tier, found.declarations[0].rate) == ("t4", 60)


def test_a_rejected_answer_counts_as_nothing(case: Assessment, underwriter: Staff) -> None:
    before = facts.verified_result(case).score.points
    give(case, underwriter, "answer", "training", "rejected", reason="記録がありません。")
    assert facts.verified_result(lookup.find(case.public_id)).score.points == before - 300


def test_a_rejected_fact_is_turned_round(case: Assessment, underwriter: Staff) -> None:
    give(case, underwriter, "fact", "website", "rejected", reason="公開サイトはありません。")
    assert "website-test" in facts.verified_result(lookup.find(case.public_id)).not_asked


def test_a_rejected_credit_is_not_counted(case: Assessment, underwriter: Staff) -> None:
    give(case, underwriter, "credit", "isms", "rejected", reason="期限が切れています。")
    assert facts.verified_result(lookup.find(case.public_id)).credit_rate == 5


@pytest.mark.parametrize("kind", ["corrected", "rejected", "query"])
def test_every_verdict_but_a_confirmation_needs_a_reason(case: Assessment, underwriter: Staff, kind: str) -> None:
    with pytest.raises(ReasonMissing):
        give(case, underwriter, "answer", "training", kind, reason="  ")


def test_a_question_marked_for_evidence_is_confirmed_only_with_how_it_was_checked(
    case: Assessment, underwriter: Staff
) -> None:
    with pytest.raises(CheckMissing):
        give(case, underwriter, "answer", "remote-mfa", "confirmed")
    give(case, underwriter, "answer", "remote-mfa", "confirmed", how_checked="設定画面")
    give(case, underwriter, "answer", "leavers", "confirmed")
    assert len(facts.undecided(lookup.find(case.public_id))) == len(facts.items(case)) - 2


@pytest.mark.parametrize(
    "finding",
    [
        ("answer", "no-such-question", "confirmed"),
        ("fact", "remote-mfa", "confirmed"),
        ("credit", "privacy-mark", "confirmed"),
        ("fact", "website", "corrected"),
        ("answer", "training", "approved"),
        ("answer", "training", "corrected"),
    ],
)
def test_a_verdict_that_was_never_offered_is_refused(
    case: Assessment, underwriter: Staff, finding: tuple[str, str, str]
) -> None:
    with pytest.raises(InvalidChoice):
        give(case, underwriter, *finding, reason="理由")
    assert lookup.find(case.public_id).verdicts == []


@pytest.mark.parametrize("option", ["within-6-months", "all", "unknown"])
def test_a_correction_names_another_option_of_the_question(case: Assessment, underwriter: Staff, option: str) -> None:
    with pytest.raises(InvalidChoice):
        give(case, underwriter, "answer", "training", "corrected", corrected_to=option, reason="理由")


def test_a_verdict_can_be_changed_and_the_last_one_stands(case: Assessment, underwriter: Staff) -> None:
    give(case, underwriter, "answer", "training", "corrected", corrected_to="never", reason="理由")
    give(case, underwriter, "answer", "training", "confirmed")
    [verdict] = lookup.find(case.public_id).verdicts
    assert (verdict.kind, verdict.corrected_to) == (VerdictKind.CONFIRMED, None)


def test_sending_back_needs_a_query(case: Assessment, underwriter: Staff) -> None:
    with pytest.raises(NothingQueried):
        verification.send_back(case.public_id, underwriter)
    give(case, underwriter, "answer", "training", "query", reason="いつでしたか。")
    returned = verification.send_back(case.public_id, underwriter)
    assert (returned.state, facts.queried(returned, Subject.ANSWER)) == (State.RETURNED, {"training"})


def test_declining_needs_a_reason_and_ends_the_case(case: Assessment, underwriter: Staff) -> None:
    with pytest.raises(ReasonMissing):
        verification.decline(case.public_id, underwriter, " ")
    assert verification.decline(case.public_id, underwriter, "確認できません。").state == State.DECLINED
    with pytest.raises(WrongState):
        give(case, underwriter, "answer", "training", "confirmed")


def test_the_second_signature_is_another_persons_and_needs_every_verdict() -> None:
    first, second, case = builders.staff(), builders.staff(), builders.submitted()
    verification.claim(case.public_id, first)
    with pytest.raises(SamePerson):
        verification.countersign(case.public_id, first)
    with pytest.raises(Undecided):
        verification.countersign(case.public_id, second)


def test_a_verdict_changed_after_the_second_signature_voids_it() -> None:
    first, second, case = builders.staff(), builders.staff(), builders.submitted()
    builders.confirm_all(case, first)
    assert verification.countersign(case.public_id, second).countersigner_id == second.id
    changed = give(case, first, "answer", "training", "rejected", reason="記録がありません。")
    assert changed.countersigner_id is None
