"""Where Flask-Limiter counts: in the database, which all processes share."""

import hashlib
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from limits.storage import Storage

from assess import clock
from assess.extensions import db
from assess.store.inserting import insert_of
from assess.store.models import LimitCount

ADDRESSES = {"database": "database://", "memory": "memory://"}
"""Where may be counted, and what Flask-Limiter calls it."""


class DatabaseCounters(Storage):
    """Counts tries within a time; each count is a transaction of its own, and needs an application context."""

    STORAGE_SCHEME = ["database"]  # noqa: RUF012  # as the library declares it

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what may go wrong."""
        return sa.exc.SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count on, from nothing where the time before is over, and return the count; `expiry` in seconds."""
        now = clock.now()
        row = {"key": _hashed(key), "count": amount, "ends_at": now + timedelta(seconds=expiry)}
        with db.engine.begin() as connection:
            counted = connection.scalar(_counting(connection.dialect.name, row, now))
            if counted == amount:
                connection.execute(sa.delete(LimitCount).where(LimitCount.ends_at <= now))
        return int(counted or amount)

    def get(self, key: str) -> int:
        """Return the count; 0 where nothing was tried within its time."""
        found = self._found(key)
        return found.count if found else 0

    def get_expiry(self, key: str) -> float:
        """Return when the time of a count is over, as seconds since 1970."""
        found = self._found(key)
        return (found.ends_at if found else clock.now()).timestamp()

    def check(self) -> bool:
        """Say whether the database answers."""
        with db.engine.connect() as connection:
            return connection.scalar(sa.select(1)) == 1

    def reset(self) -> int:
        """Forget all counts, and return how many there were."""
        with db.engine.begin() as connection:
            return connection.execute(sa.delete(LimitCount)).rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        with db.engine.begin() as connection:
            connection.execute(sa.delete(LimitCount).where(LimitCount.key == _hashed(key)))

    def _found(self, key: str) -> Any:
        chosen = sa.select(LimitCount.count, LimitCount.ends_at)
        with db.engine.connect() as connection:
            return connection.execute(
                chosen.where(LimitCount.key == _hashed(key), LimitCount.ends_at > clock.now())
            ).first()


def _counting(dialect: str, row: dict[str, Any], now: Any) -> Any:
    """Make the one statement that counts, whoever else counts at the same moment."""
    make = insert_of(dialect)
    fresh = make(LimitCount).values(row)
    over = LimitCount.ends_at <= now
    changed = {
        "count": sa.case((over, fresh.excluded.count), else_=LimitCount.count + fresh.excluded.count),
        "ends_at": sa.case((over, fresh.excluded.ends_at), else_=LimitCount.ends_at),
    }
    return fresh.on_conflict_do_update(index_elements=[LimitCount.key], set_=changed).returning(LimitCount.count)


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
