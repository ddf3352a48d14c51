"""Which assessments a browser may open. One function is one transaction."""

import sqlalchemy as sa

from assess import clock
from assess.extensions import db
from assess.store.models import Assessment, Holding, Pass

LISTED = 20
"""Assessments that a page lists, the latest first."""
_COLLEAGUE = "colleague"
_OWN = (
    sa.select(Assessment.public_id)
    .join(Holding, Holding.assessment_id == Assessment.id)
    .outerjoin(Pass, Pass.id == Holding.pass_id)
    .where(
        Holding.browser_id == sa.bindparam("browser_id"),
        sa.or_(Holding.pass_id.is_(None), Pass.kind != _COLLEAGUE),
    )
)
_OWNED = _OWN.where(Assessment.public_id == sa.bindparam("public_id")).limit(1)
_LISTED = _OWN.group_by(Assessment.id).order_by(sa.func.max(Holding.since).desc()).limit(LISTED)
_ASKED = (
    sa.select(Holding.pass_id)
    .join(Holding.assessment)
    .join(Holding.opened_with)
    .where(
        Holding.browser_id == sa.bindparam("browser_id"),
        Assessment.public_id == sa.bindparam("public_id"),
        Pass.kind == _COLLEAGUE,
        Pass.domain == sa.bindparam("domain"),
    )
    .order_by(Holding.since.desc())
    .limit(1)
)


def add(browser_id: int, assessment: Assessment, opened_with: Pass | None = None) -> None:
    """Let a browser open an assessment; with a colleague's pass only the domain that it names."""
    pass_id = opened_with.id if opened_with else None
    same = sa.and_(
        Holding.browser_id == browser_id,
        Holding.assessment_id == assessment.id,
        Holding.pass_id.is_(None) if pass_id is None else Holding.pass_id == pass_id,
    )
    known = db.session.scalars(sa.update(Holding).where(same).values(since=clock.now()).returning(Holding.id)).all()
    if not known:
        row = Holding(browser_id=browser_id, assessment_id=assessment.id, pass_id=pass_id, since=clock.now())
        db.session.add(row)
    db.session.commit()


def owned(browser_id: int) -> list[str]:
    """Return the public ids of the browser's own assessments, the latest first, at most LISTED."""
    return list(db.session.scalars(_LISTED, {"browser_id": browser_id}))


def owns(browser_id: int, public_id: str) -> bool:
    """Say whether the assessment is one of the browser's own."""
    return db.session.scalar(_OWNED, {"browser_id": browser_id, "public_id": public_id}) is not None


def asked(browser_id: int, public_id: str, domain: str) -> int | None:
    """Return the id of the pass with which a colleague opened a domain in this browser, or None."""
    return db.session.scalar(_ASKED, {"browser_id": browser_id, "public_id": public_id, "domain": domain})
