"""Changing a table that holds rows, on PostgreSQL and on SQLite, which must build it anew for most changes.

A migration says `with altered("assessment") as table: table.add_column(...)`. Rows, indexes, unique and check
constraints and references, to the table and from it, stay as they are but for what is changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as Sqlite
from typing import cast

from alembic import op
from alembic.operations import BatchOperations


class ReferencesBroken(Exception):
    """The rebuilt table lacks rows that other tables refer to; nothing was changed."""


@contextmanager
def altered(table: str) -> Iterator[BatchOperations]:
    """Change a table; raises ReferencesBroken. What was written before in the same migration is committed first."""
    if op.get_bind().dialect.name != "sqlite":
        with op.batch_alter_table(table) as changes:
            yield changes
        return
    with _without_references(), op.batch_alter_table(table, recreate="always") as changes:
        yield changes


@contextmanager
def _without_references() -> Iterator[None]:
    """Let SQLite drop a table that others refer to, all in one transaction, and look whether they still hold.

    The setting has no effect inside a transaction, so the transaction begins after it and ends before.
    """
    database = cast(Sqlite, op.get_bind().connection.dbapi_connection)
    database.commit()
    enforced = _one(database, "PRAGMA foreign_keys")
    database.execute("PRAGMA foreign_keys = OFF")
    try:
        database.execute("BEGIN IMMEDIATE")
        yield
        if _one(database, "PRAGMA foreign_key_check") is not None:
            raise ReferencesBroken
        database.commit()
    except BaseException:
        database.rollback()
        raise
    finally:
        database.execute(f"PRAGMA foreign_keys = {enforced}")


def _one(database: Sqlite, statement: str) -> object:
    row = database.execute(statement).fetchone()
    return row[0] if row else None
