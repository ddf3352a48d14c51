"""Append-only, hash-chained events; never commits: an event stands or falls with what it tells of."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from assess import clock
from assess.extensions import db
from assess.store.models import COMINGS, Action, Assessment, Event
from scoring import digest


def append(assessment: Assessment, actor: str, action: Action, **data: Any) -> Event:
    """Add an event to the chain of an assessment that was taken in this transaction.

    The chain's head is kept on the assessment, whose version is the event's number.
    """
    event = Event(
        assessment_id=assessment.id,
        sequence=assessment.version,
        at=clock.now(),
        actor=actor,
        action=action.value,
        data=data,
        previous=assessment.chain,
    )
    event.hash = hash_of(event)
    assessment.chain = event.hash
    db.session.add(event)
    return event


def events(assessment: Assessment) -> list[Event]:
    """Return all events of an assessment, oldest first."""
    chosen = sa.select(Event).where(Event.assessment_id == assessment.id).order_by(Event.sequence)
    return list(db.session.scalars(chosen))


def last_at(assessment: Assessment) -> datetime:
    """Return when something last happened to an assessment; it was begun, at least."""
    chosen = sa.select(sa.func.max(Event.at)).where(Event.assessment_id == assessment.id)
    return db.session.scalars(chosen).one() or assessment.started_at


def since(assessment: Assessment, version: int) -> list[Event]:
    """Return what bears on an assessment and happened after a version of it, oldest first."""
    chosen = sa.select(Event).where(
        Event.assessment_id == assessment.id, Event.sequence > version, Event.action.not_in(COMINGS)
    )
    return list(db.session.scalars(chosen.order_by(Event.sequence)))


def broken_at(assessment: Assessment) -> int | None:
    """Return the number of the first event that does not fit the chain, or None where all do."""
    previous = ""
    for event in events(assessment):
        if event.previous != previous or event.hash != hash_of(event):
            return event.sequence
        previous = event.hash
    return None if previous == assessment.chain else assessment.version


def hash_of(event: Event) -> str:
    """Return the hash of an event, over all that it tells and the hash before it."""
    told = {
        "assessment": event.assessment_id,
        "sequence": event.sequence,
        "at": event.at.isoformat(timespec="microseconds"),
        "actor": event.actor,
        "action": event.action,
        "data": event.data,
        "previous": event.previous,
    }
    return digest(told)
