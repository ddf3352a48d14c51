"""names at the declaration

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-25 03:50:12.104417

"""

from alembic import op
import sqlalchemy as sa

from assess.store.altering import altered


# revision identifiers, used by Alembic.
revision: str = '0005'
down_revision: str | tuple[str, ...] | None = '0004'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None

LATER = {'name': 120, 'industry': 1, 'headcount': 20, 'sales': 20, 'contact_name': 80, 'representative': 80}


def upgrade() -> None:
    """Upgrade schema."""
    with altered('company') as batch_op:
        for name, length in LATER.items():
            batch_op.alter_column(name, existing_type=sa.String(length), nullable=True)
    with altered('profile_answer') as batch_op:
        batch_op.alter_column('value', existing_type=sa.Boolean(), nullable=True)
    with altered('assessment') as batch_op:
        batch_op.alter_column('plan', existing_type=sa.String(40), nullable=True)
        batch_op.create_check_constraint(
            op.f('ck_assessment_plan_declared'), 'submitted_at IS NULL OR plan IS NOT NULL'
        )


def downgrade() -> None:
    """Downgrade schema; what is not known yet becomes a word that stands for nothing, and a fact a yes."""
    for name in LATER:
        op.execute(sa.text(f"UPDATE company SET {name} = '' WHERE {name} IS NULL"))
    op.execute(sa.text("UPDATE profile_answer SET value = true WHERE value IS NULL"))
    op.execute(sa.text("UPDATE assessment SET plan = 'basic' WHERE plan IS NULL"))
    with altered('assessment') as batch_op:
        batch_op.drop_constraint(op.f('ck_assessment_plan_declared'), type_='check')
        batch_op.alter_column('plan', existing_type=sa.String(40), nullable=False)
    with altered('profile_answer') as batch_op:
        batch_op.alter_column('value', existing_type=sa.Boolean(), nullable=False)
    with altered('company') as batch_op:
        for name, length in LATER.items():
            batch_op.alter_column(name, existing_type=sa.String(length), nullable=False)
