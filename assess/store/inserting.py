"""Inserts that say what becomes of a row that is there: each database has its own."""

from typing import Any


def insert_of(dialect: str) -> Any:
    """Return how a statement of this dialect begins; the other's, which takes megabytes, is not loaded."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 -- as said

        return postgresql.insert
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 -- as said

    return sqlite.insert
