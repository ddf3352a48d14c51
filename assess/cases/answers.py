"""What a company says in its assessment: answers, notes, credits. One function is one transaction."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from assess import clock
from assess.cases import facts, lookup, passes
from assess.errors import InvalidChoice, NotAllowed, NotFound, StaleAnswers
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Answer, Assessment, Basis, CreditClaim, Event, Pass, Subject
from scoring import UNKNOWN, Edition

COMPANY = "company"
COLLEAGUE = "colleague"
Said = tuple[str | None, str, str]
"""An option, or None where nothing is chosen, a note, and the colleague who chose the option, or ""."""


class Seen(NamedTuple):
    """What was known of an answer where it was chosen: the page's version, and values sent without hearing of them."""

    version: int
    sent: frozenset[str] = frozenset()

    def misses(self, row: Answer | None, stored: str | None) -> bool:
        """Say whether somebody else stored something after that page was made."""
        return row is not None and row.version > self.version and stored not in self.sent


def save(
    public_id: str,
    based_on: int,
    options: Mapping[str, str],
    notes: Mapping[str, str] | None = None,
    asked: Pass | None = None,
    bases: Mapping[str, Seen] | None = None,
) -> Assessment:
    """Store answers by question; questions that are left out stay as they are.

    `asked` is what a colleague was asked, whose name stays with each option that this save changes.
    `based_on` is the version that the page was made from, `bases` says otherwise for single questions.
    Raises StaleAnswers, and stores nothing, where one of these answers was changed after that to something
    else; InvalidChoice for an option that the question does not have; NotAllowed, once handed in, for an
    answer that was not sent back. An empty note of a page that never saw the note written since leaves
    that note alone. For a colleague, raises what `passes.answering` does.
    """
    assessment = lookup.take_editable(public_id)
    answered_by = passes.answering(asked, {*options, *(notes or {})})
    _check_options(facts.edition_of(assessment), options)
    rows = {row.question: row for row in assessment.answers}
    bases = {**dict.fromkeys([*options, *(notes or {})], Seen(based_on)), **(bases or {})}
    notes = {question: note for question, note in (notes or {}).items() if note or not _unseen(rows, bases, question)}
    _refuse_conflicts(rows, bases, options, notes)
    changed = _changes(rows, options, notes, answered_by)
    if not changed:
        db.session.rollback()
        return assessment
    if not changed.keys() <= facts.open_questions(assessment):
        raise NotAllowed
    _write(assessment, rows, changed, COLLEAGUE if answered_by else COMPANY)
    db.session.commit()
    return assessment


def undo(public_id: str, version: int) -> tuple[str, ...]:
    """Set back what one save changed; returns the questions.

    `version` is the assessment's version after that save. Raises NotFound where nothing was answered at
    that version, StaleAnswers where one of the answers was changed again, NotAllowed as `save` does.
    """
    assessment = lookup.take_editable(public_id)
    earlier = _told_until(assessment, Event.sequence <= version)
    if version not in earlier:
        raise NotFound
    undone = tuple(earlier.pop(version))
    rows = {row.question: row for row in assessment.answers}
    if any(rows[question].version != version for question in undone):
        raise StaleAnswers({})
    if not set(undone) <= facts.open_questions(assessment):
        raise NotAllowed
    _write(assessment, rows, {question: _last_said(earlier, question) for question in undone}, COMPANY)
    db.session.commit()
    return undone


def save_credits(public_id: str, claimed: Collection[str], offered: Collection[str] | None = None) -> Assessment:
    """Store which of the credits that a page offered the company says it holds; others stay as they are stored.

    Without `offered` all were. Raises InvalidChoice for a credit that is not open, and NotAllowed, once handed
    in, for a change to a credit that was not sent back.
    """
    assessment = lookup.take_editable(public_id)
    book = facts.edition_of(assessment)
    for credit in claimed:
        if credit not in book.credits or not book.credits[credit].active:
            raise InvalidChoice("credits", credit)
    held = {row.credit for row in assessment.credits}
    claimed = set(claimed) | (held - (held if offered is None else set(offered)))
    changed = held ^ claimed
    if not changed:
        db.session.rollback()
        return assessment
    if assessment.phase.only_asked and not changed <= facts.queried(assessment, Subject.CREDIT):
        raise NotAllowed
    kept = [row for row in assessment.credits if row.credit in claimed]
    added = [CreditClaim(credit=credit) for credit in book.credits if credit in changed - held]
    assessment.credits = kept + added
    audit.append(assessment, COMPANY, Action.CREDITS_SAVED, credits=sorted(claimed))
    db.session.commit()
    return assessment


def said(assessment: Assessment, own: bool = False) -> dict[str, Said]:
    """Return what stands at each question: as it is now, or, where that is what counts, as it was declared.

    `own` as in `Assessment.basis`. What was written after the declaration is read back from the log.
    """
    now = {row.question: (row.option, row.note, row.answered_by) for row in assessment.answers}
    declared = assessment.submitted_at
    if declared is None or assessment.basis(own) is Basis.STATED:
        return now
    since = [row.question for row in assessment.answers if row.changed_at > declared]
    if not since:
        return now
    told = _told_until(assessment, Event.at <= declared)
    return {**now, **{question: _last_said(told, question) for question in since}}


def _check_options(book: Edition, options: Mapping[str, str]) -> None:
    for question, option in options.items():
        known = book.questions.get(question)
        if known is None or (option != UNKNOWN and option not in known.options):
            raise InvalidChoice(question, option)


def _unseen(rows: Mapping[str, Answer], bases: Mapping[str, Seen], question: str) -> bool:
    row = rows.get(question)
    return bases[question].misses(row, row.note if row else None)


def _refuse_conflicts(
    rows: Mapping[str, Answer], bases: Mapping[str, Seen], options: Mapping[str, str], notes: Mapping[str, str]
) -> None:
    conflicts = {
        question: (rows[question].option, option)
        for question, option in options.items()
        if question in rows
        and rows[question].option != option
        and bases[question].misses(rows[question], rows[question].option)
    }
    noted = {
        question: (rows[question].note, note)
        for question, note in notes.items()
        if question in rows and rows[question].note not in ("", note) and _unseen(rows, bases, question)
    }
    if conflicts or noted:
        raise StaleAnswers(conflicts, noted)


def _changes(
    rows: Mapping[str, Answer], options: Mapping[str, str], notes: Mapping[str, str], answered_by: str
) -> dict[str, Said]:
    changes = {}
    for question in dict.fromkeys([*options, *notes]):
        row = rows.get(question)
        before = (row.option, row.note, row.answered_by) if row else (None, "", "")
        option, note = options.get(question, before[0]), notes.get(question, before[1])
        after = (option, note, before[2] if option == before[0] else answered_by)
        if after != before:
            changes[question] = after
    return changes


def _write(assessment: Assessment, rows: Mapping[str, Answer], changed: Mapping[str, Said], actor: str) -> None:
    said = {
        question: {"option": option, "note": note, "answered_by": answered_by}
        for question, (option, note, answered_by) in changed.items()
    }
    stamp = {"version": assessment.version, "changed_at": clock.now()}
    for question in changed.keys() & rows.keys():
        for column, value in {**said[question], **stamp}.items():
            setattr(rows[question], column, value)
    added = [question for question in changed if question not in rows]
    if added:
        # One statement for all of them; through the relationship SQLite takes one for each.
        filled = [{"assessment_id": assessment.id, "question": name, **said[name], **stamp} for name in added]
        db.session.execute(sa.insert(Answer), filled)
    audit.append(assessment, actor, Action.ANSWERED, answers=said)


def _told_until(assessment: Assessment, end: sa.ColumnElement[bool]) -> dict[int, dict[str, dict[str, str | None]]]:
    chosen = (
        sa.select(Event.sequence, Event.data)
        .where(Event.assessment_id == assessment.id, Event.action == Action.ANSWERED, end)
        .order_by(Event.sequence)
    )
    return {sequence: data["answers"] for sequence, data in db.session.execute(chosen)}


def _last_said(told: Mapping[int, Mapping[str, Mapping[str, str | None]]], question: str) -> Said:
    for answers in reversed(list(told.values())):
        if question in answers:
            last = answers[question]
            return last["option"], last["note"] or "", last.get("answered_by") or ""
    return None, "", ""
