"""What a company does is decided on what is stored, whatever its page had read before."""

import sys
from collections.abc import Callable

import pytest

from assess import cases, clock
from assess.cases import answers, assessments, evidence, facts, lookup, particulars, passes, queries
from assess.errors import (
    NotAllowed,
    QueriesOpen,
    RequestEnded,
    StaleAnswers,
    StaleDetails,
    StaleParticulars,
    Unanswered,
    WrongState,
)
from assess.store.models import Evidence, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from assess.uploads.refusals import FilesClosed, FileThere
from scoring import Told
from tests import builders, files, second
from tests.beside import Beside, decides, same, tried, use_cases
from tests.cases import test_ways_in

pytestmark = pytest.mark.usefixtures("any_app")
ANY_VERSION = 10**6
HOLDER = "田中 一郎"


def drafted(**about: object) -> tuple[str, int]:
    """A draft in which everything is answered, and its version."""
    draft = builders.answered(**about)  # type: ignore[arg-type]
    return draft.public_id, draft.version


class Asked:
    """A case in which the underwriter has marked one item as a question to the company."""

    def __init__(self, subject: Subject, item: str) -> None:
        self.key = (subject, item)
        self.underwriter = builders.staff()
        self.aid = builders.submitted(credits=("isms",)).public_id
        verification.claim(self.aid, self.underwriter)
        self.give(subject, item, VerdictKind.QUERY)

    def give(self, subject: Subject, item: str, kind: VerdictKind) -> None:
        finding = Finding(subject, item, kind, reason="資料を。", how_checked=builders.CHECKED)
        verification.give_verdict(self.aid, same(self.underwriter), finding)

    def send_back(self) -> None:
        verification.send_back(self.aid, same(self.underwriter))

    def come_back_about_something_else(self) -> None:
        self.give(*self.key, VerdictKind.CONFIRMED)
        self.give(Subject.ANSWER, "leavers", VerdictKind.QUERY)
        self.send_back()


def test_every_use_case_of_the_room_is_tried_beside_a_second_session() -> None:
    nothing_stored_before = {"assess.cases.assessments.start"}
    assert use_cases(cases) - nothing_stored_before == tried(sys.modules[__name__]) | tried(test_ways_in)


@decides(answers.save)
def test_an_answer_changed_meanwhile_is_not_overwritten(beside: Beside) -> None:
    aid, version = drafted()
    with beside(lambda: answers.save(aid, version, {"training": "never"})), pytest.raises(StaleAnswers):
        answers.save(aid, version, {"training": "within-24-months"})
    assert facts.stated(lookup.find(aid)).answers["training"] == "never"


@decides(answers.save)
def test_only_what_is_asked_when_the_answer_arrives_may_be_answered(beside: Beside) -> None:
    case = Asked(Subject.ANSWER, "training")
    with beside(case.come_back_about_something_else), pytest.raises(NotAllowed):
        answers.save(case.aid, ANY_VERSION, {"training": "never"})


@decides(answers.save, evidence.add, evidence.remove)
@pytest.mark.parametrize("step", ["answer", "add", "remove"])
def test_a_colleague_whose_request_was_taken_back_meanwhile_does_nothing(beside: Beside, step: str) -> None:
    aid, _version = drafted()
    asked = passes.answer_for(passes.ask(aid, "identity", HOLDER))
    identity = asked.id
    row = evidence.add(aid, "answer", "cloud-mfa", "画面.png", files.png(), clock.today(), asked)
    steps: dict[str, Callable[[], object]] = {
        "answer": lambda: answers.save(aid, ANY_VERSION, {"cloud-mfa": "none"}, asked=asked),
        "add": lambda: evidence.add(aid, "answer", "cloud-mfa", "別.png", files.png((9, 9)), clock.today(), asked),
        "remove": lambda: evidence.remove(aid, row.public_id, asked),
    }
    with beside(lambda: passes.take_back(aid, identity)), pytest.raises(RequestEnded):
        steps[step]()
    assert facts.stated(lookup.find(aid)).answers["cloud-mfa"] == "all"
    assert len(evidence.listed(lookup.find(aid))["answer", "cloud-mfa"]) == 1


@decides(answers.undo)
def test_what_was_changed_again_meanwhile_is_not_undone(beside: Beside) -> None:
    aid, version = drafted()
    changed = answers.save(aid, version, {"training": "never"}).version
    with beside(lambda: answers.save(aid, changed, {"training": "within-24-months"})), pytest.raises(StaleAnswers):
        answers.undo(aid, changed)
    assert facts.stated(lookup.find(aid)).answers["training"] == "within-24-months"


@decides(answers.undo)
def test_what_is_no_longer_asked_is_not_undone(beside: Beside) -> None:
    case = Asked(Subject.ANSWER, "training")
    with beside(case.come_back_about_something_else), pytest.raises(NotAllowed):
        answers.undo(case.aid, 2)


@decides(answers.save_credits)
def test_a_credit_claimed_meanwhile_is_claimed_once(beside: Beside) -> None:
    aid, _version = drafted()
    with beside(lambda: answers.save_credits(aid, ["isms"])):
        answers.save_credits(aid, ["isms", "no-incidents"])
    assert facts.stated(lookup.find(aid)).credits == ("isms", "no-incidents")


@decides(answers.save_credits)
def test_a_credit_that_the_page_did_not_offer_stays_as_it_is_stored(beside: Beside) -> None:
    aid, _version = drafted()
    with beside(lambda: answers.save_credits(aid, ["isms"])):
        answers.save_credits(aid, ["no-incidents"], offered=["no-incidents"])
    assert set(facts.stated(lookup.find(aid)).credits) == {"isms", "no-incidents"}


@decides(answers.save_credits)
def test_only_a_credit_that_is_asked_about_now_may_change(beside: Beside) -> None:
    case = Asked(Subject.CREDIT, "isms")
    with beside(case.come_back_about_something_else), pytest.raises(NotAllowed):
        answers.save_credits(case.aid, [])


@decides(particulars.save)
def test_a_particular_told_meanwhile_is_not_overwritten(beside: Beside) -> None:
    with second.served():
        case = second.answered()
        aid, version = case.public_id, case.version
        with (
            beside(lambda: particulars.save(aid, version, {"sensitive": Told("yes")})),
            pytest.raises(StaleParticulars),
        ):
            particulars.save(aid, version, {"sensitive": Told("no", "給与の分だけです。")})
        assert facts.told(lookup.find(aid))["sensitive"] == Told("yes")


@decides(assessments.save_details)
def test_details_changed_meanwhile_are_not_overwritten(beside: Beside) -> None:
    aid, version = drafted()
    with (
        beside(lambda: assessments.save_details(aid, version, builders.details(premium=300_000))),
        pytest.raises(StaleDetails),
    ):
        assessments.save_details(aid, version, builders.details(premium=400_000))
    assert lookup.find(aid).premium == 300_000


@decides(assessments.save_details)
def test_only_a_fact_that_is_asked_about_now_may_be_turned(beside: Beside) -> None:
    case = Asked(Subject.FACT, "website")
    turned = builders.details(profile={**builders.details().profile, "website": False})
    with beside(case.come_back_about_something_else), pytest.raises(NotAllowed):
        assessments.save_details(case.aid, ANY_VERSION, turned)


@decides(assessments.submit)
def test_a_question_opened_meanwhile_must_be_answered_before_handing_in(beside: Beside) -> None:
    domestic = {**builders.details().profile, "overseas": False}
    draft = assessments.start(builders.details(profile=domestic), "ja")
    given = builders.best(editions.latest())
    del given["overseas-contracts"]
    aid, version = draft.public_id, answers.save(draft.public_id, draft.version, given).version
    with beside(lambda: assessments.save_details(aid, version, builders.details())), pytest.raises(Unanswered):
        assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")


@decides(assessments.submit)
def test_what_is_handed_in_is_what_is_stored(beside: Beside) -> None:
    aid, version = drafted()
    with beside(lambda: answers.save(aid, version, {"remote-mfa": "none"})):
        assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")
    declared = lookup.find(aid).declarations[-1]
    assert declared.facts["answers"]["remote-mfa"] == "none"
    assert declared.rate < 50


@decides(assessments.submit)
def test_a_case_is_not_handed_in_over_a_query_asked_meanwhile(beside: Beside) -> None:
    case = Asked(Subject.ANSWER, "training")
    with beside(case.come_back_about_something_else), pytest.raises(QueriesOpen) as refused:
        assessments.submit(case.aid, "北浜 大輔", "代表取締役", "ja")
    assert refused.value.items == (("answer", "leavers"),)


@decides(queries.reply)
def test_only_what_is_asked_now_is_replied_to(beside: Beside) -> None:
    case = Asked(Subject.ANSWER, "training")
    with beside(case.come_back_about_something_else), pytest.raises(NotAllowed):
        queries.reply(case.aid, "answer", "training", "9月です。")


@decides(assessments.withdraw)
def test_a_case_taken_for_checking_meanwhile_is_not_withdrawn(beside: Beside) -> None:
    aid, underwriter = builders.submitted().public_id, builders.staff()
    with beside(lambda: verification.claim(aid, same(underwriter))), pytest.raises(WrongState):
        assessments.withdraw(aid)


@decides(evidence.add)
def test_a_file_is_taken_only_where_one_is_asked_for_now(beside: Beside) -> None:
    case = Asked(Subject.ANSWER, "training")
    with beside(case.come_back_about_something_else), pytest.raises(FilesClosed):
        evidence.add(case.aid, "answer", "training", "名簿.png", files.png(), clock.today())


@decides(evidence.add)
def test_a_file_added_meanwhile_is_there_once(beside: Beside) -> None:
    aid, _version = drafted()

    def add() -> Evidence:
        return evidence.add(aid, "answer", "training", "名簿.png", files.png(), clock.today())

    with beside(add), pytest.raises(FileThere):
        add()


@decides(evidence.remove)
def test_a_file_is_not_taken_away_once_nobody_asks_about_it_any_more(beside: Beside) -> None:
    case = Asked(Subject.ANSWER, "training")
    case.send_back()
    row = evidence.add(case.aid, "answer", "training", "名簿.png", files.png(), clock.today()).public_id
    assessments.submit(case.aid, "北浜 大輔", "代表取締役", "ja")
    verification.claim(case.aid, case.underwriter)
    case.give(*case.key, VerdictKind.QUERY)
    with beside(case.come_back_about_something_else), pytest.raises(FilesClosed):
        evidence.remove(case.aid, row)
