"""Commands of those who keep the service running: migrate, seed, serve, staff accounts, papers."""

import getpass
import os
import sys
from pathlib import Path

import click
from flask import Flask

from assess import create_app, demo
from assess.config import SettingFault, Settings
from assess.errors import NotFound
from assess.papers.press import press_of
from assess.store import accounts
from assess.store.database import migrations
from assess.store.models import RoleName
from assess.texts import formats
from assess.underwriting import certificates
from scoring import EditionFaults

SHORTEST_PASSWORD = 12
THREADS = 32
"""Of each server process: more than papers and waiting clients can hold (workshop.PLACES, turns.WAITING)."""


def application() -> Flask:
    """Make the application from the environment, or end with a sentence about what is wrong in it."""
    try:
        return create_app(Settings.from_environment(os.environ))
    except (SettingFault, EditionFaults) as fault:
        # Not click's own exception: the server, which calls this too, would print it as a crash.
        click.echo(f"Error: {fault}", err=True)
        sys.exit(1)


@click.command()
def migrate() -> None:
    """Bring the database to the newest form of its tables."""
    with application().app_context():
        migrations().upgrade()


@click.command()
def seed() -> None:
    """Fill an empty database with demo data; print the demo sign-ins and certificate numbers."""
    app = application()
    with app.app_context():
        migrations().upgrade()
        people = demo.seed(Path(app.instance_path))
        numbers = demo.certificate_numbers()
    base_url = app.extensions["settings"].base_url
    click.echo(f"Company:      {base_url}/")
    click.echo(f"Staff:        {base_url}/sign-in")
    for person in people:
        click.echo(f"  {person.role:19} {person.email:25} {person.password}")
    click.echo(f"Check a certificate: {base_url}/verify")
    for number in numbers:
        click.echo(f"  {number}")


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
def serve(port: int, host: str, workers: int) -> None:
    """Serve the product with gunicorn."""
    # Threads, so that slow uploads, papers that are being set and clients that wait for their turn hold up nobody.
    program = str(Path(sys.executable).with_name("gunicorn"))
    arguments = ["--bind", f"{host}:{port}", "--workers", str(workers), "--threads", str(THREADS)]
    arguments += ["--access-logfile", "-", "--preload", "--no-control-socket"]
    environment = {**os.environ, "PORT": str(port)}
    os.execve(program, [program, *arguments, "assess.running:application()"], environment)  # noqa: S606


@click.command("add-staff")
@click.argument("email")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in RoleName]), required=True)
@click.option("--office", help="Where the person works, as clients know it.")
def add_staff(email: str, name: str, role: str, office: str | None) -> None:
    """Make a staff account; the password is asked for, the second factor is set up at the first sign-in."""
    with application().app_context():
        accounts.add(email, name, RoleName(role), _new_password(), office)
    click.echo(f"{email} may now sign in as {role}.")


@click.command("reset-staff")
@click.argument("email")
def reset_staff(email: str) -> None:
    """Give EMAIL a new password, and let the second factor be set up anew at the next sign-in."""
    with application().app_context():
        try:
            accounts.reset(email, _new_password())
        except NotFound:
            raise click.ClickException(f"There is no staff account {email}.") from None
    click.echo(f"{email} has a new password; the second factor is asked for anew, and old sessions have ended.")


def _new_password() -> str:
    password = getpass.getpass(f"Password (at least {SHORTEST_PASSWORD} characters): ")
    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(f"The password is too short; it needs at least {SHORTEST_PASSWORD} characters.")
    return password


@click.command()
@click.argument("number")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--language", type=click.Choice(list(formats.LANGUAGES)), default="ja", show_default=True)
def certificate(number: str, out: Path, language: str) -> None:
    """Write the stored certificate NUMBER to a file."""
    app = application()
    with app.app_context():
        try:
            found = certificates.find(number)
        except NotFound:
            raise click.ClickException(f"There is no certificate {number}.") from None
        content = certificates.file(found, language, press_of(app))
    try:
        out.write_bytes(content)
    except OSError as fault:
        raise click.ClickException(f"{out} cannot be written: {fault.strerror}") from None
    click.echo(f"{out}: certificate {number}, {len(content)} bytes")
