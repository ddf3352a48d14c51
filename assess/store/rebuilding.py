"""Migrations that change a table which holds rows and is referred to by others: on SQLite it is made anew."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
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


@contextmanager
def altering(table: str, dropping: Collection[str] = ()) -> Iterator[BatchOperations]:
    """Change the columns of a table, and drop CHECK constraints by their whole names.

    Where the table is made anew it keeps its other CHECK constraints, which reading a table's columns leaves out.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        with op.batch_alter_table(table) as batch:
            for name in dropping:
                batch.drop_constraint(op.f(name), type_="check")
            yield batch
        return
    found = [check for check in sa.inspect(connection).get_check_constraints(table) if check["name"] not in dropping]
    checks = [sa.CheckConstraint(check["sqltext"], name=op.f(str(check["name"]))) for check in found]
    with op.batch_alter_table(table, table_args=tuple(checks)) as batch:
        yield batch


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
