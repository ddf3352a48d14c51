"""how far an underwriter decides alone

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-25 14:30:00.000000

"""

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '0014'
down_revision: str | tuple[str, ...] | None = '0013'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('authority',
    sa.Column('staff_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('plan', sa.String(length=40), nullable=False),
    sa.Column('rate', sa.Integer(), nullable=False),
    sa.CheckConstraint('rate BETWEEN 0 AND 60', name=op.f('ck_authority_rate_at_most_60')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_authority_staff_id')),
    sa.PrimaryKeyConstraint('staff_id', 'plan', name=op.f('pk_authority'))
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('authority')
