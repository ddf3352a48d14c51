"""Commands for those who write editions: schemas, the next edition, what changed, publishing."""

from pathlib import Path

import click

import scoring
from assess.cli.reading import BAD_INPUT, QUESTIONNAIRES, editions_option, letters_that_papers_lack
from assess.cli.saying import end_with, say
from scoring import Edition, EditionFaults


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=QUESTIONNAIRES / "schemas")
def schema(directory: Path) -> None:
    """Write the JSON Schemas of an edition's files to DIRECTORY."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, text in scoring.schemas().items():
            (directory / name).write_text(text, encoding="utf-8")
            say(directory / name)
    except OSError as error:
        end_with([f"{directory}: cannot be written ({error.strerror})"], BAD_INPUT)


@click.command("new-edition")
@click.argument("questionnaire")
@click.argument("name")
@editions_option
def new_edition(questionnaire: str, name: str, root: Path) -> None:
    """Copy the latest edition of QUESTIONNAIRE to a new one named NAME, as in 2027-04."""
    try:
        directory = scoring.new_edition(root, questionnaire, name)
    except EditionFaults as error:
        end_with(error.faults, BAD_INPUT)
    except OSError as error:
        end_with([f"{error.filename}: cannot be written ({error.strerror})"], BAD_INPUT)
    say(f"{directory} is made. Change its title and what is to change, say why in its CHANGELOG.md, then:")
    say(f"  assess check {directory}")


@click.command()
@click.argument("old")
@click.argument("new")
@editions_option
def diff(old: str, new: str, root: Path) -> None:
    """Say in words what changed from OLD to NEW: ids, as in sme-cyber/2026-10, or directories."""
    lines = scoring.changes(loaded(old, root), loaded(new, root))
    say(*(lines or ["nothing changed"]))


@click.command()
@click.argument("edition")
@editions_option
def publish(edition: str, root: Path) -> None:
    """Put EDITION, as in sme-cyber/2026-10, on the list of files that are never changed again."""
    try:
        scoring.publish(root, edition, letters_that_papers_lack())
    except EditionFaults as error:
        end_with(error.faults, BAD_INPUT)
    except OSError as error:
        end_with([f"{error.filename}: cannot be written ({error.strerror})"], BAD_INPUT)
    say(f"{edition} is published. Its files must not change any more.")


def loaded(name: str, root: Path) -> Edition:
    """The edition of an id or a directory; the command ends with its faults if it has any."""
    directory = root / name if (root / name).is_dir() else Path(name)
    try:
        return scoring.load_edition(directory)
    except EditionFaults as error:
        end_with((f"{name}/{fault}" for fault in error.faults), BAD_INPUT)
