"""The migrations make just the tables that the models describe, and can be undone."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from assess.extensions import db
from assess.store.database import migrations
from assess.store.models import Base
from tests import builders

DESCRIBED = "described"
"""The schema in which the tables of the models stand beside the migrated ones."""


@pytest.mark.usefixtures("any_app")
def test_the_migrated_tables_are_those_of_the_models() -> None:
    assert migrations().compare_metadata() == []


@pytest.fixture
def inspector(any_app: object) -> Iterator[sa.Inspector]:
    """A look at the migrated tables, and at those of the models in a schema of their own."""
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql(f"ATTACH ':memory:' AS {DESCRIBED}" if sqlite else f"CREATE SCHEMA {DESCRIBED}")
        Base.metadata.create_all(connection.execution_options(schema_translate_map={None: DESCRIBED}))
        yield sa.inspect(connection)


def test_the_migrated_tables_refuse_just_what_the_models_say(inspector: sa.Inspector) -> None:
    def checks(table: str, schema: str | None = None) -> set[tuple[str | None, str]]:
        return {(check["name"], check["sqltext"]) for check in inspector.get_check_constraints(table, schema)}

    for table in Base.metadata.tables:
        assert checks(table) == checks(table, DESCRIBED), table


@pytest.mark.usefixtures("any_app")
def test_every_migration_can_be_undone_and_done_again() -> None:
    migrations().downgrade("base")
    assert set(sa.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    migrations().upgrade()
    assert migrations().compare_metadata() == []


@pytest.mark.usefixtures("any_app")
def test_every_migration_keeps_the_rows_that_are_there() -> None:
    builders.submitted()
    kept = _rows()
    migrations().downgrade("0002")
    migrations().upgrade()
    assert _rows() == kept
    assert sum(kept.values()) > 30


def _rows() -> dict[str, int]:
    db.session.rollback()
    counted = {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()  # a reader at rest would keep a migration waiting
    return counted
