"""Commands on the audit chains: is what happened still told as it was?"""

import click
import sqlalchemy as sa

from assess.cli.reading import FAULTY
from assess.cli.saying import end_with, say
from assess.extensions import db
from assess.running import in_order
from assess.store import account_log
from assess.store import audit as chains
from assess.store.models import Assessment


@click.group()
def audit() -> None:
    """Audit chains: of each case, and of staff accounts."""


@audit.command()
def verify() -> None:
    """Compute every chain again; ends with 1 and a sentence for each that was changed."""
    with in_order():
        cases = db.session.scalars(sa.select(Assessment).order_by(Assessment.id)).all()
        found = [(case, chains.broken_at(case)) for case in cases]
        faults = [f"{case.public_id}: event {number} does not fit the chain" for case, number in found if number]
        if number := account_log.broken_at():
            faults.append(f"staff accounts: event {number} does not fit the chain")
        faults += [f"{email}: the account says otherwise than its events" for email in account_log.differing()]
        counted = len(account_log.events())
    if faults:
        end_with(faults, FAULTY)
    say(f"{len(cases)} cases and {counted} events of staff accounts: every chain is whole")
