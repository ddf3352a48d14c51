"""What the commands on rules and editions read, and how they end."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from assess.cli.saying import end_with, say
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


def letters_that_papers_lack() -> Callable[[str], Sequence[str]] | None:
    """What names the letters of a text that no font of the papers has; None, and a word, where there are no fonts."""
    # Here, because the typesetter takes a second that the other commands on rules do not need.
    from assess.documents import NoJapaneseFont, missing_glyphs  # noqa: PLC0415

    try:
        missing_glyphs("あ")
    except NoJapaneseFont as missing:
        say(f"The letters of the texts are not checked: {missing}", err=True)
        return None
    return missing_glyphs
