"""`assess new-migration`: the next migration, in the style of those that are there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from assess.cli import main
from assess.cli.migrating import VERSIONS
from assess.store.models import Base
from assess.store.models.base import one_of

HEAD = re.compile(r'"""[a-z0-9 ]+\n\nRevision ID: (\d{4})\nRevises: (\d{4})?\s*\nCreate Date: .*?\n\n"""\n', re.DOTALL)


def new_migration(into: Path) -> Result:
    return CliRunner().invoke(main, ["new-migration", "a table for trial", "--into", str(into)])


@pytest.fixture
def trial() -> Iterator[sa.Table]:
    """A table that the models have and no migration makes."""
    table = sa.Table("trial", Base.metadata, sa.Column("word", sa.String(10), nullable=False))
    yield table
    Base.metadata.remove(table)


@pytest.mark.usefixtures("trial")
def test_it_makes_what_the_models_have_and_the_tables_lack(tmp_path: Path) -> None:
    told = new_migration(tmp_path)
    assert told.exit_code == 0, told.output
    [path] = tmp_path.iterdir()
    last = max(int(script.name[:4]) for script in VERSIONS.glob("[0-9]*.py"))
    assert path.name == f"{last + 1:04d}_a_table_for_trial.py"
    written = path.read_text("utf-8")
    assert "altered" not in written, "a new table holds no rows"
    assert "op.create_table('trial'" in written
    assert "op.drop_table('trial')" in written


@pytest.mark.usefixtures("trial")
def test_it_is_written_like_the_others(tmp_path: Path) -> None:
    new_migration(tmp_path)
    for script in [*VERSIONS.glob("[0-9]*.py"), *tmp_path.iterdir()]:
        written = script.read_text("utf-8")
        assert HEAD.match(written), script.name
        assert "\ndown_revision: str | tuple[str, ...] | None = " in written, script.name
        assert '\ndef downgrade() -> None:\n    """Downgrade schema' in written, script.name


def test_it_points_out_a_check_that_is_missing_and_one_that_was_changed(tmp_path: Path) -> None:
    """A value more in an enum is such a change, and Alembic would see nothing."""
    table = Base.metadata.tables["assessment"]
    known = next(check for check in table.constraints if check.name == "ck_assessment_state_known")
    meant = [one_of("state", ["draft", "asleep"]), one_of("plan", ["wide"])]
    table.constraints.remove(known)
    for check in meant:
        table.append_constraint(check)
    try:
        told = new_migration(tmp_path)
    finally:
        table.constraints.difference_update(meant)
        table.constraints.add(known)
    assert "assessment: ck_assessment_state_known checks something else" in told.output
    assert "assessment: ck_assessment_plan_known is missing" in told.output


def test_a_table_that_may_hold_rows_is_changed_with_the_helper(tmp_path: Path) -> None:
    table = Base.metadata.tables["company"]
    table.append_column(sa.Column("telephone", sa.String(20), nullable=False, server_default=""))
    try:
        new_migration(tmp_path)
    finally:
        table._columns.remove(table.c.telephone)
    [path] = tmp_path.iterdir()
    written = path.read_text("utf-8")
    assert "\nimport sqlalchemy as sa\n\nfrom assess.store.altering import altered\n" in written
    assert "    with altered('company') as table:\n        table.add_column(sa.Column('telephone'" in written
    assert "    with altered('company') as table:\n        table.drop_column('telephone')" in written
    assert "batch" not in written


def test_without_a_change_nothing_is_written(tmp_path: Path) -> None:
    told = new_migration(tmp_path)
    assert (told.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "change a model first" in told.output
