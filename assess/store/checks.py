"""Which CHECK constraints the tables lack or have otherwise than the models; Alembic compares all but these."""

import sqlalchemy as sa

from assess.store.models import Base

Checks = dict[str, str]


def differing_checks(engine: sa.Engine) -> list[str]:
    """Return a sentence for each constraint that is missing, left over, or checks something else.

    SQLite keeps the text of a constraint as it was written. PostgreSQL rewrites it, so there names are compared.
    """
    inspected = sa.inspect(engine)
    verbatim = engine.dialect.name == "sqlite"
    found: list[str] = []
    made = inspected.get_table_names()
    for table in (table for table in Base.metadata.sorted_tables if table.name in made):
        meant = _meant(table)
        there = {str(check["name"]): _plain(check["sqltext"]) for check in inspected.get_check_constraints(table.name)}
        found += [f"{table.name}: {name} is missing" for name in sorted(meant.keys() - there.keys())]
        found += [f"{table.name}: {name} is left over" for name in sorted(there.keys() - meant.keys())]
        both = sorted(meant.keys() & there.keys()) if verbatim else []
        found += [f"{table.name}: {name} checks something else" for name in both if meant[name] != there[name]]
    return found


def _meant(table: sa.Table) -> Checks:
    checks = [part for part in table.constraints if isinstance(part, sa.CheckConstraint)]
    return {str(check.name): _plain(str(check.sqltext)) for check in checks}


def _plain(condition: str) -> str:
    return " ".join(condition.split())
