"""browsers and what they hold

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-25 03:55:00.000000

"""

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '0004'
down_revision: str | tuple[str, ...] | None = '0003'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('browser',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('kept', sa.Text(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_browser')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_browser_key_hash'))
    )
    with op.batch_alter_table('browser', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_browser_seen_at'), ['seen_at'], unique=False)

    op.create_table('holding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('browser_id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('pass_id', sa.Integer(), nullable=True),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_holding_assessment_id')),
    sa.ForeignKeyConstraint(['browser_id'], ['browser.id'], name=op.f('fk_holding_browser_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['pass_id'], ['pass.id'], name=op.f('fk_holding_pass_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holding')),
    sa.UniqueConstraint('browser_id', 'assessment_id', 'pass_id', name=op.f('uq_holding_browser_id_assessment_id_pass_id'))
    )
    with op.batch_alter_table('holding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_holding_assessment_id'), ['assessment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_holding_pass_id'), ['pass_id'], unique=False)


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table('holding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_holding_pass_id'))
        batch_op.drop_index(batch_op.f('ix_holding_assessment_id'))

    op.drop_table('holding')
    with op.batch_alter_table('browser', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_browser_seen_at'))

    op.drop_table('browser')
