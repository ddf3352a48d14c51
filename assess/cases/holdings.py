"""Which assessments a browser may open. One function is one transaction."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from assess import clock
from assess.cases import lookup
from assess.errors import NotFound
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, Holding, Pass

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


def add(browser_id: int, assessment: Assessment, opened_with: Pass | None = None, kind: str = "") -> None:
    """Let a browser open an assessment; with a colleague's pass only the domain that it names."""
    pass_id = opened_with.id if opened_with else None
    same = sa.and_(
        Holding.browser_id == browser_id,
        Holding.assessment_id == assessment.id,
        Holding.pass_id.is_(None) if pass_id is None else Holding.pass_id == pass_id,
    )
    known = db.session.scalars(
        sa.update(Holding).where(same).values(since=clock.now(), kind=kind).returning(Holding.id)
    ).all()
    if not known:
        row = Holding(browser_id=browser_id, assessment_id=assessment.id, pass_id=pass_id, since=clock.now(), kind=kind)
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


def browsers(assessment: Assessment) -> list[Holding]:
    """List the browsers in which an assessment, or part of it, can be opened, the latest first."""
    chosen = sa.select(Holding).where(Holding.assessment_id == assessment.id).order_by(Holding.since.desc())
    return [row for row in db.session.scalars(chosen.options(joinedload(Holding.opened_with))) if _works(row)]


def end(public_id: str, holding_id: int) -> None:
    """Let a browser open an assessment no more; raises NotFound for one that does not hold it."""
    assessment = lookup.take(public_id)
    row = db.session.get(Holding, holding_id)
    if row is None or row.assessment_id != assessment.id:
        raise NotFound
    told = {"way": row.opened_with.kind if row.opened_with else "begun", "kind": row.kind}
    db.session.delete(row)
    audit.append(assessment, "company", Action.BROWSER_ENDED, **told)
    db.session.commit()


def end_opened_with(pass_ids: Collection[int], kept: int | None) -> None:
    """End what was opened with keys that work no more, but for the browser `kept`, whose own they were. No commit."""
    opened = Holding.pass_id.in_(pass_ids)
    if kept is not None:
        # It goes on as if the assessment had been begun in it: whoever ends a key stays in.
        own = sa.select(Holding.id).where(opened, Holding.browser_id == kept).limit(1)
        db.session.execute(_unsynchronized(sa.update(Holding).where(Holding.id.in_(own)).values(pass_id=None)))
    db.session.execute(_unsynchronized(sa.delete(Holding).where(opened)))


def _unsynchronized(statement: sa.Executable) -> sa.Executable:
    return statement.execution_options(synchronize_session=False)


def _works(row: Holding) -> bool:
    asked = row.opened_with
    if asked is None or asked.kind != _COLLEAGUE:
        return True
    return asked.revoked_at is None and asked.expires_at > clock.now()
