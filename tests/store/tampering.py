"""Somebody with the database in hand: what the product never does, and must notice."""

import sqlalchemy as sa

from assess.extensions import db
from assess.store import audit
from assess.store.models import Assessment


def unguarded() -> None:
    """Take away the guards of the logs, as whoever owns the database can."""
    if db.engine.dialect.name == "sqlite":
        chosen = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in list(db.session.scalars(chosen)):
            db.session.execute(sa.text(f"DROP TRIGGER {name}"))
    else:
        for table in ("event", "account_event"):
            db.session.execute(sa.text(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}"))
    db.session.commit()


def change(statement: str, **values: object) -> None:
    """Change the database past the product."""
    db.session.execute(sa.text(statement), values)
    db.session.commit()
    db.session.expire_all()


def written_anew(case: Assessment) -> None:
    """Compute a chain again over events that were changed, so that it fits as such."""
    unguarded()
    previous = ""
    for event in audit.events(case):
        event.previous = previous
        event.hash = previous = audit.hash_of(event)
    case.chain = previous
    db.session.commit()
