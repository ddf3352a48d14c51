"""A certificate is issued from verified answers only, can be recomputed, and says when it no longer holds."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from assess import clock
from assess.cases import facts, lookup
from assess.errors import NotFound, WrongState
from assess.errors.underwriting import NotEligible, NotYours, ReasonMissing, SecondSignatureMissing, Undecided
from assess.store import audit
from assess.store.models import Action, Assessment, Certificate, Staff, State
from assess.texts import editions
from assess.underwriting import certificates, verification
from assess.underwriting.verification import Finding
from scoring import recompute
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")

GOOD = {"admin-mfa": "most"}
"""All the best but one condition of the highest tier: t3, 30 percent."""


@pytest.fixture
def underwriter(any_app: object) -> Staff:
    return builders.staff()


@pytest.fixture
def case(underwriter: Staff) -> Assessment:
    """A case on which every item is confirmed: t3 with ISMS, 45 percent."""
    checked = builders.submitted(GOOD, credits=("isms",), corporate_number="8000000000001")
    builders.confirm_all(checked, underwriter)
    return lookup.find(checked.public_id)


def issue(underwriter: Staff, *changes: tuple[str, str], **about: Any) -> Certificate:
    checked = builders.submitted({**GOOD, **dict(changes)}, **about)
    builders.confirm_all(checked, underwriter)
    return certificates.issue(checked.public_id, underwriter)


def test_a_certificate_says_what_the_verified_answers_give(case: Assessment, underwriter: Staff) -> None:
    issued = certificates.issue(case.public_id, underwriter)
    assert (issued.tier, issued.rate, issued.plan, issued.company_name) == (
        "t3",
        45,
        "wide",
        "株式会社 北浜精機",
    )
    assert issued.number.startswith(f"SC-{clock.today().year}-000001-")
    assert issued.issued_on == clock.today()
    assert issued.expires_on == clock.months_after(clock.today(), 12)
    assert lookup.find(case.public_id).state == State.CERTIFIED


def test_the_decision_can_be_computed_again_from_its_record_alone(case: Assessment, underwriter: Staff) -> None:
    verification.give_verdict(
        case.public_id, underwriter, Finding("answer", "training", "corrected", "never", "記録がありません。")
    )
    verification.give_verdict(case.public_id, underwriter, Finding("credit", "isms", "rejected", None, "期限切れ"))
    record = json.loads(certificates.issue(case.public_id, underwriter).record)
    assert recompute(record, editions.edition(record["edition"]["id"])) == ()
    assert record["result"]["rate"] == 30
    assert record["answers"]["training"]["declared"] == "within-6-months"
    assert record["answers"]["training"]["verified"] == "never"


def test_a_record_in_which_the_rate_was_changed_is_found_out(case: Assessment, underwriter: Staff) -> None:
    record = json.loads(certificates.issue(case.public_id, underwriter).record)
    record["result"]["rate"] = 50
    [difference] = recompute(record, editions.edition(record["edition"]["id"]))
    assert "rate" in difference


def test_nothing_is_issued_while_a_verdict_is_missing(underwriter: Staff) -> None:
    checked = builders.submitted(GOOD)
    verification.claim(checked.public_id, underwriter)
    with pytest.raises(Undecided) as refused:
        certificates.issue(checked.public_id, underwriter)
    assert len(refused.value.items) == len(facts.items(checked))


def test_a_query_is_no_final_verdict(case: Assessment, underwriter: Staff) -> None:
    verification.give_verdict(case.public_id, underwriter, Finding("answer", "training", "query", None, "いつですか"))
    with pytest.raises(Undecided) as refused:
        certificates.issue(case.public_id, underwriter)
    assert refused.value.items == (("answer", "training"),)


def test_no_certificate_is_issued_of_no_discount(underwriter: Staff) -> None:
    nothing = dict.fromkeys(editions.latest().questions, "unknown")
    checked = builders.submitted(nothing)
    builders.confirm_all(checked, underwriter)
    with pytest.raises(NotEligible):
        certificates.issue(checked.public_id, underwriter)


def test_only_the_underwriter_of_the_case_issues(case: Assessment) -> None:
    with pytest.raises(NotYours):
        certificates.issue(case.public_id, builders.staff())


def test_a_case_is_certified_once(case: Assessment, underwriter: Staff) -> None:
    certificates.issue(case.public_id, underwriter)
    with pytest.raises(WrongState):
        certificates.issue(case.public_id, underwriter)


def test_a_rate_of_fifty_or_more_needs_a_second_signature_where_the_edition_says_nothing(underwriter: Staff) -> None:
    checked = builders.submitted(GOOD, credits=("isms", "no-incidents"))
    builders.confirm_all(checked, underwriter)
    assert facts.verified_result(lookup.find(checked.public_id)).rate == 50
    with pytest.raises(SecondSignatureMissing) as refused:
        certificates.issue(checked.public_id, underwriter)
    assert [reason.rate for reason in refused.value.reasons] == [50]
    second = builders.staff()
    verification.countersign(checked.public_id, second)
    record = json.loads(certificates.issue(checked.public_id, underwriter).record)
    assert len(record["underwriters"]) == 2


def test_anyone_with_the_code_learns_the_rate_and_never_an_answer(case: Assessment, underwriter: Staff) -> None:
    issued = certificates.issue(case.public_id, underwriter)
    shown = certificates.check(issued.code)
    assert shown is not None
    assert (shown.status, shown.rate, shown.number) == ("valid", 45, issued.number)
    assert "remote-mfa" not in json.dumps(shown.as_json())
    assert certificates.check("0" * 20) is None
    assert certificates.check(issued.number) is None


def test_a_certificate_holds_through_its_last_day(
    case: Assessment, underwriter: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = certificates.issue(case.public_id, underwriter)
    code, last = issued.code, issued.expires_on
    assert _status_on(last, code, monkeypatch) == "valid"
    assert _status_on(last + timedelta(days=1), code, monkeypatch) == "expired"


def _status_on(day: date, code: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(clock, "today", lambda: day)
    shown = certificates.check(code)
    assert shown is not None
    return shown.status


def test_a_revoked_certificate_says_so_and_needs_a_reason(case: Assessment, underwriter: Staff) -> None:
    issued = certificates.issue(case.public_id, underwriter)
    with pytest.raises(ReasonMissing):
        certificates.revoke(issued.number, underwriter, " ")
    certificates.revoke(issued.number, underwriter, "申告の誤り")
    shown = certificates.check(issued.code)
    assert shown is not None
    assert shown.status == "revoked"
    with pytest.raises(NotFound):
        certificates.revoke("SC-2020-000001-0", underwriter, "理由")


def test_a_newer_certificate_of_the_same_company_and_plan_takes_the_place_of_the_older(
    underwriter: Staff,
) -> None:
    number = "8000000000001"
    older = issue(underwriter, corporate_number=number).code
    other_plan = issue(underwriter, corporate_number=number, plan="basic").code
    stranger = issue(underwriter, corporate_number=None).code
    newer = issue(underwriter, corporate_number=number).code
    statuses = [shown.status for shown in map(certificates.check, (older, other_plan, stranger, newer)) if shown]
    assert statuses == ["superseded", "valid", "valid", "valid"]


def test_the_log_of_a_replaced_certificate_says_by_which(underwriter: Staff) -> None:
    papers = []
    for _ in range(2):
        case = builders.submitted({"admin-mfa": "most"}, corporate_number="8000000000001")
        builders.confirm_all(case, underwriter)
        papers.append(certificates.issue(case.public_id, underwriter))
    older, newer = papers
    last = audit.events(older.assessment)[-1]
    assert (last.action, last.data) == (Action.SUPERSEDED, {"number": older.number, "by": newer.number})
    assert audit.broken_at(older.assessment) is None
    assert newer.assessment.state == State.CERTIFIED


def test_a_company_without_a_number_takes_no_others_place(underwriter: Staff) -> None:
    papers = []
    for name in ("株式会社 北浜精機", "みなみ物流 株式会社"):
        case = builders.submitted({"admin-mfa": "most"}, name=name, corporate_number=None)
        builders.confirm_all(case, underwriter)
        assert certificates.replaced(case) == []
        papers.append(certificates.issue(case.public_id, underwriter))
    assert [paper.superseded_by for paper in papers] == [None, None]
