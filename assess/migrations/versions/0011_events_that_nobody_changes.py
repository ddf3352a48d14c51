"""events that nobody changes

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-25 10:40:00.000000

"""

from alembic import op


# revision identifiers, used by Alembic.
revision: str = '0011'
down_revision: str | tuple[str, ...] | None = '0010'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None

LOGS = ('event', 'account_event')
REFUSED = 'what happened is never changed or removed'


def upgrade() -> None:
    """Upgrade schema."""
    if op.get_bind().dialect.name == 'sqlite':
        for table in LOGS:
            for act in ('UPDATE', 'DELETE'):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    for table in LOGS:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    """Downgrade schema."""
    if op.get_bind().dialect.name == 'sqlite':
        for table in LOGS:
            for act in ('update', 'delete'):
                op.execute(f'DROP TRIGGER {table}_no_{act}')
        return
    for table in LOGS:
        op.execute(f'DROP TRIGGER {table}_no_change ON {table}')
    op.execute('DROP FUNCTION refuse_change()')
