"""Commands on staff accounts: who may sign in, as what. Nobody here learns or chooses a password."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import Flask

from assess.cli.saying import say
from assess.errors import AssessError
from assess.mail.passwords import PasswordLink, password_letter
from assess.mail.post import Post, post_of
from assess.mail.telling import tell_at
from assess.running import in_order
from assess.store import accounts, codes
from assess.store.models import ALL_PLANS, RoleName, Staff
from assess.texts import editions, formats
from scoring import RATE_LIMIT

ROLES = click.Choice([role.value for role in RoleName])


@click.group()
def staff() -> None:
    """Staff accounts: add, list, deactivate, activate, role, authority, reset."""


@staff.command()
@click.argument("email")
@click.option("--role", type=ROLES, required=True)
@click.option("--name", help="As papers and companies show it; what stands before the @ if left out.")
@click.option("--office", help="Where the person works, as clients know it.")
@click.option("--lang", "language", type=click.Choice(list(formats.LANGUAGES)), default="ja", show_default=True)
def add(email: str, role: str, name: str | None, office: str | None, language: str) -> None:
    """Make an account for EMAIL, and mail or print the link by which the person sets the password."""
    with _speaking() as app:
        shown = name or email.strip().rpartition("@")[0]
        link = accounts.add(email, shown, RoleName(role), office=office, language=language, actor=_actor())
        say(f"{link.person.email} may sign in as {role}, once the password is set.")
        _hand_over(link, post_of(app))


@staff.command("list")
def list_() -> None:
    """List all accounts: address, role, state, name, and of an underwriter the authority."""
    with _speaking():
        for person in accounts.listed():
            limits = f"  {_authority(person)}" if person.role is RoleName.UNDERWRITER else ""
            say(f"{person.email:40} {person.role:14} {_state(person):24} {person.name}{limits}")


@staff.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Let EMAIL in no more; sessions end at once."""
    _tell(accounts.deactivate, email, "may not sign in any more, and the sessions have ended", "was inactive already")


@staff.command()
@click.argument("email")
def activate(email: str) -> None:
    """Let EMAIL in again, with password and second factor as before."""
    _tell(accounts.activate, email, "may sign in again", "is active already")


@staff.command("role")
@click.argument("email")
@click.argument("role", type=ROLES)
def role_(email: str, role: str) -> None:
    """Give EMAIL another ROLE; it holds from the next page that the person opens."""

    def change(address: str, actor: str) -> bool:
        return accounts.change_role(address, RoleName(role), actor)

    _tell(change, email, f"is {role} now", f"is {role} already")


@staff.command()
@click.argument("email")
@click.option(
    "--rate", type=click.IntRange(0, RATE_LIMIT), help="The highest rate that EMAIL may issue without a lead."
)
@click.option("--none", "free", is_flag=True, help="Take the limit away again.")
@click.option("--plan", default=ALL_PLANS, help="The plan that it holds for; all plans without one if left out.")
def authority(email: str, rate: int | None, free: bool, plan: str) -> None:
    """Say up to which rate the underwriter EMAIL decides without a lead's signature."""
    if (rate is None) != free:
        raise click.UsageError("Say either --rate, or --none to take the limit away.")

    def change(address: str, actor: str) -> bool:
        plans = sorted({plan for book in editions.everything().values() for plan in book.plans})
        if plan != ALL_PLANS and plan not in plans:
            raise click.ClickException(f"There is no plan {plan!r}; the editions have {', '.join(plans)}.")
        return accounts.set_authority(address, rate, plan, actor)

    of = f" of the plan {plan}" if plan else ""
    now = f"has no limit{of} of their own" if rate is None else f"may issue up to {rate}%{of} without a lead"
    _tell(change, email, f"{now} from now on", f"{now} already")


@staff.command()
@click.argument("email")
def reset(email: str) -> None:
    """Take password, second factor and recovery codes of EMAIL away, and mail or print a new link."""
    with _speaking() as app:
        link = accounts.reset(email, _actor())
        say(f"{link.person.email} sets a new password and a new second factor; the sessions have ended.")
        _hand_over(link, post_of(app))


def _tell(act: Callable[[str, str], bool], email: str, done: str, nothing: str) -> None:
    with _speaking():
        say(f"{email} {done if act(email, _actor()) else nothing}.")


def _hand_over(link: accounts.Link, post: Post) -> None:
    """Mail the link, or print it where no mail leaves from here."""
    code = codes.spoken(link.secret)
    about = PasswordLink(link.person.name, code, link.expires_at)
    until = f"{formats.moment(link.expires_at)} (Japan time)"
    if tell_at(link.person.email, link.person.language, password_letter, about, post):
        say(f"The link is on its way to {link.person.email}. It works once, until {until}.")
        return
    if post.able:
        say("The mail could not be sent, so hand this link over yourself.", err=True)
    say(f"Link, works once, until {until}:", f"  {post.base_url}/sign-in/password#{code}")


def _state(person: Staff) -> str:
    words = {"waiting": "waits for the password", "one factor": "active, one factor"}
    return words.get(person.standing, person.standing)


def _authority(person: Staff) -> str:
    limits = [f"{row.plan or 'any plan'} up to {row.rate}%" for row in person.authorities]
    return ", ".join(limits) or "no limit of their own"


def _actor() -> str:
    """Say who acts: whoever is signed in to this machine."""
    try:
        return f"{accounts.OPERATOR} {getpass.getuser()}"
    except (KeyError, OSError):
        return accounts.OPERATOR


@contextmanager
def _speaking() -> Iterator[Flask]:
    """Enter the application in English, and end with the sentence of what is refused."""
    with in_order() as app, formats.speaking("en"):
        try:
            yield app
        except AssessError as refused:
            raise click.ClickException(str(refused.sentence)) from None
