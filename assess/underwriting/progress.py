"""How far a case is, as lists show it, kept with every change (docs/design.md § 4)."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from assess.cases import facts
from assess.extensions import db
from assess.store.models import Assessment, CaseProgress, State, VerdictKind
from assess.underwriting import matters, queues


def keep(case: Assessment) -> None:
    """Write how far a case is, in the transaction that changes it."""
    db.session.flush()
    row = db.session.get(CaseProgress, case.id) or CaseProgress(assessment_id=case.id)
    kinds = [verdict.kind for verdict in case.verdicts]
    row.items = len(facts.items(case))
    row.queried = kinds.count(VerdictKind.QUERY)
    row.decided = row.items - len(facts.undecided(case))
    row.unsaid = len(matters.missing(case))
    row.rate = facts.verified_result(case).rate
    row.signature = queues.wants_signature(case)
    db.session.add(row)


def fill() -> int:
    """Write it for cases that are being checked and have none, as after an upgrade; returns how many.

    Where somebody writes it meanwhile, theirs is the newer and stays.
    """
    bare = sa.select(Assessment).where(
        Assessment.state == State.IN_REVIEW,
        ~sa.exists().where(CaseProgress.assessment_id == Assessment.id),
    )
    return sum(_kept(case) for case in db.session.scalars(bare).all())


def _kept(case: Assessment) -> bool:
    keep(case)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return False
    return True
