"""What a company does is decided on what is stored, whatever its page had read before."""

import sys
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from assess import cases, clock
from assess.cases import answers, assessments, evidence, facts, holdings, lookup, passes
from assess.errors import (
    NotAllowed,
    PassRefused,
    RequestEnded,
    StaleAnswers,
    StaleDetails,
    Unanswered,
    WrongState,
)
from assess.extensions import db
from assess.store import audit, browsers, codes
from assess.store.models import Evidence, Pass, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from assess.uploads.refusals import FilesClosed, FileThere
from tests import builders, files
from tests.beside import Beside, decides, same, tried, use_cases
from tests.mailbox import mailbox

pytestmark = pytest.mark.usefixtures("any_app")
ANY_VERSION = 10**6
HOLDER = "田中 一郎"
OLD, NEW = "kishimoto@kitahama.example", "keiri@kitahama.example"


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


def told(aid: str, action: str) -> int:
    return [event.action for event in audit.events(lookup.find(aid))].count(action)


def test_every_use_case_of_the_room_is_tried_beside_a_second_session() -> None:
    nothing_stored_before = {"assess.cases.assessments.start"}
    assert use_cases(cases) - nothing_stored_before == tried(sys.modules[__name__])


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


@decides(passes.ask_all)
def test_nobody_is_asked_about_everything_once_the_case_was_handed_in_meanwhile(beside: Beside) -> None:
    aid, _version = drafted()
    with beside(lambda: assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")), pytest.raises(WrongState):
        passes.ask_all(aid, HOLDER)


@decides(passes.ask_all)
def test_what_was_answered_meanwhile_is_not_asked_of_a_colleague(beside: Beside) -> None:
    draft = builders.answered({"training": "unknown", "leavers": "unknown"})
    aid, version = draft.public_id, draft.version
    with beside(lambda: answers.save(aid, version, {"training": "never"})):
        assert passes.ask_all(aid, HOLDER)[1] == ["leavers"]


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


@decides(passes.make_key)
def test_of_two_keys_made_at_once_the_later_one_works(beside: Beside) -> None:
    aid, _version = drafted()
    first: list[str] = []
    with beside(lambda: first.append(passes.make_key(aid))):
        second = passes.make_key(aid)
    with pytest.raises(PassRefused):
        passes.resume(first[0])
    assert passes.resume(second).assessment.public_id == aid


@decides(passes.revoke_key)
def test_a_key_made_useless_meanwhile_is_told_once(beside: Beside) -> None:
    aid, _version = drafted()
    passes.make_key(aid)
    with beside(lambda: passes.revoke_key(aid)):
        passes.revoke_key(aid)
    assert told(aid, "resume key revoked") == 1


@decides(passes.resume)
def test_a_key_replaced_meanwhile_opens_nothing(beside: Beside) -> None:
    aid, _version = drafted()
    key = passes.make_key(aid)
    with beside(lambda: passes.make_key(aid)), pytest.raises(PassRefused):
        passes.resume(key)


@decides(passes.send_links)
def test_no_link_goes_to_a_place_that_an_address_no_longer_means(beside: Beside) -> None:
    aid, version = drafted(contact_email=OLD)
    moved = builders.details(contact_email=NEW)
    with mailbox() as box, beside(lambda: assessments.save_details(aid, version, moved)):
        passes.send_links(OLD, box.post())
    assert box.mails == []


@decides(passes.send_own_link)
def test_a_link_of_ones_own_goes_to_the_address_that_is_stored(beside: Beside) -> None:
    aid, version = drafted(contact_email=OLD)
    moved = builders.details(contact_email=NEW)
    with mailbox() as box, beside(lambda: assessments.save_details(aid, version, moved)):
        passes.send_own_link(aid, box.post())
    assert box.recipients == [[NEW]]


@decides(passes.ask)
def test_nobody_is_asked_once_the_case_was_handed_in_meanwhile(beside: Beside) -> None:
    aid, _version = drafted()
    with beside(lambda: assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")), pytest.raises(WrongState):
        passes.ask(aid, "identity", HOLDER)


@decides(passes.take_back)
def test_a_request_taken_back_meanwhile_is_told_once(beside: Beside) -> None:
    aid, _version = drafted()
    asked = passes.answer_for(passes.ask(aid, "identity", HOLDER)).id
    with beside(lambda: passes.take_back(aid, asked)):
        passes.take_back(aid, asked)
    assert told(aid, "colleague taken back") == 1


@decides(passes.answer_for)
def test_a_request_taken_back_meanwhile_opens_nothing(beside: Beside) -> None:
    aid, _version = drafted()
    code = passes.ask(aid, "identity", HOLDER)
    identity = db.session.scalars(sa.select(Pass.id).where(Pass.secret_hash == codes.token_hash(code))).one()
    with beside(lambda: passes.take_back(aid, identity)), pytest.raises(PassRefused):
        passes.answer_for(code)


@decides(holdings.add)
def test_a_browser_that_comes_to_an_assessment_twice_at_once_lists_it_once(beside: Beside) -> None:
    aid, _version = drafted()
    browser_id, _key = browsers.add({})
    with beside(lambda: holdings.add(browser_id, lookup.find(aid))):
        holdings.add(browser_id, lookup.find(aid))
    assert holdings.owned(browser_id) == [aid]
