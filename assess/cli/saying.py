"""What the command prints. What came from a file may steer a terminal or turn a line round, so signs are shown."""

import sys
import unicodedata
from collections.abc import Iterable
from typing import NoReturn

import click

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control, format (bidirectional among them) and surrogate signs, separators of lines and paragraphs."""


def say(*lines: object, err: bool = False) -> None:
    """Print each line, its control and bidirectional signs shown escaped; to standard error where `err`."""
    for line in lines:
        click.echo(visible(str(line)), err=err)


def end_with(sentences: Iterable[str], code: int) -> NoReturn:
    """Print sentences, one a line, to standard error and end with an exit code."""
    say(*sentences, err=True)
    sys.exit(code)


def visible(text: str) -> str:
    """Show signs that would not print as they are, U+202E as \\u202e."""
    return "".join(_escaped(sign) if unicodedata.category(sign) in _STEERING else sign for sign in text)


def _escaped(sign: str) -> str:
    return f"\\x{ord(sign):02x}" if ord(sign) < 0x100 else f"\\u{ord(sign):04x}"
