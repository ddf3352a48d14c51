"""Files that show an answer: who may add them when, once stored however often used, and gone when nobody uses them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from unittest.mock import Mock

import pytest
import sqlalchemy as sa
from flask import Flask

from assess import clock
from assess.cases import answers, assessments, evidence, lookup, passes
from assess.errors import FileHandedIn, NotFound, WrongState
from assess.errors.underwriting import CheckMissing
from assess.extensions import db
from assess.store import audit
from assess.store.models import Assessment, Evidence, Pass, Staff, State, StoredFile
from assess.texts import editions
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from assess.uploads.refusals import DayNotPossible, FilesClosed, FileThere, TooManyFiles
from tests import builders, files

pytestmark = pytest.mark.usefixtures("any_app")


def draft() -> Assessment:
    return assessments.start(builders.details(), "ja")


def add(
    case: Assessment,
    item: str = "remote-mfa",
    name: str = "画面.png",
    content: bytes = b"",
    asked: Pass | None = None,
    subject: str = "answer",
) -> Evidence:
    return evidence.add(case.public_id, subject, item, name, content or files.png(), clock.today(), asked)


def counts() -> tuple[int, int]:
    """How many pieces of evidence there are, and how many files."""
    found = [db.session.scalar(sa.select(sa.func.count()).select_from(table)) for table in (Evidence, StoredFile)]
    return found[0] or 0, found[1] or 0


def returned(*queries: tuple[str, str]) -> tuple[Assessment, Staff]:
    """A case that was sent back with questions about some items."""
    underwriter = builders.staff()
    case = verification.claim(builders.submitted(credits=("isms",)).public_id, underwriter)
    for subject, item in queries:
        verification.give_verdict(case.public_id, underwriter, Finding(subject, item, "query", reason="資料を。"))
    return verification.send_back(case.public_id, underwriter), underwriter


def test_a_file_is_kept_with_its_day_and_told_in_the_log() -> None:
    case = draft()
    asked = passes.answer_for(passes.ask(case.public_id, "identity", "情報システム 田中"))
    row = add(case, asked=asked)
    [told] = [event for event in audit.events(lookup.find(case.public_id)) if event.action == "evidence added"]
    assert (row.name, row.held_good_on, row.added_by) == ("画面.png", clock.today(), "情報システム 田中")
    assert (told.data["sha256"], told.data["item"]) == (row.sha256, "remote-mfa")
    assert audit.broken_at(lookup.find(case.public_id)) is None


def test_files_are_listed_by_item_and_opened_as_they_are_kept() -> None:
    case = draft()
    first, second = add(case), add(case, name="規程.pdf", content=files.pdf())
    other = add(case, "isms", subject="credit")
    found = lookup.find(case.public_id)
    assert evidence.listed(found) == {("answer", "remote-mfa"): [first, second], ("credit", "isms"): [other]}
    assert evidence.open_file(found, second.public_id).file.content.startswith(b"%PDF-")


def test_listing_takes_one_statement_and_leaves_the_bytes_where_they_are() -> None:
    case = draft()
    add(case)
    db.session.expire_all()
    statements: list[str] = []
    found = lookup.find(case.public_id)
    sa.event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    [[row]] = evidence.listed(found).values()
    assert (row.file.size > 0, len(statements)) == (True, 1)
    assert "content" not in statements[0]


def test_the_same_bytes_are_stored_once_and_stay_while_anybody_uses_them() -> None:
    mine, theirs = draft(), draft()
    rows = [add(mine), add(mine, "admin-mfa"), add(theirs)]
    assert counts() == (3, 1)
    evidence.remove(mine.public_id, rows[0].public_id)
    evidence.remove(mine.public_id, rows[1].public_id)
    assert counts() == (1, 1)
    assert evidence.open_file(lookup.find(theirs.public_id), rows[2].public_id).file.content.startswith(b"\x89PNG")
    evidence.remove(theirs.public_id, rows[2].public_id)
    assert counts() == (0, 0)


def test_one_who_removes_a_file_and_one_who_adds_it_do_not_hurt_each_other(any_app: Flask) -> None:
    mine, theirs = draft().public_id, draft().public_id
    both = Barrier(2)

    def step(change: Callable[[], object]) -> None:
        with any_app.app_context():
            both.wait()
            change()

    with ThreadPoolExecutor(2) as pool:
        for item in ("remote-mfa", "admin-mfa", "leavers", "training"):
            row = add(lookup.find(mine), item).public_id
            db.session.rollback()
            adding = partial(evidence.add, theirs, "answer", item, "a.png", files.png(), clock.today())
            for done in [pool.submit(step, change) for change in (partial(evidence.remove, mine, row), adding)]:
                done.result()
            assert counts()[1] == 1
            [[left]] = evidence.listed(lookup.find(theirs)).values()
            evidence.remove(theirs, left.public_id)
            assert counts() == (0, 0)


def test_a_file_of_another_company_is_not_found() -> None:
    mine, theirs = draft(), draft()
    row = add(theirs)
    with pytest.raises(NotFound):
        evidence.open_file(mine, row.public_id)
    with pytest.raises(NotFound):
        evidence.remove(mine.public_id, row.public_id)
    db.session.rollback()
    assert counts() == (1, 1)


@pytest.mark.parametrize(
    ("subject", "item"),
    [("answer", "no-such-question"), ("answer", "isms"), ("credit", "remote-mfa"), ("fact", "website")],
)
def test_a_file_belongs_to_an_answer_or_a_credit_of_the_edition(subject: str, item: str) -> None:
    with pytest.raises(NotFound):
        add(draft(), item, subject=subject)
    db.session.rollback()
    assert counts() == (0, 0)


@pytest.mark.parametrize("away", [timedelta(1), timedelta(-365 * 5 - 10)])
def test_the_day_is_neither_to_come_nor_long_gone(away: timedelta) -> None:
    case = draft()
    with pytest.raises(DayNotPossible):
        evidence.add(case.public_id, "answer", "remote-mfa", "a.png", files.png(), clock.today() + away)
    evidence.add(case.public_id, "answer", "remote-mfa", "a.png", files.png(), clock.today() - timedelta(365 * 5))
    assert counts() == (1, 1)


def test_the_same_file_is_not_listed_twice_at_one_answer() -> None:
    case = draft()
    add(case)
    with pytest.raises(FileThere):
        add(case, name="もう一度.png")
    db.session.rollback()
    assert (counts(), lookup.find(case.public_id).version) == ((1, 1), 2)


def test_an_assessment_has_thirty_files_at_most() -> None:
    case = draft()
    for number in range(30):
        add(case, name="a.txt", content=f"file {number}".encode())
    with pytest.raises(TooManyFiles):
        add(case)
    db.session.rollback()
    assert counts() == (30, 30)


def test_once_handed_in_nothing_is_added_or_removed() -> None:
    case = builders.answered()
    row = add(case)
    assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja")
    with pytest.raises(WrongState):
        add(case, "admin-mfa")
    db.session.rollback()
    with pytest.raises(WrongState):
        evidence.remove(case.public_id, row.public_id)
    db.session.rollback()
    assert counts() == (1, 1)


def test_sent_back_files_are_taken_only_where_the_underwriter_asks() -> None:
    case, _underwriter = returned(("answer", "training"), ("credit", "isms"))
    assert case.state == State.RETURNED
    row = add(case, "training")
    add(case, "isms", subject="credit")
    with pytest.raises(FilesClosed):
        add(case, "leavers")
    db.session.rollback()
    evidence.remove(case.public_id, row.public_id)
    assert counts() == (1, 1)


def test_a_file_added_before_stays_where_the_underwriter_does_not_ask() -> None:
    draft_case = builders.answered()
    row = add(draft_case, "leavers")
    case = assessments.submit(draft_case.public_id, "北浜 大輔", "代表取締役", "ja")
    underwriter = builders.staff()
    verification.claim(case.public_id, underwriter)
    verification.give_verdict(case.public_id, underwriter, Finding("answer", "training", "query", reason="資料を。"))
    verification.send_back(case.public_id, underwriter)
    with pytest.raises(FilesClosed):
        evidence.remove(case.public_id, row.public_id)
    db.session.rollback()
    assert counts() == (1, 1)


def test_a_question_that_only_now_applies_takes_files() -> None:
    underwriter = builders.staff()
    asked = assessments.start(builders.details(profile={**builders.details().profile, "website": False}), "ja")
    best = builders.best(editions.latest())
    answers.save(asked.public_id, asked.version, {item: best[item] for item in best if item != "website-test"})
    assessments.submit(asked.public_id, "北浜 大輔", "代表取締役", "ja")
    case = verification.claim(asked.public_id, underwriter)
    verification.give_verdict(case.public_id, underwriter, Finding("fact", "website", "query", reason="サイトは?"))
    verification.send_back(case.public_id, underwriter)
    assert add(case, "website-test").item == "website-test"


def test_a_file_stands_in_for_a_note_of_how_an_answer_was_checked() -> None:
    underwriter, with_file = builders.staff(), builders.answered()
    add(with_file)
    assessments.submit(with_file.public_id, "北浜 大輔", "代表取締役", "ja")
    verification.claim(with_file.public_id, underwriter)
    verification.give_verdict(with_file.public_id, underwriter, Finding("answer", "remote-mfa", "confirmed"))
    with pytest.raises(CheckMissing):
        verification.give_verdict(with_file.public_id, underwriter, Finding("answer", "admin-mfa", "confirmed"))


def test_a_fault_on_the_way_leaves_neither_file_nor_event(monkeypatch: pytest.MonkeyPatch) -> None:
    case = draft()
    monkeypatch.setattr(audit, "append", Mock(side_effect=ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        add(case)
    db.session.rollback()
    assert (counts(), lookup.find(case.public_id).version) == ((0, 0), 1)


def test_a_file_that_was_handed_in_stays_and_others_are_added_beside_it() -> None:
    """The finding: a file that an underwriter had seen was gone when the case came back."""
    underwriter = builders.staff()
    case = builders.answered()
    before = add(case).public_id
    assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja")
    verification.claim(case.public_id, underwriter)
    ask = Finding("answer", "remote-mfa", "query", reason="全員の画面を。")
    verification.give_verdict(case.public_id, underwriter, ask)
    verification.send_back(case.public_id, underwriter)
    added = add(case, content=files.png((9, 9))).public_id
    with pytest.raises(FileHandedIn):
        evidence.remove(case.public_id, before)
    db.session.rollback()
    evidence.remove(case.public_id, added)
    assert [row.public_id for rows in evidence.listed(case).values() for row in rows] == [before]
