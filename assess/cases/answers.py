"""What a company says in its assessment: answers, notes, credits. One function is one transaction."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from assess import clock
from assess.cases import facts, lookup, passes
from assess.errors import InvalidChoice, NotAllowed, NotFound, StaleAnswers
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Answer, Assessment, Basis, CreditClaim, Event, Pass, Subject
from scoring import UNKNOWN, Edition, plain_answer, read_answer, stands_for
from scoring import Answer as Given

COMPANY = "company"
COLLEAGUE = "colleague"


class Said(NamedTuple):
    """What stands at a question: the answer, or None, its note, and the colleague who gave the answer, or ""."""

    answer: Given | None
    note: str = ""
    answered_by: str = ""


class Seen(NamedTuple):
    """What was known of an answer where it was given: the page's version, and values sent without hearing of them."""

    version: int
    sent: frozenset[Given] = frozenset()

    def misses(self, row: Answer | None, stored: Given | None) -> bool:
        """Say whether somebody else stored something after that page was made."""
        return row is not None and row.version > self.version and stored not in self.sent


def save(
    public_id: str,
    based_on: int,
    given: Mapping[str, Given],
    notes: Mapping[str, str] | None = None,
    asked: Pass | None = None,
    bases: Mapping[str, Seen] | None = None,
) -> Assessment:
    """Store answers by question, each an option or a raw answer; questions that are left out stay as they are.

    `asked` is what a colleague was asked, whose name stays with each answer that this save changes.
    `based_on` is the version that the page was made from, `bases` says otherwise for single questions.
    Raises StaleAnswers, and stores nothing, where one of these answers was changed after that to something
    else; InvalidChoice for an answer that the question does not have; NotAllowed, once handed in, for an
    answer that was not sent back. An empty note of a page that never saw the note written since leaves
    that note alone. For a colleague, raises what `passes.answering` does.
    """
    assessment = lookup.take_editable(public_id)
    answered_by = passes.answering(asked, {*given, *(notes or {})})
    _check_given(facts.edition_of(assessment), given)
    rows = {row.question: row for row in assessment.answers}
    bases = {**dict.fromkeys([*given, *(notes or {})], Seen(based_on)), **(bases or {})}
    notes = {question: note for question, note in (notes or {}).items() if note or not _unseen(rows, bases, question)}
    _refuse_conflicts(rows, bases, given, notes)
    changed = _changes(rows, given, notes, answered_by)
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
    present = now(assessment)
    declared = assessment.submitted_at
    if declared is None or assessment.basis(own) is Basis.STATED:
        return present
    since = [row.question for row in assessment.answers if row.changed_at > declared]
    if not since:
        return present
    told = _told_until(assessment, Event.at <= declared)
    return {**present, **{question: _last_said(told, question) for question in since}}


def now(assessment: Assessment) -> dict[str, Said]:
    """Return what stands at each question at this moment."""
    return {row.question: _stored(row) for row in assessment.answers}


def stored(assessment: Assessment) -> dict[str, Given | None]:
    """Return the answer that stands at each question at this moment, without its note."""
    return {question: said.answer for question, said in now(assessment).items()}


def _check_given(book: Edition, given: Mapping[str, Given]) -> None:
    """Refuse what is no answer to its question; raises InvalidChoice."""
    for question, answer in given.items():
        known = book.questions.get(question)
        if known is None:
            raise InvalidChoice(question, str(plain_answer(answer)))
        _option(book, question, answer)


def _option(book: Edition, question: str, answer: Given) -> str:
    """Return the option that an answer stands for today; raises InvalidChoice."""
    asked = book.questions[question]
    if isinstance(answer, str):
        if answer != UNKNOWN and answer not in asked.options:
            raise InvalidChoice(question, answer)
        return answer
    try:
        return stands_for(asked, answer, clock.today())
    except KeyError:
        raise InvalidChoice(question, str(plain_answer(answer))) from None


def _stored(row: Answer) -> Said:
    return Said(facts.answer_of(row), row.note, row.answered_by)


def _unseen(rows: Mapping[str, Answer], bases: Mapping[str, Seen], question: str) -> bool:
    row = rows.get(question)
    return bases[question].misses(row, row.note if row else None)


def _refuse_conflicts(
    rows: Mapping[str, Answer], bases: Mapping[str, Seen], given: Mapping[str, Given], notes: Mapping[str, str]
) -> None:
    stored = {question: facts.answer_of(rows[question]) for question in given if question in rows}
    conflicts = {
        question: (before, given[question])
        for question, before in stored.items()
        if before != given[question] and bases[question].misses(rows[question], before)
    }
    noted = {
        question: (rows[question].note, note)
        for question, note in notes.items()
        if question in rows and rows[question].note not in ("", note) and _unseen(rows, bases, question)
    }
    if conflicts or noted:
        raise StaleAnswers(conflicts, noted)


def _changes(
    rows: Mapping[str, Answer], given: Mapping[str, Given], notes: Mapping[str, str], answered_by: str
) -> dict[str, Said]:
    changes = {}
    for question in dict.fromkeys([*given, *notes]):
        before = _stored(rows[question]) if question in rows else Said(None)
        answer, note = given.get(question, before.answer), notes.get(question, before.note)
        after = Said(answer, note, before.answered_by if answer == before.answer else answered_by)
        if after != before:
            changes[question] = after
    return changes


def _write(assessment: Assessment, rows: Mapping[str, Answer], changed: Mapping[str, Said], actor: str) -> None:
    book = facts.edition_of(assessment)
    said = {question: _columns(book, question, after) for question, after in changed.items()}
    stamp = {"version": assessment.version, "changed_at": clock.now()}
    for question in changed.keys() & rows.keys():
        for column, value in {**said[question], **stamp}.items():
            setattr(rows[question], column, value)
    added = [question for question in changed if question not in rows]
    if added:
        # One statement for all of them; through the relationship SQLite takes one for each.
        filled = [{"assessment_id": assessment.id, "question": name, **said[name], **stamp} for name in added]
        db.session.execute(sa.insert(Answer), filled)
    # What nobody counted has no key: the log of an edition without measures stays as it was.
    told = {
        question: {key: value for key, value in row.items() if key != "raw" or value} for question, row in said.items()
    }
    audit.append(assessment, actor, Action.ANSWERED, answers=told)


def _columns(book: Edition, question: str, said: Said) -> dict[str, Any]:
    raw = plain_answer(said.answer) if said.answer is not None else None
    return {
        "option": None if said.answer is None else _option(book, question, said.answer),
        "raw": raw if isinstance(raw, dict) else None,
        "note": said.note,
        "answered_by": said.answered_by,
    }


def _told_until(assessment: Assessment, end: sa.ColumnElement[bool]) -> dict[int, dict[str, dict[str, Any]]]:
    chosen = (
        sa.select(Event.sequence, Event.data)
        .where(Event.assessment_id == assessment.id, Event.action == Action.ANSWERED, end)
        .order_by(Event.sequence)
    )
    return {sequence: data["answers"] for sequence, data in db.session.execute(chosen)}


def _last_said(told: Mapping[int, Mapping[str, Mapping[str, Any]]], question: str) -> Said:
    for answers in reversed(list(told.values())):
        if question in answers:
            last = answers[question]
            return Said(
                read_answer(last.get("raw") or last["option"]), last["note"] or "", last.get("answered_by") or ""
            )
    return Said(None)
