"""Migrations that change a table which holds rows and is referred to by others: on SQLite it is made anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask_alembic import Alembic
from sqlalchemy.engine import Connection


class RebuildingAlembic(Alembic):
    """Runs migrations with SQLite's references unchecked meanwhile, and checked at the end.

    SQLite changes a column by copying the table, and dropping the old one would break every reference to it.
    """

    def run_migrations(self, fn: Callable[..., Any], **kwargs: Any) -> None:
        """Run what the command asks for; raises BrokenReferences where a row then refers to nothing."""
        connection = self.migration_context.connection
        if connection is None or connection.dialect.name != "sqlite":
            super().run_migrations(fn, **kwargs)
            return
        with _unchecked(connection):
            super().run_migrations(fn, **kwargs)


class BrokenReferences(Exception):
    """A migration left rows that refer to nothing."""


@contextmanager
def _unchecked(connection: Connection) -> Iterator[None]:
    # Through the driver: within a transaction SQLite passes these settings over without a word.
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
    if broken:
        raise BrokenReferences(", ".join(sorted({str(row[0]) for row in broken})))
