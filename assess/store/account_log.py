"""The chain of what happened to staff accounts; never commits: an event stands or falls with what it tells of."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from assess import clock
from assess.extensions import db
from assess.store.models import AccountAction, AccountChain, AccountEvent, Staff
from scoring import digest

_ROLE, _ACTIVE = "role", "active"


def take() -> AccountChain:
    """Return the chain, locked for this transaction, so that acts on accounts happen one after the other.

    The first statement is a write, and nothing that the session read before it is kept: whatever is decided now,
    is decided on what is stored.
    """
    longer = sa.update(AccountChain).values(length=AccountChain.length + 1)
    db.session.execute(longer.execution_options(synchronize_session=False))
    db.session.expire_all()
    return db.session.scalars(sa.select(AccountChain)).one()


def append(chain: AccountChain, actor: str, action: AccountAction, account: str, **data: Any) -> AccountEvent:
    """Add the one event for which the chain was taken; `account` is an address, or "" where there is none."""
    event = AccountEvent(
        sequence=chain.length,
        at=clock.now(),
        actor=actor,
        action=action.value,
        account=account,
        data=data,
        previous=chain.head,
    )
    event.hash = chain.head = _hash(event)
    db.session.add(event)
    return event


def tell_refused(account: str, client: str) -> None:
    """Keep that tries at the sign-in were refused, in a transaction of its own."""
    append(take(), "sign-in", AccountAction.SIGN_IN_REFUSED, account, client=client)
    db.session.commit()


def events() -> list[AccountEvent]:
    """Return all events of accounts, oldest first."""
    return list(db.session.scalars(sa.select(AccountEvent).order_by(AccountEvent.sequence)))


def broken_at() -> int | None:
    """Return the number of the first event that does not fit the chain, or None where all do."""
    chain = db.session.scalars(sa.select(AccountChain)).one()
    number, previous = 0, ""
    for number, event in enumerate(events(), 1):
        if (event.sequence, event.previous, event.hash) != (number, previous, _hash(event)):
            return number
        previous = event.hash
    return None if (number, previous) == (chain.length, chain.head) else number + 1


def differing() -> Iterator[str]:
    """Yield the address of each account whose rows say otherwise than its events: role, state or authority."""
    told: dict[str, dict[str, Any]] = {}
    for event in events():
        rows = told.setdefault(event.account, {})
        rows.update({key: event.data[key] for key in (_ROLE, _ACTIVE) if key in event.data})
        if event.action == AccountAction.AUTHORITY_SET:
            rows[f"authority {event.data['plan']}"] = event.data["rate"]
    for person in db.session.scalars(sa.select(Staff).order_by(Staff.email).options(selectinload(Staff.authorities))):
        stored = {_ROLE: person.role.value, _ACTIVE: person.active}
        limits = {f"authority {row.plan}": row.rate for row in person.authorities}
        if {key: said for key, said in told.get(person.email, {}).items() if said is not None} != stored | limits:
            yield person.email


def _hash(event: AccountEvent) -> str:
    told = {
        "sequence": event.sequence,
        "at": event.at.isoformat(timespec="microseconds"),
        "actor": event.actor,
        "action": event.action,
        "account": event.account,
        "data": event.data,
        "previous": event.previous,
    }
    return digest(told)
