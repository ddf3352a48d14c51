"""What the commands on rules and editions read, and how they end."""

from collections.abc import Mapping
from pathlib import Path

import click

from assess.cli.saying import end_with
from scoring import Edition, sound_editions

QUESTIONNAIRES = Path(__file__).resolve().parents[2] / "questionnaires"
FAULTY = 1
BAD_INPUT = 2
PAST_EXPIRY = 3

editions_option = click.option(
    "--editions",
    "root",
    type=click.Path(path_type=Path),
    default=QUESTIONNAIRES,
    help="The directory of the editions; the product's own if left out.",
)


def editions_in(root: Path) -> tuple[Mapping[str, Edition], list[str]]:
    """The editions under a directory that can be used, drafts among them, and what is wrong with the others."""
    editions, faults = sound_editions(root)
    if not editions:
        end_with(faults, BAD_INPUT)
    return editions, faults
