"""The command that prints an edition as a tariff book."""

from pathlib import Path
from typing import cast

import click

from assess import clock
from assess.cli.editions import loaded
from assess.cli.reading import BAD_INPUT, editions_in, editions_option
from assess.cli.saying import end_with, say
from scoring import Edition, is_published


@click.command()
@click.argument("edition")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The PDF file to write.")
@click.option("--lang", "language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
@editions_option
def book(edition: str, out: Path, language: str, root: Path) -> None:
    """Write EDITION, as in sme-cyber/2026-10, as a tariff book (PDF) that an actuary can sign."""
    # Here, because the typesetter takes a second that the other commands do not need.
    from assess.documents import Language, MissingGlyph, NoJapaneseFont, render_book  # noqa: PLC0415
    from assess.papers import book_paper  # noqa: PLC0415
    from assess.papers.book_changes import account_of  # noqa: PLC0415

    printed, spoken = loaded(edition, root), cast(Language, language)
    paper = book_paper(
        printed,
        spoken,
        published=is_published(root, printed.id),
        made_on=clock.today(),
        before=_before(printed, root),
        account=account_of(_log(edition, root), spoken),
    )
    try:
        content = render_book(paper, spoken)
        out.write_bytes(content)
    except (MissingGlyph, NoJapaneseFont) as fault:
        end_with([str(fault)], BAD_INPUT)
    except OSError as error:
        end_with([f"{out}: cannot be written ({error.strerror})"], BAD_INPUT)
    say(f"{out}: {printed.id}, {len(content)} bytes")


def _before(printed: Edition, root: Path) -> Edition | None:
    """The latest earlier edition of the same questionnaire."""
    here = [found for found in editions_in(root)[0].values() if found.questionnaire == printed.questionnaire]
    return max((found for found in here if found.edition < printed.edition), key=lambda f: f.edition, default=None)


def _log(name: str, root: Path) -> str:
    directory = root / name if (root / name).is_dir() else Path(name)
    return (directory / "CHANGELOG.md").read_text(encoding="utf-8")
