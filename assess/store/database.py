"""How the database is opened: SQLite so that nothing acknowledged is lost and references hold."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import iscoroutinefunction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from flask import Flask, current_app

from assess import safekeeping
from assess.extensions import db
from assess.store.models import Base

if TYPE_CHECKING:
    from flask_alembic import Alembic


_MIGRATING = 0x50AE
"""The number under which the server keeps the lock."""


def migrations() -> "Alembic":
    """The migrations of the current application's database."""
    # Here, because they take eleven megabytes that a process which serves never needs.
    from flask_alembic import Alembic  # noqa: PLC0415

    if "alembic" not in current_app.extensions:
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        app.extensions["alembic"] = Alembic(app, command_name="", metadatas=Base.metadata)
    found: Alembic = current_app.extensions["alembic"]
    return found


def migrate() -> None:
    """Bring the current application's database to the newest form of its tables; waits while another does so."""
    with _alone():
        migrations().upgrade()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the right to change tables: in PostgreSQL by a lock of the server, else by a file beside the database."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_lock(_MIGRATING)))
            yield
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_MIGRATING)))
        return
    with safekeeping.private_file(Path(current_app.instance_path) / "migrating.lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare(app: Flask) -> None:
    """Set up each new connection of the application's engine, and what ends a request."""
    # Flask-SQLAlchemy-Lite also closes asynchronous sessions. There are none, and asking for them
    # would start an event loop at the end of every request.
    closing = app.teardown_appcontext_funcs
    app.teardown_appcontext_funcs = [step for step in closing if not iscoroutinefunction(step)]
    with app.app_context():
        engine = db.engine
        if engine.dialect.name == "sqlite":
            _close_file(engine.url.database)
            sa.event.listen(engine, "connect", _prepare_sqlite)


def _close_file(database: str | None) -> None:
    """Let nobody else on this machine read the database; what SQLite keeps beside it takes the same mode."""
    if database and database != ":memory:" and Path(database).parent.is_dir():
        safekeeping.private_file(Path(database))


def _prepare_sqlite(connection: Any, record: Any) -> None:  # noqa: ARG001
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: a commit that was acknowledged survives a power cut, not only a crash of the process.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.close()
