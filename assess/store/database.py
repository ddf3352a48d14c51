"""How the database is opened: SQLite so that nothing acknowledged is lost and references hold."""

from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from flask import Flask, current_app

from assess.extensions import db
from assess.store.models import Base

if TYPE_CHECKING:
    from flask_alembic import Alembic


def migrations() -> "Alembic":
    """The migrations of the current application's database."""
    # Here, because they take eleven megabytes that a process which serves never needs.
    from flask_alembic import Alembic  # noqa: PLC0415

    if "alembic" not in current_app.extensions:
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        app.extensions["alembic"] = Alembic(app, command_name="", metadatas=Base.metadata)
    found: Alembic = current_app.extensions["alembic"]
    return found


def prepare(app: Flask) -> None:
    """Set up each new connection of the application's engine, and what ends a request."""
    # Flask-SQLAlchemy-Lite also closes asynchronous sessions. There are none, and asking for them
    # would start an event loop at the end of every request.
    closing = app.teardown_appcontext_funcs
    app.teardown_appcontext_funcs = [step for step in closing if not iscoroutinefunction(step)]
    with app.app_context():
        engine = db.engine
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _prepare_sqlite)


def _prepare_sqlite(connection: Any, record: Any) -> None:  # noqa: ARG001
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: a commit that was acknowledged survives a power cut, not only a crash of the process.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.close()
