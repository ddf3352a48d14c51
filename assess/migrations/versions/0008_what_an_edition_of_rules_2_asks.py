"""what an edition of rules 2 asks

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-25 09:33:39.491136

"""

from alembic import op
import sqlalchemy as sa

from assess.store.altering import altered


# revision identifiers, used by Alembic.
revision: str = '0008'
down_revision: str | tuple[str, ...] | None = '0007'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table('particular_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('particular', sa.String(length=80), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('details', sa.String(length=2000), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_particular_answer_assessment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_particular_answer')),
    sa.UniqueConstraint('assessment_id', 'particular', name=op.f('uq_particular_answer_assessment_id_particular'))
    )
    op.create_table('remark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('matter', sa.String(length=20), nullable=False),
    sa.Column('item', sa.String(length=80), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("matter IN ('contradiction', 'particular')", name=op.f('ck_remark_matter_known')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_remark_text_given')),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_remark_assessment_id')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_remark_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remark')),
    sa.UniqueConstraint('assessment_id', 'matter', 'item', name=op.f('uq_remark_assessment_id_matter_item'))
    )
    with altered('answer') as table:
        table.add_column(sa.Column('raw', sa.JSON(none_as_null=True), nullable=True))

    with altered('assessment') as table:
        table.add_column(sa.Column('people', sa.Integer(), nullable=True))
        table.create_check_constraint(table.f('ck_assessment_people_positive'), 'people > 0')

    with altered('verdict') as table:
        table.add_column(sa.Column('corrected_raw', sa.JSON(none_as_null=True), nullable=True))
        table.drop_constraint(table.f('ck_verdict_subject_known'), type_='check')
        table.create_check_constraint(
            table.f('ck_verdict_subject_known'), "subject IN ('answer', 'fact', 'credit', 'particular')"
        )


def downgrade() -> None:
    """Downgrade schema; an answer that was counted stays as the option that it stood for."""
    op.execute(sa.text("DELETE FROM verdict WHERE subject = 'particular'"))
    with altered('verdict') as table:
        table.drop_constraint(table.f('ck_verdict_subject_known'), type_='check')
        table.create_check_constraint(table.f('ck_verdict_subject_known'), "subject IN ('answer', 'fact', 'credit')")
        table.drop_column('corrected_raw')

    with altered('assessment') as table:
        table.drop_constraint(table.f('ck_assessment_people_positive'), type_='check')
        table.drop_column('people')

    with altered('answer') as table:
        table.drop_column('raw')

    op.drop_table('remark')
    op.drop_table('particular_answer')
