"""The files with which a company shows its answers and credits. One function is one transaction."""

import secrets
from datetime import date
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from assess import clock, limits, uploads
from assess.cases import facts, lookup, passes
from assess.cases.facts import ItemKey
from assess.errors import FileHandedIn, NotFound
from assess.extensions import db
from assess.store import audit
from assess.store.inserting import insert_of
from assess.store.models import Action, Assessment, Evidence, Pass, StoredFile, Subject
from assess.uploads import left_out
from assess.uploads.refusals import DayMissing, DayNotPossible, FilesClosed, FileThere, TooManyFiles

COMPANY = "company"
COLLEAGUE = "colleague"
MOST_FILES, MOST_YEARS = limits.MOST_FILES, limits.MOST_YEARS
# Put together once: every page of questions asks for it.
_LISTED = (
    sa.select(Evidence)
    .where(Evidence.assessment_id == sa.bindparam("assessment_id"))
    .order_by(Evidence.id)
    .options(joinedload(Evidence.file))
)


def add(
    public_id: str,
    subject: str,
    item: str,
    name: str,
    content: bytes | BinaryIO,
    held_good_on: date | None,
    asked: Pass | None = None,
    scanner: uploads.Scanner | None = None,
) -> Evidence:
    """Check a file, and keep it for an answer or a credit; `asked` is what a colleague was asked.

    `held_good_on` is the day that the file shows; None leaves it to the picture, which may say when it was taken.
    Raises a FileRefused, NotFound for an item that the edition does not have, WrongState, and for a colleague
    what `passes.answering` does.
    """
    # Before anything is locked: drawing a large picture anew takes a second.
    checked = uploads.check(name, content, scanner)
    day = _day(held_good_on or checked.taken_on)
    assessment, key = lookup.take_editable(public_id), (subject, item)
    added_by = passes.answering(asked, [item])
    _require_open(assessment, key)
    _require_room(assessment, key, checked.sha256)
    _store(checked)
    row = _row(assessment, key, checked, day, added_by)
    db.session.add(row)
    told = {**_told(row), "size": len(checked.content), "by": added_by}
    audit.append(assessment, COLLEAGUE if added_by else COMPANY, Action.EVIDENCE_ADDED, **told)
    db.session.commit()
    return row


def remove(public_id: str, evidence_id: str, asked: Pass | None = None) -> ItemKey:
    """Take a file away; returns the item that it stood for. A colleague, who was `asked`, removes only own files.

    Its bytes go when no other assessment or item refers to them. Raises NotFound, FilesClosed, FileHandedIn,
    WrongState, and for a colleague what `passes.answering` does.
    """
    assessment = lookup.take_editable(public_id)
    row = open_file(assessment, evidence_id)
    by = passes.answering(asked, [row.item])
    if by and row.added_by != by:
        raise NotFound
    key = (row.subject, row.item)
    _require_open(assessment, key)
    if handed_in(assessment, row):
        raise FileHandedIn
    audit.append(assessment, COLLEAGUE if by else COMPANY, Action.EVIDENCE_REMOVED, **_told(row), by=by)
    db.session.delete(row)
    db.session.flush()
    _drop_unused(row.sha256)
    db.session.commit()
    return key


def listed(assessment: Assessment) -> dict[ItemKey, list[Evidence]]:
    """Return the files by item, oldest first, without their bytes."""
    found: dict[ItemKey, list[Evidence]] = {}
    for row in db.session.scalars(_LISTED, {"assessment_id": assessment.id}):
        found.setdefault((row.subject, row.item), []).append(row)
    return found


def open_file(assessment: Assessment, evidence_id: str) -> Evidence:
    """Return a file of this assessment, its bytes at `.file.content`; raises NotFound."""
    chosen = sa.select(Evidence).where(Evidence.assessment_id == assessment.id, Evidence.public_id == evidence_id)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound
    return found


def may_change(assessment: Assessment, key: ItemKey) -> bool:
    """Say whether the company may add and remove files at this item now.

    After it was sent back: where the underwriter asks, and at questions that were not asked before.
    """
    if not assessment.phase.only_asked:
        return assessment.editable
    subject, item = key
    asked_anew = subject == Subject.ANSWER and item not in assessment.declarations[-1].facts["answers"]
    return asked_anew or item in facts.queried(assessment, Subject(subject))


def handed_in(assessment: Assessment, row: Evidence) -> bool:
    """Say whether a file was there when the company last declared: it stays from then on, and others are added."""
    return bool(assessment.declarations) and row.added_at <= assessment.declarations[-1].declared_at


def as_of(assessment: Assessment) -> date:
    """Return the day by which files are old or not: that of the declaration, and today while it is still to come."""
    if assessment.editable or not assessment.declarations:
        return clock.today()
    return clock.day_of(assessment.declarations[-1].declared_at)


def is_old(row: Evidence, as_of: date) -> bool:
    """Say whether what a file shows lies more than twelve months back on this day."""
    return row.held_good_on < clock.months_before(as_of, limits.FRESH_MONTHS)


def _day(said: date | None) -> date:
    if said is None:
        raise DayMissing
    today = clock.today()
    if not clock.months_after(today, -12 * MOST_YEARS) <= said <= today:
        raise DayNotPossible
    return said


def _require_open(assessment: Assessment, key: ItemKey) -> None:
    book = facts.edition_of(assessment)
    known = {Subject.ANSWER.value: frozenset(book.questions), Subject.CREDIT.value: frozenset(book.credits)}
    if key[1] not in known.get(key[0], ()):
        raise NotFound
    if not may_change(assessment, key):
        raise FilesClosed


def _require_room(assessment: Assessment, key: ItemKey, sha256: str) -> None:
    there = [((row.subject, row.item), row.sha256) for rows in listed(assessment).values() for row in rows]
    if (key, sha256) in there:
        raise FileThere
    if len(there) >= MOST_FILES:
        raise TooManyFiles


def _row(assessment: Assessment, key: ItemKey, checked: uploads.CleanFile, day: date, added_by: str) -> Evidence:
    subject, item = key
    return Evidence(
        public_id=secrets.token_hex(16),
        assessment_id=assessment.id,
        subject=subject,
        item=item,
        sha256=checked.sha256,
        name=checked.name,
        held_good_on=day,
        left_out=left_out.written(checked.left_out),
        added_by=added_by,
        added_at=clock.now(),
    )


def _store(checked: uploads.CleanFile) -> None:
    """Keep the bytes once; the update locks them against somebody who drops their last use just now."""
    dialect = db.session.connection().dialect.name
    insert = insert_of(dialect)(StoredFile)
    size = len(checked.content)
    values = insert.values(sha256=checked.sha256, media_type=checked.media_type, size=size, content=checked.content)
    db.session.execute(values.on_conflict_do_update(index_elements=["sha256"], set_={"size": size}))


def _drop_unused(sha256: str) -> None:
    # Locked first, and counted after: whoever adds the same bytes meanwhile is either counted or waits.
    file = db.session.scalars(sa.select(StoredFile).where(StoredFile.sha256 == sha256).with_for_update()).one()
    uses = db.session.scalar(sa.select(sa.func.count()).where(Evidence.sha256 == sha256))
    if not uses:
        db.session.delete(file)


def _told(row: Evidence) -> dict[str, str]:
    return {
        "subject": row.subject,
        "item": row.item,
        "name": row.name,
        "sha256": row.sha256,
        "held_good_on": row.held_good_on.isoformat(),
        **({"left_out": row.left_out} if row.left_out else {}),
    }
