"""The underwriters' cases in piles: what waits, what is mine, what wants a second signature, what is closed."""

from datetime import timedelta
from enum import StrEnum

import sqlalchemy as sa

from assess import clock
from assess.cases import facts
from assess.extensions import db
from assess.store.models import (
    ALL_PLANS,
    Assessment,
    Authority,
    CaseProgress,
    Certificate,
    RoleName,
    Staff,
    State,
    Turn,
    states,
)
from assess.underwriting import lineages, matters, signatures

SOON = timedelta(days=90)
"""How long before its last day a certificate is said to expire soon."""


class Pile(StrEnum):
    """Where a case lies, as seen by one underwriter."""

    WAITING = "waiting"
    MINE = "mine"
    SIGNATURE = "signature"
    RETURNED = "returned"
    COLLEAGUES = "colleagues"
    EXPIRING = "expiring"
    CLOSED = "closed"
    ALL = "all"


def counts(underwriter: Staff) -> dict[Pile, int]:
    """Count the cases of each pile, in one statement."""
    counted = sa.select(*(sa.func.count().filter(belongs(which, underwriter)) for which in Pile))
    row = db.session.execute(counted.select_from(Assessment)).one()
    return dict(zip(Pile, row, strict=True))


def belongs(which: Pile, underwriter: Staff) -> sa.ColumnElement[bool]:
    """The condition under which a case lies in a pile."""
    unclaimed = Assessment.underwriter_id.is_(None)
    mine = Assessment.underwriter_id == underwriter.id
    at_work = Assessment.state.in_(states(Turn.UNDERWRITER))
    declared = Assessment.receipt.is_not(None)
    conditions = {
        Pile.WAITING: (at_work, unclaimed),
        Pile.MINE: (at_work, mine),
        Pile.SIGNATURE: (Assessment.state == State.IN_REVIEW, ~mine, _wants_signature(underwriter)),
        Pile.RETURNED: (Assessment.state.in_(states(Turn.COMPANY)), declared),
        Pile.COLLEAGUES: (at_work, ~unclaimed, ~mine),
        Pile.EXPIRING: (Assessment.state == State.CERTIFIED, _expires_soon()),
        Pile.CLOSED: (Assessment.state.in_(states(Turn.NOBODY)), declared),
        Pile.ALL: (declared,),
    }
    return sa.and_(*conditions[which])


def wants_signature(case: Assessment) -> bool:
    """Say whether all that is missing is a second underwriter's signature."""
    if case.state != State.IN_REVIEW or facts.undecided(case) or matters.missing(case):
        return False
    return bool(signatures.unmet(case))


def next_waiting(passed: set[str]) -> str | None:
    """Return the public id of the case that waits longest, apart from those passed over, or None."""
    waiting = sa.select(Assessment.public_id).where(
        Assessment.state == State.SUBMITTED,
        Assessment.underwriter_id.is_(None),
        Assessment.public_id.not_in(passed),
    )
    return db.session.scalar(waiting.order_by(Assessment.submitted_at, Assessment.id).limit(1))


def earlier(case: Assessment) -> Assessment | None:
    """Return the same company's last certified case before this one: of its lineage, or with its corporate number."""
    if case.submitted_at is None:
        return None
    chosen = (
        sa.select(Assessment)
        .join(Certificate, Certificate.assessment_id == Assessment.id)
        .where(
            lineages.same_company(case),
            Assessment.state == State.CERTIFIED,
            Assessment.id != case.id,
            Assessment.submitted_at < case.submitted_at,
        )
        .order_by(Assessment.submitted_at.desc())
        .limit(1)
    )
    return db.session.scalar(chosen)


def _wants_signature(person: Staff) -> sa.ColumnElement[bool]:
    """The condition under which no more than a second signature is missing, and this person may give it.

    A limit that was set since the case last changed counts as well: only a lead signs above it.
    """
    above = CaseProgress.rate > _limit()
    complete = (CaseProgress.items == CaseProgress.decided) & (CaseProgress.unsaid == 0)
    wanted = CaseProgress.signature | (complete & above & Assessment.countersigner_id.is_(None))
    mine_to_give = sa.true() if person.role is RoleName.LEAD else sa.func.coalesce(~above, sa.true())
    there = sa.select(CaseProgress.assessment_id).where(
        CaseProgress.assessment_id == Assessment.id, wanted, mine_to_give
    )
    return there.correlate(Assessment).exists()


def _limit() -> sa.ColumnElement[int]:
    """The limit of whoever holds the case, for its plan or else for all plans; nothing where none is set."""

    def of(plan: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        is_underwriter = Staff.roles.any(name=RoleName.UNDERWRITER)
        there = sa.exists().where(Staff.id == Assessment.underwriter_id, is_underwriter)
        chosen = sa.select(Authority.rate).where(Authority.staff_id == Assessment.underwriter_id, plan, there)
        return chosen.correlate(Assessment).scalar_subquery()

    return sa.func.coalesce(of(Authority.plan == Assessment.plan), of(Authority.plan == ALL_PLANS))


def _expires_soon() -> sa.ColumnElement[bool]:
    today = clock.today()
    there = sa.select(Certificate.id).where(
        Certificate.assessment_id == Assessment.id,
        Certificate.revoked_at.is_(None),
        Certificate.superseded_by_id.is_(None),
        Certificate.expires_on.between(today, today + SOON),
    )
    return there.correlate(Assessment).exists()
