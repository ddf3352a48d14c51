"""which kind of browser holds

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-25 10:27:53.688104

"""

from alembic import op
import sqlalchemy as sa

from assess.store.altering import altered


# revision identifiers, used by Alembic.
revision: str = '0010'
down_revision: str | tuple[str, ...] | None = '0009'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    with altered('holding') as table:
        table.add_column(sa.Column('kind', sa.String(length=60), nullable=True))



def downgrade() -> None:
    """Downgrade schema."""
    with altered('holding') as table:
        table.drop_column('kind')

