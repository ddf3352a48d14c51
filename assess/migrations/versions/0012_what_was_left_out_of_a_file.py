"""what was left out of a file

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-25 10:28:17.491200

"""

from alembic import op
import sqlalchemy as sa

from assess.store.altering import altered


# revision identifiers, used by Alembic.
revision: str = '0012'
down_revision: str | tuple[str, ...] | None = '0011'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    with altered('evidence') as table:
        table.add_column(sa.Column('left_out', sa.String(length=120), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    """Downgrade schema."""
    with altered('evidence') as table:
        table.drop_column('left_out')
