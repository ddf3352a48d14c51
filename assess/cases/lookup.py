"""Finding assessments, and taking one to change it."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from assess.errors import NotFound, WrongState
from assess.extensions import db
from assess.store.models import Assessment, State, Turn, states

# Every page begins with it, so it is put together once.
_WHOLE = (
    sa.select(Assessment)
    .options(joinedload(Assessment.profile))
    .where(Assessment.public_id == sa.bindparam("public_id"))
)


def find(public_id: str) -> Assessment:
    """Return the assessment; raises NotFound."""
    found = db.session.scalars(_WHOLE, {"public_id": public_id}).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def take(public_id: str) -> Assessment:
    """Return the assessment, locked for this transaction and one version further; raises NotFound.

    The first statement is a write, so that SQLite, too, lets one writer at a time read what it will change.
    Nothing that the session read before it is kept: whatever is decided now, is decided on what is stored.
    """
    touched = (
        sa.update(Assessment)
        .where(Assessment.public_id == public_id)
        .values(version=Assessment.version + 1)
        .returning(Assessment.id)
        .execution_options(synchronize_session=False)
    )
    identity = db.session.scalar(touched)
    if identity is None:
        raise NotFound
    # All of it, not only the assessment: a page holds its verdicts, its company, the person who is signed in.
    db.session.expire_all()
    return db.session.get_one(Assessment, identity)


def step(assessment: Assessment, state: State) -> None:
    """Bring an assessment into another state; raises WrongState where its life has no such step."""
    if not assessment.may_become(state):
        raise WrongState(assessment.state, tuple(sorted(assessment.phase.steps)))
    assessment.state = state


def require_state(assessment: Assessment, *states: State) -> None:
    """Raise WrongState unless the assessment stands in one of the states."""
    if assessment.state not in states:
        raise WrongState(assessment.state, tuple(sorted(assessment.phase.steps)))


def take_editable(public_id: str) -> Assessment:
    """Take an assessment that the company may change now; raises NotFound, WrongState."""
    assessment = take(public_id)
    require_state(assessment, *states(Turn.COMPANY))
    return assessment
