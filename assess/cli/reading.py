"""What the commands on rules and editions read, and how they end."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

import click

from scoring import Edition, EditionFaults, load_editions

QUESTIONNAIRES = Path(__file__).resolve().parents[2] / "questionnaires"
FAULTY = 1
BAD_INPUT = 2

editions_option = click.option(
    "--editions",
    "root",
    type=click.Path(path_type=Path),
    default=QUESTIONNAIRES,
    help="The directory of the editions; the product's own if left out.",
)


def end_with(sentences: Iterable[str], code: int) -> NoReturn:
    """Print sentences, one a line, to standard error and end with an exit code."""
    for sentence in sentences:
        click.echo(sentence, err=True)
    sys.exit(code)


def editions_in(root: Path) -> Mapping[str, Edition]:
    """Every edition under a directory; ends the command with all faults if one is faulty."""
    try:
        return load_editions(root)
    except EditionFaults as error:
        end_with(error.faults, BAD_INPUT)
