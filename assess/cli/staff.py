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
from assess.store.models import RoleName, Staff
from assess.texts import formats

ROLES = click.Choice([role.value for role in RoleName])


@click.group()
def staff() -> None:
    """Staff accounts: add, list, deactivate, activate, role, reset."""


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
    """List all accounts: address, role, state, name."""
    with _speaking():
        for person in accounts.listed():
            say(f"{person.email:40} {person.role:12} {_state(person):24} {person.name}")


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
    if not person.active:
        return "inactive"
    if person.password is None:
        return "waits for the password"
    return "active" if person.tf_primary_method else "active, one factor"


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
