"""The migrations make just the tables that the models describe, and can be undone."""

import pytest
import sqlalchemy as sa

from assess.extensions import db
from assess.store.checks import differing_checks
from assess.store.database import migrations


@pytest.mark.usefixtures("any_app")
def test_the_migrated_tables_are_those_of_the_models() -> None:
    assert migrations().compare_metadata() == []
    assert differing_checks(db.engine) == []


@pytest.mark.usefixtures("any_app")
def test_every_migration_can_be_undone_and_done_again() -> None:
    migrations().downgrade("base")
    assert set(sa.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    migrations().upgrade()
    assert migrations().compare_metadata() == []
