"""The underwriters' cases in piles: what waits, what is mine, what wants a second signature, what is closed.

Whatever the length of a pile, it takes the same few statements.
"""

import unicodedata
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from assess.cases import facts
from assess.extensions import db
from assess.store.models import (
    Assessment,
    Certificate,
    Company,
    Declaration,
    Staff,
    State,
    Turn,
    VerdictKind,
    states,
)
from assess.underwriting import remarks, signatures

CLOSED_SHOWN = 50
FOUND_SHOWN = 50


class Pile(StrEnum):
    """Where a case lies, as seen by one underwriter."""

    WAITING = "waiting"
    MINE = "mine"
    SIGNATURE = "signature"
    RETURNED = "returned"
    COLLEAGUES = "colleagues"
    CLOSED = "closed"


def pile(which: Pile, underwriter: Staff) -> list[Assessment]:
    """List the cases of a pile, the longest waiting first; of the closed ones the latest."""
    chosen = sa.select(Assessment).where(_belongs(which, underwriter)).options(*_row())
    if which == Pile.CLOSED:
        return list(db.session.scalars(chosen.order_by(Assessment.submitted_at.desc()).limit(CLOSED_SHOWN)))
    chosen = chosen.order_by(Assessment.submitted_at, Assessment.id)
    if which != Pile.SIGNATURE:
        return list(db.session.scalars(chosen))
    ready = db.session.scalars(chosen.options(*_said_and_found()))
    return [case for case in ready if wants_signature(case) and signatures.may_sign(case, underwriter)]


def counts(underwriter: Staff) -> dict[Pile, int]:
    """Count the cases of each pile that somebody has still to work on."""
    open_piles = [which for which in Pile if which not in (Pile.SIGNATURE, Pile.CLOSED)]
    counted = sa.select(*(sa.func.count().filter(_belongs(which, underwriter)) for which in open_piles))
    row = db.session.execute(counted.select_from(Assessment)).one()
    return {**dict(zip(open_piles, row, strict=True)), Pile.SIGNATURE: len(pile(Pile.SIGNATURE, underwriter))}


def search(words: str) -> list[Assessment]:
    """Find cases by a part of the receipt number, certificate number or company's name, the latest first."""
    spellings = {words.strip(), unicodedata.normalize("NFKC", words).strip()}
    columns = (Assessment.receipt, Company.name, Certificate.number)
    fits = [column.icontains(spelling, autoescape=True) for column in columns for spelling in spellings]
    chosen = (
        sa.select(Assessment)
        .join(Assessment.company)
        .outerjoin(Certificate, Certificate.assessment_id == Assessment.id)
        .where(Assessment.receipt.is_not(None), sa.or_(*fits))
        .order_by(Assessment.submitted_at.desc())
        .limit(FOUND_SHOWN)
    )
    return list(db.session.scalars(chosen.options(*_row())))


def wants_signature(case: Assessment) -> bool:
    """Say whether all that is missing is a second underwriter's signature."""
    if case.state != State.IN_REVIEW or facts.undecided(case) or remarks.missing(case):
        return False
    return bool(signatures.unmet(case))


def earlier(case: Assessment) -> Assessment | None:
    """Return the same company's last certified case before this one, by its corporate number."""
    if case.company.corporate_number is None or case.submitted_at is None:
        return None
    chosen = (
        sa.select(Assessment)
        .join(Assessment.company)
        .where(
            Company.corporate_number == case.company.corporate_number,
            Assessment.state == State.CERTIFIED,
            Assessment.id != case.id,
            Assessment.submitted_at < case.submitted_at,
        )
        .order_by(Assessment.submitted_at.desc())
        .limit(1)
    )
    return db.session.scalar(chosen)


def _belongs(which: Pile, underwriter: Staff) -> sa.ColumnElement[bool]:
    unclaimed = Assessment.underwriter_id.is_(None)
    mine = Assessment.underwriter_id == underwriter.id
    at_work = Assessment.state.in_(states(Turn.UNDERWRITER))
    declared = Assessment.receipt.is_not(None)
    conditions = {
        Pile.WAITING: (at_work, unclaimed),
        Pile.MINE: (at_work, mine),
        Pile.SIGNATURE: (Assessment.state == State.IN_REVIEW, ~mine, _decided_so_far()),
        Pile.RETURNED: (Assessment.state.in_(states(Turn.COMPANY)), declared),
        Pile.COLLEAGUES: (at_work, ~unclaimed, ~mine),
        Pile.CLOSED: (Assessment.state.in_(states(Turn.NOBODY)), declared),
    }
    return sa.and_(*conditions[which])


def _decided_so_far() -> sa.ColumnElement[bool]:
    """Leave out cases that cannot be ready, so that few are read whole."""
    return Assessment.verdicts.any() & ~Assessment.verdicts.any(kind=VerdictKind.QUERY)


def _row() -> tuple[ORMOption, ...]:
    """What a line of a list shows."""
    return (
        joinedload(Assessment.underwriter),
        selectinload(Assessment.declarations).options(load_only(Declaration.rate, Declaration.assessment_id)),
    )


def _said_and_found() -> tuple[ORMOption, ...]:
    """What the verified result is made of."""
    parts = (Assessment.verdicts, Assessment.remarks)
    people = (joinedload(Assessment.underwriter).selectinload(Staff.authorities), joinedload(Assessment.countersigner))
    return (selectinload(Assessment.declarations).undefer(Declaration.facts), *map(selectinload, parts), *people)
