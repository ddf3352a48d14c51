"""What must be in order before the service starts, and the command that mends each."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from assess import safekeeping
from assess.config import Settings
from assess.documents import NoJapaneseFont, missing_glyphs
from assess.extensions import db
from assess.papers.press import press_of
from assess.store.database import migrations


def faults(app: Flask) -> list[str]:
    """Return a sentence for each thing that keeps the service from starting; none where it may start."""
    settings: Settings = app.extensions["settings"]
    with app.app_context():
        return [*_database(), *_demo(settings), *_fonts(), *_key(app, settings)]


def remarks(settings: Settings, workers: int) -> list[str]:
    """Return a sentence for each thing that works and yet is not what one may think."""
    if settings.limits != "memory" or workers == 1:
        return []
    return [
        f"ASSESS_LIMITS is memory, so each of the {workers} processes counts tries for itself, and whoever guesses "
        f"has {workers} times as many. Leave the setting out: then the database counts for all."
    ]


def _database() -> Iterator[str]:
    try:
        there = set(migrations().script_directory.get_heads())
        found = set(migrations().migration_context.get_current_heads())
        known = {script.revision for script in migrations().script_directory.walk_revisions()}
    except sa.exc.SQLAlchemyError as fault:
        yield f"The database cannot be reached: {reason(fault)}. Start it, or correct ASSESS_DATABASE_URL."
        return
    finally:
        db.session.close()
    if found - known:
        yield "The database was made by a newer version of this program. Install that version, or restore a backup."
    elif found != there:
        what = "is older than this program" if found else "has no tables yet"
        yield f"The database {what}. Run: assess migrate"


def reason(fault: sa.exc.SQLAlchemyError) -> str:
    """Return the driver's own words in one line, without the statement and its values."""
    said = str(getattr(fault, "orig", None) or fault)
    return " ".join(said.split())


def _demo(settings: Settings) -> Iterator[str]:
    if settings.demo and settings.secure:
        yield (
            "ASSESS_DEMO is 1, which opens the service to demo sign-ins without a second factor, and ASSESS_BASE_URL "
            "is https, as for real companies. Set ASSESS_DEMO=0, or another ASSESS_BASE_URL."
        )


def _fonts() -> Iterator[str]:
    try:
        missing_glyphs("備")
    except NoJapaneseFont as fault:
        yield f"{fault} On Debian: apt-get install {fault.package}"


def _key(app: Flask, settings: Settings) -> Iterator[str]:
    path: Path | None = settings.signing_file
    name = f"ASSESS_SIGNING_PKCS12 ({path})" if path else "The development key"
    try:
        if path:
            safekeeping.require_closed(path)
        signer = press_of(app).signer
    except FileNotFoundError:
        yield f"{name} is not there. Put the issuer's key there, or correct the setting."
    except (ValueError, OSError, safekeeping.UnsafeFile) as fault:
        yield f"{name} cannot be used: {fault}. Correct the file, or ASSESS_SIGNING_PASSPHRASE."
    else:
        if signer.expires_at <= datetime.now(UTC):
            yield f"{name} expired on {signer.expires_at:%Y-%m-%d}: nothing may be signed with it. Set a newer key."
