"""What an underwriter decides is decided on what is stored, whatever the page had read before."""

import json
import sys

import pytest
import sqlalchemy as sa

from assess import clock, underwriting
from assess.cases import answers, assessments, evidence, facts, lookup
from assess.errors import InvalidChoice, WrongState
from assess.errors.underwriting import NothingQueried, NotYours, Undecided
from assess.extensions import db
from assess.papers.press import press_of
from assess.store import audit
from assess.store.models import CaseProgress, IssuedFile, Staff, State, VerdictKind
from assess.underwriting import certificates, holding, openings, progress, remarks, verification
from assess.underwriting.verification import Finding
from scoring import Told
from tests import builders, files, second
from tests.beside import Beside, decides, same, tried, use_cases

pytestmark = pytest.mark.usefixtures("any_app")
BETTER_THAN_FOUND = {"admin-mfa": "most"}
"""All the best but one condition of the highest tier: with ISMS t3, 45 percent."""


class Checked:
    """A case on which every item was confirmed, and the person who confirmed it."""

    def __init__(self, credits: tuple[str, ...] = ("isms",)) -> None:
        self.underwriter: Staff = builders.staff()
        self.aid = builders.submitted(BETTER_THAN_FOUND, credits=credits).public_id
        builders.confirm_all(lookup.find(self.aid), self.underwriter)

    def give(self, item: str, kind: VerdictKind, corrected_to: str | None = None) -> None:
        finding = Finding("answer", item, kind, corrected_to, "画面で確かめました。")
        verification.give_verdict(self.aid, same(self.underwriter), finding)

    def query(self) -> None:
        self.give("training", VerdictKind.QUERY)

    def send_back(self) -> None:
        verification.send_back(self.aid, same(self.underwriter))

    def come_back_with(self, option: str) -> None:
        """Let the company change the answer that was asked about, and take the case again."""
        self.send_back()
        answers.save(self.aid, 10**6, {"training": option})
        assessments.submit(self.aid, "北浜 大輔", "代表取締役", "ja")
        verification.claim(self.aid, same(self.underwriter))


def test_every_use_case_of_the_room_is_tried_beside_a_second_session() -> None:
    assert use_cases(underwriting) == tried(sys.modules[__name__])


@decides(certificates.issue)
def test_the_rate_that_is_issued_is_that_of_the_stored_verdicts(beside: Beside) -> None:
    case = Checked()
    with beside(lambda: case.give("remote-mfa", VerdictKind.CORRECTED, "some")):
        issued = certificates.issue(case.aid, case.underwriter)
    assert (issued.tier, issued.rate) == ("t1", 25)
    assert json.loads(issued.record)["answers"]["remote-mfa"]["verified"] == "some"


@decides(certificates.issue)
def test_nothing_is_issued_over_a_query_asked_meanwhile(beside: Beside) -> None:
    case = Checked()
    with beside(case.query), pytest.raises(Undecided):
        certificates.issue(case.aid, case.underwriter)
    assert lookup.find(case.aid).state == State.IN_REVIEW


@decides(certificates.revoke)
def test_a_certificate_taken_back_meanwhile_keeps_its_first_reason(beside: Beside) -> None:
    case = Checked()
    number = certificates.issue(case.aid, case.underwriter).number
    with beside(lambda: certificates.revoke(number, same(case.underwriter), "申告の誤り")):
        certificates.revoke(number, case.underwriter, "別の理由")
    assert certificates.find(number).revocation_reason == "申告の誤り"
    assert [event.action for event in audit.events(lookup.find(case.aid))].count("revoked") == 1


@decides(certificates.file)
def test_of_two_files_made_at_once_the_stored_one_is_handed_out_to_both(beside: Beside, any_app: object) -> None:
    case, press = Checked(), press_of(any_app)  # type: ignore[arg-type]
    number = certificates.issue(case.aid, case.underwriter).number
    first: list[bytes] = []
    with beside(lambda: first.append(certificates.file(certificates.find(number), "ja", press))):
        second = certificates.file(certificates.find(number), "ja", press)
    assert second == first[0]
    assert db.session.scalars(sa.select(IssuedFile.content)).all() == first


@decides(verification.claim)
def test_a_case_taken_by_a_colleague_meanwhile_is_theirs(beside: Beside) -> None:
    aid, me, colleague = builders.submitted().public_id, builders.staff(), builders.staff()
    with beside(lambda: verification.claim(aid, same(colleague))), pytest.raises(NotYours):
        verification.claim(aid, me)


@decides(holding.release)
def test_a_case_decided_meanwhile_is_not_given_back(beside: Beside) -> None:
    case = Checked()
    with beside(lambda: certificates.issue(case.aid, same(case.underwriter))), pytest.raises(WrongState):
        holding.release(case.aid, case.underwriter)
    assert lookup.find(case.aid).state == State.CERTIFIED


@decides(holding.recall)
def test_a_case_that_the_company_handed_in_meanwhile_is_not_called_back(beside: Beside) -> None:
    case = Checked()
    case.query()
    case.send_back()

    def answered() -> None:
        answers.save(case.aid, 10**6, {"training": "never"})
        assessments.submit(case.aid, "北浜 大輔", "代表取締役", "ja")

    with beside(answered), pytest.raises(WrongState):
        holding.recall(case.aid, case.underwriter)
    assert lookup.find(case.aid).state == State.SUBMITTED


@decides(progress.fill)
def test_what_another_wrote_of_a_case_meanwhile_stays(beside: Beside) -> None:
    case = Checked()
    db.session.execute(sa.delete(CaseProgress))
    db.session.commit()
    with beside(case.query):
        assert progress.fill() == 0
    [row] = db.session.scalars(sa.select(CaseProgress)).all()
    assert row.queried == 1


@decides(verification.give_verdict)
def test_a_correction_is_held_against_what_the_company_says_now(beside: Beside) -> None:
    case = Checked()
    case.query()
    correction = Finding("answer", "training", "corrected", "never", "記録がありません。")
    with beside(lambda: case.come_back_with("never")), pytest.raises(InvalidChoice):
        verification.give_verdict(case.aid, case.underwriter, correction)


@decides(verification.give_verdict)
def test_a_verdict_voids_a_signature_given_meanwhile(beside: Beside) -> None:
    case, second = Checked(credits=("isms", "no-incidents")), builders.staff()
    with beside(lambda: verification.countersign(case.aid, same(second))):
        verification.give_verdict(case.aid, case.underwriter, Finding("answer", "training", "confirmed"))
    assert lookup.find(case.aid).countersigner_id is None


@decides(remarks.write)
def test_no_word_is_written_on_what_a_verdict_settled_meanwhile(beside: Beside) -> None:
    with second.served():
        underwriter = builders.staff()
        aid = second.submitted(told={"incidents": Told("yes", "昨年、PCが1台感染しました。")}).public_id
        builders.confirm_all(lookup.find(aid), underwriter)
        settled = Finding("particular", "incidents", "corrected", Told("no"), "電話で確かめました。")
        with (
            beside(lambda: verification.give_verdict(aid, same(underwriter), settled)),
            pytest.raises(InvalidChoice),
        ):
            remarks.write(aid, underwriter, ("particular", "incidents"), "引き受けられます。")
        assert lookup.find(aid).remarks == []


@decides(verification.send_back)
def test_a_case_whose_last_query_was_settled_meanwhile_is_not_sent_back(beside: Beside) -> None:
    case = Checked()
    case.query()
    with beside(lambda: case.give("training", VerdictKind.CONFIRMED)), pytest.raises(NothingQueried):
        verification.send_back(case.aid, case.underwriter)


@decides(verification.decline)
def test_a_case_sent_back_meanwhile_is_not_declined(beside: Beside) -> None:
    case = Checked()
    case.query()
    with beside(case.send_back), pytest.raises(WrongState):
        verification.decline(case.aid, case.underwriter, "確認できません。")


@decides(verification.countersign)
def test_nothing_is_signed_over_a_query_asked_meanwhile(beside: Beside) -> None:
    case, second = Checked(credits=("isms", "no-incidents")), builders.staff()
    with beside(case.query), pytest.raises(Undecided):
        verification.countersign(case.aid, second)
    assert lookup.find(case.aid).countersigner_id is None


@decides(verification.countersign)
def test_the_rate_that_was_signed_is_that_of_the_stored_verdicts(beside: Beside) -> None:
    case, second = Checked(credits=("isms", "no-incidents")), builders.staff()
    with beside(lambda: case.give("remote-mfa", VerdictKind.CORRECTED, "some")):
        verification.countersign(case.aid, second)
    signed = audit.events(lookup.find(case.aid))[-1].data["rate"]
    assert signed == facts.verified_result(lookup.find(case.aid)).rate


@decides(openings.record)
def test_of_a_file_opened_by_two_at_once_both_are_on_record(beside: Beside) -> None:
    case, colleague = Checked(), builders.staff()
    aid = builders.answered().public_id
    row = evidence.add(aid, "answer", "training", "名簿.png", files.png(), clock.today())
    with beside(
        lambda: openings.record(evidence.open_file(lookup.find(aid), row.public_id), same(colleague), whole=True)
    ):
        openings.record(row, case.underwriter, whole=True)
    assert {opening.staff_id for opening in openings.listed(lookup.find(aid))} == {case.underwriter.id, colleague.id}
