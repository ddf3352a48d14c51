"""who was declared and who opened what

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-25 14:05:00.000000

"""

import json

from alembic import op
import sqlalchemy as sa

from assess.store.altering import altered


# revision identifiers, used by Alembic.
revision: str = '0016'
down_revision: str | tuple[str, ...] | None = '0015'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None

OPENINGS = 'evidence_opening'
REFUSED = 'what happened is never changed or removed'


def upgrade() -> None:
    """Upgrade schema."""
    with altered('assessment') as table:
        table.add_column(sa.Column('lineage', sa.String(length=32), nullable=True))
    op.execute('UPDATE assessment SET lineage = public_id')
    with altered('assessment') as table:
        table.alter_column('lineage', existing_type=sa.String(length=32), nullable=False)
        table.create_index(table.f('ix_assessment_lineage'), ['lineage'], unique=False)

    with altered('declaration') as table:
        table.add_column(sa.Column('identity', sa.JSON(), nullable=True))
    _declare_what_is_known()
    with altered('declaration') as table:
        table.alter_column('identity', existing_type=sa.JSON(), nullable=False)

    with altered('certificate') as table:
        table.add_column(sa.Column('corporate_number', sa.String(length=13), nullable=True))
        table.create_index(table.f('ix_certificate_corporate_number'), ['corporate_number'], unique=False)
    _number_as_recorded()

    with altered('verdict') as table:
        table.drop_constraint(table.f('ck_verdict_subject_known'), type_='check')
        table.create_check_constraint(
            table.f('ck_verdict_subject_known'), "subject IN ('answer', 'fact', 'credit', 'particular', 'identity')"
        )

    # Cases under way have three items more to decide, so none of them waits for a second signature only.
    op.execute(sa.text('UPDATE case_progress SET items = items + 3, signature = :no').bindparams(no=False))

    op.create_table(OPENINGS,
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('whole', sa.Boolean(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_evidence_opening_assessment_id')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_evidence_opening_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_opening'))
    )
    op.create_index(op.f('ix_evidence_opening_assessment_id'), OPENINGS, ['assessment_id'], unique=False)
    if op.get_bind().dialect.name == 'sqlite':
        for act in ('UPDATE', 'DELETE'):
            op.execute(
                f"CREATE TRIGGER {OPENINGS}_no_{act.lower()} BEFORE {act} ON {OPENINGS} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
    else:
        op.execute(
            f"CREATE TRIGGER {OPENINGS}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {OPENINGS} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _declare_what_is_known() -> None:
    """Take who was declared from the company as it is described now: nothing else was kept."""
    declaration = sa.table(
        'declaration', sa.column('id', sa.Integer), sa.column('assessment_id'), sa.column('identity', sa.JSON)
    )
    assessment = sa.table('assessment', sa.column('id'), sa.column('company_id'))
    company = sa.table(
        'company', sa.column('id'), sa.column('name'), sa.column('corporate_number'), sa.column('representative')
    )
    known = (
        sa.select(declaration.c.id, company.c.name, company.c.corporate_number, company.c.representative)
        .join(assessment, assessment.c.id == declaration.c.assessment_id)
        .join(company, company.c.id == assessment.c.company_id)
    )
    connection = op.get_bind()
    for row in connection.execute(known).all():
        said = {'name': row.name, 'corporate-number': row.corporate_number, 'representative': row.representative}
        connection.execute(sa.update(declaration).where(declaration.c.id == row.id).values(identity=said))


def _number_as_recorded() -> None:
    """Take each certificate's corporate number from its decision record."""
    certificate = sa.table(
        'certificate', sa.column('id', sa.Integer), sa.column('record'), sa.column('corporate_number')
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(certificate.c.id, certificate.c.record)).all():
        number = json.loads(row.record)['company']['number']
        connection.execute(sa.update(certificate).where(certificate.c.id == row.id).values(corporate_number=number))


def downgrade() -> None:
    """Downgrade schema; verdicts on who the company is are lost, and who opened which file."""
    if op.get_bind().dialect.name == 'sqlite':
        for act in ('update', 'delete'):
            op.execute(f'DROP TRIGGER {OPENINGS}_no_{act}')
    else:
        op.execute(f'DROP TRIGGER {OPENINGS}_no_change ON {OPENINGS}')
    op.drop_table(OPENINGS)
    op.execute("DELETE FROM verdict WHERE subject = 'identity'")
    with altered('verdict') as table:
        table.drop_constraint(table.f('ck_verdict_subject_known'), type_='check')
        table.create_check_constraint(
            table.f('ck_verdict_subject_known'), "subject IN ('answer', 'fact', 'credit', 'particular')"
        )
    with altered('certificate') as table:
        table.drop_index(table.f('ix_certificate_corporate_number'))
        table.drop_column('corporate_number')
    with altered('declaration') as table:
        table.drop_column('identity')
    with altered('assessment') as table:
        table.drop_index(table.f('ix_assessment_lineage'))
        table.drop_column('lineage')
