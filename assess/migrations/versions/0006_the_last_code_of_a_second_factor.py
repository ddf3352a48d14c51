"""the last code of a second factor

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-25 04:42:03.530483

"""

from alembic import op
import sqlalchemy as sa

from assess.store.altering import altered


# revision identifiers, used by Alembic.
revision: str = '0006'
down_revision: str | tuple[str, ...] | None = '0005'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    with altered('staff') as table:
        table.add_column(sa.Column('tf_last_counter', sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Downgrade schema."""
    with altered('staff') as table:
        table.drop_column('tf_last_counter')
