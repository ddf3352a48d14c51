"""Commands of those who keep the service running: migrate, seed, serve, papers."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
import sqlalchemy as sa
from flask import Flask

from assess import create_app, demo, starting
from assess.config import SettingFault, Settings
from assess.errors import NotFound
from assess.papers.press import press_of
from assess.store import database
from assess.texts import formats
from assess.underwriting import certificates, progress
from scoring import EditionFaults

THREADS = 32
"""Of each server process: more than papers and waiting clients can hold (workshop.PLACES, turns.WAITING)."""


def application() -> Flask:
    """Make the application from the environment, or end with a sentence about what is wrong in it."""
    try:
        return create_app(Settings.from_environment(os.environ))
    except sa.exc.ArgumentError:
        # The sentence leaves out what was given: it may hold a password.
        _end_with(
            "ASSESS_DATABASE_URL is no address of a database, such as postgresql+psycopg://user:password@host/name"
        )
    except (SettingFault, EditionFaults, ImportError, OSError) as fault:
        _end_with(str(fault))


def _end_with(sentence: str) -> NoReturn:
    # Not click's own exception: the server, which calls `application` too, would print it as a crash.
    click.echo(f"Error: {sentence}", err=True)
    sys.exit(1)


@contextmanager
def in_order() -> Iterator[Flask]:
    """Enter the application, and end with a sentence where the database cannot do what it is asked."""
    app = application()
    try:
        with app.app_context():
            yield app
    except sa.exc.SQLAlchemyError as fault:
        _end_with(f"The database cannot do this: {starting.reason(fault)}. Is it there, and was `assess migrate` run?")
    except (OSError, ValueError) as fault:
        _end_with(str(fault))


@click.command()
def migrate() -> None:
    """Bring the database to the newest form of its tables."""
    with in_order():
        database.migrate()
        progress.fill()


@click.command()
def seed() -> None:
    """Fill an empty database with demo data; print the demo sign-ins and certificate numbers."""
    if os.environ.get("ASSESS_DEMO") != "1":
        _end_with("Demo data are for trying out, not for real companies. To have them here: ASSESS_DEMO=1 assess seed")
    with in_order() as app:
        database.migrate()
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
    """Serve the product with gunicorn; ends with 1 and a sentence for each thing that is not in order."""
    app = application()
    for sentence in (found := starting.faults(app)):
        click.echo(f"Error: {sentence}", err=True)
    if found:
        sys.exit(1)
    for sentence in starting.remarks(app.extensions["settings"], workers):
        click.echo(f"Note: {sentence}", err=True)
    # Threads, so that slow uploads, papers that are being set and clients that wait for their turn hold up nobody.
    program = str(Path(sys.executable).with_name("gunicorn"))
    arguments = ["--bind", f"{host}:{port}", "--workers", str(workers), "--threads", str(THREADS)]
    arguments += ["--access-logfile", "-", "--preload", "--no-control-socket"]
    arguments += ["--worker-class", "assess.serving.WholeRequests"]
    environment = {**os.environ, "PORT": str(port)}
    os.execve(program, [program, *arguments, "assess.running:application()"], environment)  # noqa: S606


@click.command()
@click.argument("number")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--language", type=click.Choice(list(formats.LANGUAGES)), default="ja", show_default=True)
def certificate(number: str, out: Path, language: str) -> None:
    """Write the stored certificate NUMBER to a file."""
    with in_order() as app:
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
