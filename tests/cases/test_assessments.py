"""A company starts, describes itself, declares, withdraws."""

from dataclasses import replace

import pytest

from assess.cases import answers, assessments, facts, lookup
from assess.errors import InvalidChoice, NotAllowed, NotFound, StaleDetails, Unanswered, WrongState
from assess.store.models import RoleName, State, Subject, VerdictKind
from assess.texts import declarations, editions
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")


def test_an_assessment_begins_as_a_draft_with_the_newest_edition() -> None:
    started = assessments.start(builders.details(), "ja")
    found = lookup.find(started.public_id)
    assert (found.state, found.edition, found.receipt) == ("draft", editions.latest().id, None)
    assert facts.stated(found).profile == dict.fromkeys(editions.latest().profile, True)


def test_an_unknown_assessment_is_not_found() -> None:
    with pytest.raises(NotFound):
        lookup.find("0" * 32)


def test_a_plan_that_the_edition_does_not_have_is_refused() -> None:
    with pytest.raises(InvalidChoice) as refused:
        assessments.start(builders.details(plan="golden"), "ja")
    assert refused.value.field == "plan"


def test_details_can_be_changed_and_answers_stay_when_a_fact_is_turned_and_turned_back() -> None:
    draft = builders.answered()
    overseas = {**builders.details().profile, "overseas": False}
    changed = assessments.save_details(draft.public_id, draft.version, builders.details(profile=overseas))
    assert "overseas-contracts" in facts.result(changed).not_asked
    back = assessments.save_details(draft.public_id, changed.version, builders.details())
    assert facts.stated(back).answers["overseas-contracts"] == "reviewed"


def test_details_that_someone_else_changed_meanwhile_are_not_overwritten() -> None:
    draft = assessments.start(builders.details(), "ja")
    page_made_at = draft.version
    assessments.save_details(draft.public_id, page_made_at, builders.details(contact_name="別の人"))
    with pytest.raises(StaleDetails):
        assessments.save_details(draft.public_id, page_made_at, builders.details(contact_name="もう一人"))
    assert lookup.find(draft.public_id).company.contact_name == "別の人"


def test_saving_an_answer_does_not_make_the_details_page_stale() -> None:
    draft = assessments.start(builders.details(), "ja")
    page_made_at = draft.version
    answers.save(draft.public_id, page_made_at, {"training": "never"})
    saved = assessments.save_details(draft.public_id, page_made_at, builders.details(contact_name="別の人"))
    assert saved.company.contact_name == "別の人"


def test_handing_in_with_anything_unanswered_is_refused_and_names_what_is_open() -> None:
    draft = assessments.start(builders.details(), "ja")
    everything = builders.best(editions.latest())
    del everything["training"]
    answers.save(draft.public_id, draft.version, everything)
    with pytest.raises(Unanswered) as refused:
        assessments.submit(draft.public_id, "北浜 大輔", "代表取締役", "ja")
    assert refused.value.questions == ("training",)
    assert lookup.find(draft.public_id).state == State.DRAFT


def test_i_do_not_know_is_an_answer() -> None:
    handed_in = builders.submitted({"training": "unknown"})
    assert handed_in.state == State.SUBMITTED


def test_handing_in_gives_a_receipt_and_keeps_the_declared_result_as_it_stands() -> None:
    first, second = builders.submitted(credits=("isms",)), builders.submitted({"remote-mfa": "none"})
    year = first.started_at.year
    assert [first.receipt, second.receipt] == [f"A-{year}-000001", f"A-{year}-000002"]
    declaration = first.declarations[0]
    assert (declaration.name, declaration.title, declaration.wording_version) == (
        "北浜 大輔",
        "CEO",
        declarations.WORDING_VERSION,
    )
    assert (declaration.tier, declaration.rate) == ("t4", 55)
    assert declaration.result == facts.result(first).as_json()


def test_a_case_that_was_handed_in_can_no_longer_be_edited() -> None:
    case = builders.submitted()
    with pytest.raises(WrongState):
        answers.save(case.public_id, case.version, {"training": "never"})
    with pytest.raises(WrongState):
        assessments.save_details(case.public_id, case.version, builders.details())
    assert facts.stated(lookup.find(case.public_id)).answers["training"] == "within-6-months"


@pytest.mark.parametrize("hand_in", [True, False])
def test_a_company_can_withdraw_until_an_underwriter_has_its_case(hand_in: bool) -> None:
    case = builders.submitted() if hand_in else builders.answered()
    assert assessments.withdraw(case.public_id).state == State.WITHDRAWN
    with pytest.raises(WrongState):
        assessments.withdraw(case.public_id)


def test_a_case_in_review_cannot_be_withdrawn() -> None:
    case = builders.submitted()
    verification.claim(case.public_id, builders.staff())
    with pytest.raises(WrongState):
        assessments.withdraw(case.public_id)


def _returned(*findings: Finding) -> str:
    underwriter, case = builders.staff(RoleName.UNDERWRITER), builders.submitted(credits=("isms",))
    verification.claim(case.public_id, underwriter)
    for finding in findings:
        verification.give_verdict(case.public_id, underwriter, finding)
    return verification.send_back(case.public_id, underwriter).public_id


def test_what_was_not_asked_back_stays_as_declared() -> None:
    query = Finding(Subject.ANSWER, "training", VerdictKind.QUERY, reason="いつでしたか。")
    returned = lookup.find(_returned(query))
    assert facts.open_questions(returned) == {"training"}
    with pytest.raises(NotAllowed):
        answers.save(returned.public_id, returned.version, {"remote-mfa": "none"})
    with pytest.raises(NotAllowed):
        answers.save_credits(returned.public_id, ())
    other_plan = replace(builders.details(), plan="basic")
    with pytest.raises(NotAllowed):
        assessments.save_details(returned.public_id, returned.version, other_plan)


def test_a_case_sent_back_returns_with_its_receipt_and_the_queries_open_again() -> None:
    query = Finding(Subject.ANSWER, "training", VerdictKind.QUERY, reason="いつでしたか。")
    sure = Finding(Subject.ANSWER, "leavers", VerdictKind.CONFIRMED)
    returned = lookup.find(_returned(query, sure))
    receipt = returned.receipt
    answers.save(returned.public_id, returned.version, {"training": "within-12-months"})
    again = assessments.submit(returned.public_id, "北浜 大輔", "代表取締役", "ja")
    assert (again.receipt, again.state, len(again.declarations)) == (receipt, State.SUBMITTED, 2)
    assert [(verdict.item, verdict.kind) for verdict in again.verdicts] == [("leavers", "confirmed")]


def test_a_profile_fact_asked_back_may_be_turned_and_its_questions_are_then_open() -> None:
    underwriter = builders.staff()
    quiet = {**builders.details().profile, "overseas": False}
    draft = assessments.start(builders.details(profile=quiet), "ja")
    given = builders.best(editions.latest())
    del given["overseas-contracts"]
    answers.save(draft.public_id, draft.version, given)
    case = assessments.submit(draft.public_id, "北浜 大輔", "代表取締役", "ja")
    verification.claim(case.public_id, underwriter)
    query = Finding(Subject.FACT, "overseas", VerdictKind.QUERY, reason="海外のお客様がいませんか。")
    verification.give_verdict(case.public_id, underwriter, query)
    returned = verification.send_back(case.public_id, underwriter)
    assessments.save_details(case.public_id, returned.version, builders.details())
    assert facts.open_questions(lookup.find(case.public_id)) == {"overseas-contracts"}
