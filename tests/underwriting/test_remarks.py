"""Nothing is issued while something disagrees, or is referred, without an underwriter's word on it."""

from collections.abc import Iterator

import pytest

from assess.cases import facts, lookup
from assess.errors import InvalidChoice, WrongState
from assess.errors.underwriting import CheckMissing, NotYours, ReasonMissing, RemarksMissing
from assess.store import audit
from assess.store.models import Assessment, Matter, Staff, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import certificates, matters, queues, remarks, verification
from assess.underwriting.verification import Finding
from scoring import Answer, Counted, Dated, Ticked, Told
from tests import builders, second

DISAGREES: dict[str, Answer] = {"backup-coverage": "none", "backup-isolation": Counted(2, 2), "admin-mfa": "most"}
RULE = (Matter.CONTRADICTION, "isolated-without-backup")
REFERRED = (Matter.PARTICULAR, "incidents")


@pytest.fixture(autouse=True)
def both_editions(any_app: object) -> Iterator[None]:
    with second.served():
        yield


@pytest.fixture
def underwriter(any_app: object) -> Staff:
    return builders.staff()


def checked(underwriter: Staff, changes: dict[str, Answer], **told: Told) -> Assessment:
    """A case on which every item is confirmed."""
    case = second.submitted(changes, told=told)
    builders.confirm_all(case, underwriter)
    return lookup.find(case.public_id)


def test_what_disagrees_wants_a_word(underwriter: Staff) -> None:
    case = checked(underwriter, DISAGREES)
    assert RULE in matters.missing(case)
    with pytest.raises(RemarksMissing):
        certificates.issue(case.public_id, underwriter)
    for key in matters.missing(case):
        remarks.write(case.public_id, underwriter, key, "控えの作り方を電話で確かめました。")
    assert matters.missing(lookup.find(case.public_id)) == []
    assert certificates.issue(case.public_id, underwriter).rate > 0


def test_what_is_referred_wants_a_word(underwriter: Staff) -> None:
    case = checked(underwriter, {"admin-mfa": "most"}, incidents=Told("yes", "昨年、PCが1台感染しました。"))
    assert matters.missing(case) == [REFERRED]
    with pytest.raises(RemarksMissing):
        certificates.issue(case.public_id, underwriter)
    remarks.write(case.public_id, underwriter, REFERRED, "初期化と再発防止を確かめました。")
    assert certificates.issue(case.public_id, underwriter).rate > 0
    logged = audit.events(lookup.find(case.public_id))[-2]
    assert (logged.action, logged.data["item"]) == ("remarked", "incidents")


def test_a_correction_that_ends_the_disagreement_ends_the_want(underwriter: Staff) -> None:
    case = checked(underwriter, DISAGREES)
    for question in ("backup-isolation", "restore-test"):
        option = next(iter(editions.latest().questions[question].options))
        finding = Finding(Subject.ANSWER, question, VerdictKind.CORRECTED, option, "控えがありません。")
        verification.give_verdict(case.public_id, underwriter, finding)
    assert RULE not in matters.missing(lookup.find(case.public_id))


def test_a_second_signature_waits_for_the_words_and_is_void_once_one_changes(underwriter: Staff) -> None:
    case = checked(underwriter, {}, incidents=Told("yes", "昨年、PCが1台感染しました。"))
    second_underwriter = builders.staff()
    assert not queues.wants_signature(case)
    with pytest.raises(RemarksMissing):
        verification.countersign(case.public_id, second_underwriter)
    remarks.write(case.public_id, underwriter, REFERRED, "初期化を確かめました。")
    assert queues.wants_signature(lookup.find(case.public_id))
    verification.countersign(case.public_id, second_underwriter)
    remarks.write(case.public_id, underwriter, REFERRED, "まだ調べています。")
    assert lookup.find(case.public_id).countersigner_id is None
    assert [row.text for row in lookup.find(case.public_id).remarks] == ["まだ調べています。"]


def test_only_the_underwriter_of_the_case_writes_a_word_and_only_where_one_is_wanted(underwriter: Staff) -> None:
    case = checked(underwriter, DISAGREES)
    with pytest.raises(NotYours):
        remarks.write(case.public_id, builders.staff(), RULE, "確かめました。")
    with pytest.raises(ReasonMissing):
        remarks.write(case.public_id, underwriter, RULE, "  ")
    with pytest.raises(InvalidChoice):
        remarks.write(case.public_id, underwriter, REFERRED, "確かめました。")
    verification.decline(case.public_id, underwriter, "資料がありません。")
    with pytest.raises(WrongState):
        remarks.write(case.public_id, underwriter, RULE, "確かめました。")


def test_the_first_edition_wants_none(underwriter: Staff) -> None:
    editions.load(second.FIRST_EDITION)
    case = builders.submitted({"backup-coverage": "none", "admin-mfa": "most"})
    editions.load(second.published())
    builders.confirm_all(case, underwriter)
    assert matters.wanted(lookup.find(case.public_id)) == []


CORRECTIONS: dict[str, Answer] = {
    "edr": Counted(10, 12),
    "hardened-baseline": Ticked(frozenset({"unused-off"})),
    "restore-test": Dated(second.months_ago(13)),
}


@pytest.mark.parametrize("question", CORRECTIONS)
def test_an_answer_is_corrected_to_what_was_counted(underwriter: Staff, question: str) -> None:
    case, right = checked(underwriter, {}), CORRECTIONS[question]
    finding = Finding(Subject.ANSWER, question, VerdictKind.CORRECTED, right, "画面で数えました。")
    verification.give_verdict(case.public_id, underwriter, finding)
    case = lookup.find(case.public_id)
    verdict = facts.by_item(case)["answer", question]
    assert facts.verified(case).answers[question] == right
    assert verdict.corrected_to == facts.verified_result(case).stands_for[question]
    assert audit.events(case)[-1].data["corrected_raw"] == verdict.corrected_raw


@pytest.mark.parametrize("wrong", [Counted(13, 12), Ticked(frozenset()), Counted(12, 12), "all", None])
def test_a_correction_that_is_none_is_refused(underwriter: Staff, wrong: Answer | None) -> None:
    case = checked(underwriter, {})
    with pytest.raises(InvalidChoice):
        finding = Finding(Subject.ANSWER, "edr", VerdictKind.CORRECTED, wrong, "画面で数えました。")
        verification.give_verdict(case.public_id, underwriter, finding)


def test_a_particular_is_judged_like_any_item(underwriter: Staff) -> None:
    case = second.submitted()
    verification.claim(case.public_id, underwriter)
    keys = [key for key in facts.items(lookup.find(case.public_id)) if key[0] == Subject.PARTICULAR]
    assert [item for _subject, item in keys] == ["incidents", "records", "sensitive", "clouds"]
    right = Told("yes", "昨年、PCが1台感染しました。")
    given = {
        "incidents": Finding(*keys[0], VerdictKind.CORRECTED, right, "電話で聞きました。"),
        "records": Finding(*keys[1], VerdictKind.CONFIRMED),
        "clouds": Finding(*keys[3], VerdictKind.REJECTED, None, "読めません。"),
    }
    for finding in given.values():
        verification.give_verdict(case.public_id, underwriter, finding)
    found = facts.verified(lookup.find(case.public_id)).particulars
    assert found == {"incidents": right, "records": Told("up-to-1000"), "sensitive": Told("no")}
    assert matters.missing(lookup.find(case.public_id)) == [REFERRED]
    assert facts.verified_result(lookup.find(case.public_id)).rate == case.declarations[-1].rate


@pytest.mark.parametrize("wrong", [Told("perhaps"), Told("no"), "no", None])
def test_a_particular_is_not_corrected_to_what_it_cannot_be(underwriter: Staff, wrong: Told | str | None) -> None:
    case = checked(underwriter, {})
    finding = Finding(Subject.PARTICULAR, "incidents", VerdictKind.CORRECTED, wrong, "電話で聞きました。")
    with pytest.raises(InvalidChoice):
        verification.give_verdict(case.public_id, underwriter, finding)


def test_a_fact_that_needs_evidence_is_not_confirmed_on_the_companys_word(underwriter: Staff) -> None:
    case = second.submitted()
    verification.claim(case.public_id, underwriter)
    with pytest.raises(CheckMissing):
        finding = Finding(Subject.FACT, "remote_access", VerdictKind.CONFIRMED)
        verification.give_verdict(case.public_id, underwriter, finding)
    checked_by = Finding(Subject.FACT, "remote_access", VerdictKind.CONFIRMED, how_checked="VPNの画面")
    verification.give_verdict(case.public_id, underwriter, checked_by)
    verification.give_verdict(case.public_id, underwriter, Finding(Subject.FACT, "website", VerdictKind.CONFIRMED))
