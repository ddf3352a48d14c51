"""The command of those who change tables: the next migration, written from what the models say."""

import re
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from assess import create_app
from assess.config import Settings
from assess.extensions import db
from assess.store.checks import differing_checks
from assess.store.database import migrations

VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"


@click.command("new-migration")
@click.argument("words")
@click.option(
    "--into",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=VERSIONS,
    help="The folder to write to; that of the migrations if left out.",
)
def new_migration(words: str, into: Path) -> None:
    """Write the next migration, called WORDS, from the tables as they are to what the models say.

    It works on an empty database of its own and touches no other. Ends with 1 if there is nothing to change.
    """
    with TemporaryDirectory() as folder:
        app = create_app(Settings.from_environment({"ASSESS_INSTANCE": folder}))
        copied = shutil.copytree(VERSIONS, Path(folder) / "versions")
        app.config["ALEMBIC"] = {**app.config["ALEMBIC"], "version_locations": [str(copied)]}
        with app.app_context():
            migrations().upgrade()
            checks = differing_checks(db.engine)
            if not migrations().compare_metadata() and not checks:
                raise click.ClickException("The migrations make what the models say already; change a model first.")
            made = _written(words, copied)
            db.engine.dispose()
        path = into / made.name
        path.write_text(_as_we_write(made.read_text("utf-8")), "utf-8")
    click.echo(f"{path}: read it, and mend what it cannot know")
    for check in checks:
        click.echo(f"  {check}: write that by hand, Alembic does not look at checks")


def _written(words: str, versions: Path) -> Path:
    """Write the script; numbers go up by one, so that a list of the files is the order of the migrations."""
    alembic = migrations()
    number = 1 + max(int(path.name[:4]) for path in versions.glob("[0-9]*.py"))
    alembic.rev_id = lambda: f"{number:04d}"  # type: ignore[method-assign]  # as the library would have it
    with redirect_stdout(StringIO()):  # it would name the folder of the moment
        [script] = alembic.revision(words, path=str(versions))
    assert script is not None
    return Path(script.path)


def _as_we_write(script: str) -> str:
    """Change tables that may hold rows by `altered`, which SQLite needs; a table made in the script holds none."""
    made = set(re.findall(r"op\.create_table\('(\w+)'", script))
    parts = re.split(r"(?=^    with op\.batch_alter_table)", script, flags=re.MULTILINE)
    changed = [_altered(part, made) for part in parts]
    if changed != parts:
        changed[0] = changed[0].replace("as sa\n", "as sa\n\nfrom assess.store.altering import altered\n", 1)
    return re.sub(r"[ \t]+\n", "\n", "".join(changed))


def _altered(part: str, made: set[str]) -> str:
    begin = re.match(r"    with op\.batch_alter_table\('(\w+)', schema=None\) as batch_op:", part)
    if begin is None or begin[1] in made:
        return part
    return f"    with altered('{begin[1]}') as table:" + part[begin.end() :].replace("batch_op.", "table.")
