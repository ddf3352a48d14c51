"""The migrations make just the tables that the models describe, and can be undone."""

import pytest
import sqlalchemy as sa

from assess.extensions import db
from assess.store.database import migrations
from assess.store.models import Base
from tests import builders


@pytest.mark.usefixtures("any_app")
def test_the_migrated_tables_are_those_of_the_models() -> None:
    assert migrations().compare_metadata() == []


@pytest.mark.usefixtures("any_app")
def test_every_migration_can_be_undone_and_done_again() -> None:
    migrations().downgrade("base")
    assert set(sa.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    migrations().upgrade()
    assert migrations().compare_metadata() == []


@pytest.mark.usefixtures("any_app")
def test_the_migrated_tables_check_what_the_models_check() -> None:
    for table in Base.metadata.sorted_tables:
        meant = {str(part.name) for part in table.constraints if isinstance(part, sa.CheckConstraint)}
        there = {str(check["name"]) for check in sa.inspect(db.engine).get_check_constraints(table.name)}
        assert there == meant, table.name


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
