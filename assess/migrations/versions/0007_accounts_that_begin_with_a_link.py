"""accounts that begin with a link

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-25 09:36:01.724591

"""

import hashlib
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime

from alembic import op
import sqlalchemy as sa

from assess.store.altering import altered
from scoring import canonical


# revision identifiers, used by Alembic.
revision: str = '0007'
down_revision: str | tuple[str, ...] | None = '0006'
branch_labels: str | tuple[str, ...] | None = ()
depends_on: str | tuple[str, ...] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    _bring_to_one_spelling()
    chain = op.create_table('account_chain',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('head', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_chain'))
    )
    events = op.create_table('account_event',
    sa.Column('sequence', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=254), nullable=False),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('account', sa.String(length=254), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('sequence', name=op.f('pk_account_event'))
    )
    op.create_table('staff_link',
    sa.Column('staff_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_staff_link_staff_id')),
    sa.PrimaryKeyConstraint('staff_id', name=op.f('pk_staff_link')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_staff_link_secret_hash'))
    )
    _begin_the_chain(chain, events)
    with altered('staff') as table:
        table.add_column(sa.Column('language', sa.String(length=2), server_default='ja', nullable=False))
        table.create_check_constraint('email_in_one_spelling', "email = lower(trim(email))")
        table.create_check_constraint('language_known', "language IN ('ja', 'en')")


def downgrade() -> None:
    """Downgrade schema."""
    with altered('staff') as table:
        table.drop_constraint('language_known', type_='check')
        table.drop_constraint('email_in_one_spelling', type_='check')
        table.drop_column('language')

    op.drop_table('staff_link')
    op.drop_table('account_event')
    op.drop_table('account_chain')


_staff = sa.table('staff', sa.column('id'), sa.column('email'), sa.column('active'))
_roles = sa.table('role', sa.column('id'), sa.column('name'))
_staff_roles = sa.table('staff_roles', sa.column('staff_id'), sa.column('role_id'))


def _bring_to_one_spelling() -> None:
    """Spell each address as from now on; two accounts of one address are for people to sort out."""
    rows = op.get_bind().execute(sa.select(_staff.c.id, _staff.c.email)).all()
    spelt: dict[str, str] = {}
    for row in rows:
        address = _spelling(row.email)
        if address in spelt:
            raise ValueError(
                f"There are two staff accounts with one address, {spelt[address]} and {row.email}. "
                "Change the address of one in the table staff, then migrate again."
            )
        spelt[address] = row.email
    for row in rows:
        op.execute(_staff.update().where(_staff.c.id == row.id).values(email=_spelling(row.email)))


def _spelling(email: str) -> str:
    local, at, domain = unicodedata.normalize('NFKC', email).strip().lower().rpartition('@')
    with suppress(UnicodeError):
        domain = domain.encode('idna').decode()
    return local + at + domain


def _begin_the_chain(chain: sa.Table, events: sa.Table) -> None:
    """Tell of the accounts that are there: who they are, and since when the chain knows them."""
    found = (
        sa.select(_staff.c.email, _staff.c.active, _roles.c.name)
        .join(_staff_roles, _staff_roles.c.staff_id == _staff.c.id)
        .join(_roles, _roles.c.id == _staff_roles.c.role_id)
        .order_by(_staff.c.id)
    )
    now, head, length = datetime.now(UTC), '', 0
    for length, row in enumerate(op.get_bind().execute(found).all(), 1):
        told = {
            'sequence': length,
            'at': now.isoformat(timespec='microseconds'),
            'actor': 'operator',
            'action': 'added',
            'account': row.email,
            'data': {'role': row.name, 'active': bool(row.active)},
            'previous': head,
        }
        head = hashlib.sha256(canonical(told)).hexdigest()
        op.bulk_insert(events, [{**told, 'at': now, 'hash': head}])
    op.bulk_insert(chain, [{'id': 1, 'length': length, 'head': head}])
