"""The audit log tells what happened, in order, and shows when somebody changed it."""

import pytest
import sqlalchemy as sa

from assess.cases import answers, assessments, lookup
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Event
from assess.underwriting import verification
from tests import builders
from tests.store.tampering import unguarded

pytestmark = pytest.mark.usefixtures("any_app")


def test_every_step_leaves_an_event_in_order() -> None:
    case = builders.submitted()
    verification.claim(case.public_id, builders.staff())
    told = [event.action for event in audit.events(lookup.find(case.public_id))]
    assert told == ["started", "answered", "submitted", "claimed"]


def test_the_chain_is_whole_as_long_as_nobody_touches_it() -> None:
    assert audit.broken_at(builders.submitted()) is None


def test_an_event_that_was_changed_or_taken_out_breaks_the_chain() -> None:
    case = builders.submitted()
    unguarded()
    second = audit.events(case)[1]
    db.session.execute(sa.update(Event).where(Event.id == second.id).values(data={"answers": {}}))
    db.session.expire_all()
    assert audit.broken_at(case) == second.sequence
    db.session.execute(sa.delete(Event).where(Event.id == second.id))
    db.session.expire_all()
    assert audit.broken_at(case) == audit.events(case)[1].sequence


def test_an_event_falls_with_the_change_that_it_tells_of() -> None:
    draft = assessments.start(builders.details(), "ja")
    taken = lookup.take(draft.public_id)
    audit.append(taken, "company", Action.WITHDRAWN)
    db.session.rollback()
    answers.save(draft.public_id, draft.version, {"training": "never"})
    assert [event.action for event in audit.events(lookup.find(draft.public_id))] == ["started", "answered"]
    assert audit.broken_at(lookup.find(draft.public_id)) is None


@pytest.mark.parametrize("act", ["UPDATE event SET actor = 'nobody'", "DELETE FROM event"])
def test_the_database_itself_refuses_to_change_or_remove_what_happened(act: str) -> None:
    builders.submitted()
    before = db.session.scalar(sa.select(sa.func.count(Event.id)))
    with pytest.raises(sa.exc.DBAPIError, match="never changed or removed"):
        db.session.execute(sa.text(act))
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count(Event.id))) == before
    assert db.session.scalar(sa.select(sa.func.count(Event.id)).where(Event.actor == "nobody")) == 0
