"""Commands on the audit chains: is what happened still told as it was?"""

from collections.abc import Iterator

import click
import sqlalchemy as sa
from flask import Flask

from assess.cli.reading import FAULTY
from assess.cli.saying import end_with, say
from assess.extensions import db
from assess.mail import telling
from assess.mail.sealing import seal_letter
from assess.papers import sealing
from assess.papers.press import press_of
from assess.running import in_order
from assess.store import account_log, agreement
from assess.store import audit as chains
from assess.store.models import Assessment
from assess.store.seals import Sealed


@click.group()
def audit() -> None:
    """Audit chains: of each case, and of staff accounts."""


@audit.command()
@click.option("--mail", metavar="ADDRESS", help="Send the seal there, too.")
def seal(mail: str | None) -> None:
    """Seal all chains as they stand, with the issuer's signature, in a file outside the database."""
    with in_order() as app:
        press = press_of(app)
        line = sealing.seal(press)
        say(f"sealed: {press.seals}")
        if mail and not telling.tell_at(mail, "ja", seal_letter, line):
            end_with(["the seal stands in the file, but could not be mailed: see ASSESS_SMTP_URL"], FAULTY)


@audit.command()
def verify() -> None:
    """Hold every chain, every row that it speaks of and the seals against each other; 1 where something differs."""
    with in_order() as app:
        sealed, faults = _differing(app)
        cases = db.session.scalar(sa.select(sa.func.count(Assessment.id)))
        counted = len(account_log.events())
    if faults:
        end_with(faults, FAULTY)
    seen = f"{sealed.count} seals, the last of {sealed.at}" if sealed.count else "never sealed: run assess audit seal"
    say(f"{cases} cases and {counted} events of staff accounts: every chain is whole; {seen}")


def _differing(app: Flask) -> tuple[Sealed, list[str]]:
    sealed, unsealed = sealing.held_against(press_of(app))
    return sealed, [*_cases(), *_accounts(), *unsealed]


def _cases() -> Iterator[str]:
    for case in db.session.scalars(sa.select(Assessment).order_by(Assessment.id)):
        if number := chains.broken_at(case):
            yield f"{case.public_id}: event {number} does not fit the chain"
        for row in agreement.differing(case):
            yield f"{case.public_id}: {row}: the row says otherwise than the log"
    yield from (f"file {sha256}: the bytes are not what was stored" for sha256 in agreement.damaged_files())


def _accounts() -> Iterator[str]:
    if number := account_log.broken_at():
        yield f"staff accounts: event {number} does not fit the chain"
    for email in account_log.differing():
        yield f"{email}: the account says otherwise than its events"
