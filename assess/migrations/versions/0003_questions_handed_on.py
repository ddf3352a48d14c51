"""questions handed on

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-25 04:05:00

"""

from alembic import op
import sqlalchemy as sa

from assess.store.altering import altered


# revision identifiers, used by Alembic.
revision: str = '0003'
down_revision: str | tuple[str, ...] | None = '0002'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    with altered('pass') as table:
        table.add_column(sa.Column('questions', sa.JSON(none_as_null=True), nullable=True))
        table.create_check_constraint(
            table.f('ck_pass_questions_of_any_domain'),
            "(questions IS NOT NULL) = (domain IS NOT NULL AND domain = '')",
        )


def downgrade() -> None:
    """Downgrade schema."""
    op.execute(sa.text("DELETE FROM pass WHERE questions IS NOT NULL"))
    with altered('pass') as table:
        table.drop_constraint(table.f('ck_pass_questions_of_any_domain'), type_='check')
        table.drop_column('questions')
