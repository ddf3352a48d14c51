"""how far a case is and names as they are looked for

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-25 14:30:00.000000

"""

import re
import unicodedata

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '0015'
down_revision: str | tuple[str, ...] | None = '0014'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None

_FORM = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|社会福祉法人|医療法人"
    r"|特定非営利活動法人|税理士法人|弁護士法人|\(株\)|\(有\)|\(同\)|\(資\)|\(名\)|\(社\)|\(財\)|\(福\)|\(医\)"
)
_SIGNS = re.compile(r"[\s・･·.,、。'’\-‐‑–—_]+")


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('case_progress',
    sa.Column('assessment_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('items', sa.Integer(), nullable=False),
    sa.Column('decided', sa.Integer(), nullable=False),
    sa.Column('queried', sa.Integer(), nullable=False),
    sa.Column('unsaid', sa.Integer(), nullable=False),
    sa.Column('rate', sa.Integer(), nullable=False),
    sa.Column('signature', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_case_progress_assessment_id')),
    sa.PrimaryKeyConstraint('assessment_id', name=op.f('pk_case_progress'))
    )
    with op.batch_alter_table('case_progress', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_progress_signature'), ['signature'], unique=False)
    op.add_column('company', sa.Column('name_key', sa.String(length=240), server_default=sa.text("''"), nullable=False))
    _look_for_names()


def _look_for_names() -> None:
    company = sa.table('company', sa.column('id'), sa.column('name'), sa.column('name_key'))
    connection = op.get_bind()
    for identity, name in connection.execute(sa.select(company.c.id, company.c.name).where(company.c.name.is_not(None))).all():
        plain = _SIGNS.sub("", unicodedata.normalize("NFKC", name)).casefold()
        connection.execute(
            company.update().where(company.c.id == identity).values(name_key=_FORM.sub("", plain) or plain)
        )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('company', 'name_key')
    with op.batch_alter_table('case_progress', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_progress_signature'))

    op.drop_table('case_progress')
