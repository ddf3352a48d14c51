"""What a company tells the insurer beside its answers; no score uses it (docs/rules.md § 1, Particulars)."""

from collections.abc import Mapping

from assess.cases import facts, lookup
from assess.errors import InvalidChoice, NotAllowed, StaleParticulars
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, ParticularAnswer, Subject
from scoring import Edition, Particular, Told, is_told_of, open_particulars, particulars_faults, plain_told

COMPANY = "company"


def asked(assessment: Assessment) -> list[Particular]:
    """List the particulars of which a company with this profile is asked, in the edition's order."""
    profile = facts.profile(assessment)
    return [each for each in facts.edition_of(assessment).particulars.values() if is_told_of(each, profile)]


def wanting(assessment: Assessment) -> tuple[str, ...]:
    """Name the particulars that are still to be told before it is handed in, or of which details are wanting."""
    book = facts.edition_of(assessment)
    if not book.particulars:
        return ()
    return open_particulars(book, facts.profile(assessment), facts.told(assessment))


def changeable(assessment: Assessment) -> frozenset[str]:
    """Name the particulars that the company may change now; once sent back, those that were asked about or are new."""
    if not assessment.editable:
        return frozenset()
    every = frozenset(particular.id for particular in asked(assessment))
    if not assessment.phase.only_asked:
        return every
    declared = set(facts.under_review(assessment).particulars)
    return every & (facts.queried(assessment, Subject.PARTICULAR) | set(wanting(assessment)) | (every - declared))


def save(public_id: str, based_on: int, told: Mapping[str, Told | None]) -> Assessment:
    """Store what is told of each particular, None where nothing is; those that are left out stay as they are.

    `based_on` is the version that the page was made from. Raises StaleParticulars, and stores nothing, where one
    of them was changed after that to something else; InvalidChoice for what is none of the edition; NotAllowed,
    once handed in, for a change to one that was not sent back; WrongState.
    """
    assessment = lookup.take_editable(public_id)
    _check(facts.edition_of(assessment), told)
    rows = {row.particular: row for row in assessment.particulars}
    stored = facts.told(assessment)
    changed = {particular: now for particular, now in told.items() if stored.get(particular) != now}
    conflicts = {
        particular: (stored.get(particular), now)
        for particular, now in changed.items()
        if particular in rows and rows[particular].version > based_on
    }
    if conflicts:
        raise StaleParticulars(conflicts)
    if not changed:
        db.session.rollback()
        return assessment
    if not changed.keys() <= changeable(assessment):
        raise NotAllowed
    _write(assessment, rows, changed)
    db.session.commit()
    return assessment


def _check(book: Edition, told: Mapping[str, Told | None]) -> None:
    for particular, now in told.items():
        said = {particular: now} if now is not None else {}
        if particular not in book.particulars or any(particulars_faults(said, book)):
            raise InvalidChoice(particular, str(now and now.value))


def _write(assessment: Assessment, rows: Mapping[str, ParticularAnswer], changed: Mapping[str, Told | None]) -> None:
    for particular, now in changed.items():
        row = rows.get(particular)
        if now is None:
            assessment.particulars = [row for row in assessment.particulars if row.particular != particular]
            continue
        if row is None:
            row = ParticularAnswer(particular=particular)
            assessment.particulars.append(row)
        row.value, row.details, row.version = now.value, now.details or "", assessment.version
    said = {particular: None if now is None else plain_told(now) for particular, now in changed.items()}
    audit.append(assessment, COMPANY, Action.PARTICULARS_SAVED, particulars=said)
