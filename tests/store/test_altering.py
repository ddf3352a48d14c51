"""A table that holds rows is changed without losing anything, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.exc import IntegrityError

from assess.extensions import db
from assess.store.altering import ReferencesBroken, altered
from assess.store.models import State
from assess.underwriting import certificates
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")
TABLES = ("assessment", "certificate", "verdict", "answer", "event", "company")
LAPSED = [*State, "lapsed"]


@pytest.fixture
def connection(any_app: object) -> Iterator[sa.Connection]:
    """A connection on which migrations run, over a case that went all the way to its certificate."""
    underwriter, case = builders.staff(), builders.submitted(credits=("isms",), changes={"admin-mfa": "most"})
    builders.confirm_all(case, underwriter)
    certificates.issue(case.public_id, underwriter)
    db.session.close()
    with db.engine.connect() as opened, Operations.context(MigrationContext.configure(opened)):
        yield opened


def rows(connection: sa.Connection) -> dict[str, list[sa.Row[Any]]]:
    return {table: list(connection.execute(sa.text(f"SELECT * FROM {table} ORDER BY id"))) for table in TABLES}


def form(connection: sa.Connection) -> dict[str, object]:
    """Everything about the tables but their checks."""
    inspector = sa.inspect(connection)
    parts = ("get_columns", "get_pk_constraint", "get_foreign_keys", "get_unique_constraints", "get_indexes")
    return {f"{table} {part}": sorted(map(repr, getattr(inspector, part)(table))) for table in TABLES for part in parts}


def checks(connection: sa.Connection) -> set[tuple[str, object]]:
    inspector = sa.inspect(connection)
    return {(table, check["name"]) for table in TABLES for check in inspector.get_check_constraints(table)}


def allow(states: list[str]) -> None:
    """What a migration says that adds a state."""
    listed = ", ".join(f"'{state}'" for state in states)
    with altered("assessment") as table:
        table.drop_constraint(table.f("ck_assessment_state_known"), type_="check")
        table.create_check_constraint(table.f("ck_assessment_state_known"), f"state IN ({listed})")


def test_a_state_can_be_added_while_cases_are_stored_and_nothing_else_changes(connection: sa.Connection) -> None:
    rows_before, form_before, checks_before = rows(connection), form(connection), checks(connection)
    allow(LAPSED)
    connection.commit()
    assert (rows(connection), form(connection), checks(connection)) == (rows_before, form_before, checks_before)
    assert len(rows_before["answer"]) > 20
    connection.execute(sa.text("UPDATE assessment SET state = 'lapsed'"))


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE assessment SET state = 'lost'",
        "UPDATE assessment SET premium = -1",
        "UPDATE assessment SET company_id = 999",
        "DELETE FROM company",
        "UPDATE certificate SET assessment_id = 999",
        "INSERT INTO assessment SELECT * FROM assessment",
    ],
)
def test_what_was_refused_before_is_refused_after(connection: sa.Connection, broken: str) -> None:
    allow(LAPSED)
    connection.commit()
    with pytest.raises(IntegrityError):
        connection.execute(sa.text(broken))


def test_a_column_can_be_added_and_taken_away_again(connection: sa.Connection) -> None:
    before, checks_before = rows(connection), checks(connection)
    with altered("assessment") as table:
        table.add_column(sa.Column("lapses_on", sa.Date(), nullable=True))
    connection.commit()
    assert [row.lapses_on for row in rows(connection)["assessment"]] == [None]
    with altered("assessment") as table:
        table.drop_column("lapses_on")
    connection.commit()
    assert (rows(connection), checks(connection)) == (before, checks_before)


def test_a_change_that_fails_leaves_the_table_as_it_was(connection: sa.Connection) -> None:
    before, checks_before = rows(connection), checks(connection)
    connection.commit()
    with pytest.raises(IntegrityError):
        allow(["draft"])
    connection.rollback()
    assert (rows(connection), checks(connection)) == (before, checks_before)
    allow(LAPSED)


def test_rows_that_others_refer_to_are_missed(connection: sa.Connection) -> None:
    before = rows(connection)
    connection.commit()
    with pytest.raises((ReferencesBroken, IntegrityError)), altered("assessment"):
        connection.execute(sa.text("DELETE FROM assessment"))
    connection.rollback()
    assert rows(connection) == before
