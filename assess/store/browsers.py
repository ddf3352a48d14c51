"""Browsers and what their sessions remember. Each function is a transaction of its own, beside that of the page.

Two responses of one browser may end in any order: each changes only the names that it set or removed, under
the lock of the row, and so never takes away what the other has kept.
"""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask.json.tag import TaggedJSONSerializer

from assess import clock
from assess.extensions import db
from assess.store import codes
from assess.store.models import Browser

REMEMBERED = timedelta(days=90)
"""How long a browser is known after it was last seen."""
_JSON = TaggedJSONSerializer()
_FIND = sa.select(Browser.id, Browser.kept, Browser.seen_at).where(
    Browser.key_hash == sa.bindparam("key_hash"), Browser.seen_at > sa.bindparam("since")
)


class Found(NamedTuple):
    """A browser that is known: the id of its row, what its session remembers, when it was last seen."""

    id: int
    kept: dict[str, Any]
    seen_at: datetime


def find(key: str) -> Found | None:
    """Return the browser with this key; None where there is none, or it was not seen for too long."""
    asked = {"key_hash": codes.token_hash(key), "since": clock.now() - REMEMBERED}
    with db.engine.connect() as connection:
        row = connection.execute(_FIND, asked).first()
    return Found(row.id, read(row.kept), row.seen_at) if row else None


def read(kept: str) -> dict[str, Any]:
    """Return what a session remembers, from the text in which the table holds it."""
    remembered: dict[str, Any] = _JSON.loads(kept)
    return remembered


def add(kept: Mapping[str, Any]) -> tuple[int, str]:
    """Keep a new browser and return its id and its key; those that were not seen for too long go."""
    key = secrets.token_urlsafe(32)
    now = clock.now()
    values = {"key_hash": codes.token_hash(key), "kept": _JSON.dumps(dict(kept)), "seen_at": now}
    with db.engine.begin() as connection:
        connection.execute(sa.delete(Browser).where(Browser.seen_at < now - REMEMBERED))
        identity = connection.scalar(sa.insert(Browser).returning(Browser.id), values)
    if identity is None:
        raise RuntimeError("the database gave the new browser no id")
    return identity, key


def change(browser_id: int, changed: Mapping[str, Any], removed: Collection[str]) -> None:
    """Set and remove names in what a session remembers; the others stay as they are by now."""
    mine = sa.update(Browser).where(Browser.id == browser_id)
    with db.engine.begin() as connection:
        # A write first: it locks the row before it is read.
        kept = connection.scalar(mine.values(seen_at=clock.now()).returning(Browser.kept))
        if kept is None:
            return
        now = {name: value for name, value in read(kept).items() if name not in removed}
        connection.execute(mine.values(kept=_JSON.dumps(now | dict(changed))))


def see(browser_id: int) -> None:
    """Note that a browser came back."""
    with db.engine.begin() as connection:
        connection.execute(sa.update(Browser).where(Browser.id == browser_id).values(seen_at=clock.now()))


def new_key(browser_id: int) -> str:
    """Give a browser another key, and return it; the one before opens nothing any more."""
    key = secrets.token_urlsafe(32)
    values = {"key_hash": codes.token_hash(key), "seen_at": clock.now()}
    with db.engine.begin() as connection:
        connection.execute(sa.update(Browser).where(Browser.id == browser_id).values(values))
    return key
