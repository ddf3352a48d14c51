"""The product as its users meet it: served by its own command, on its own demo data, in Chromium."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from assess import create_app
from assess.config import Settings
from assess.texts import editions
from tests.browser.wire import Wire, wire_to
from tests.browsers import key_to
from tests.conftest import FIRST_EDITION

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Chromium of its own accord looks for updates and hosts of its maker; the tests stay on this machine.
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
ASSESS = str(Path(sys.executable).with_name("assess"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def loaded_editions() -> None:
    editions.load(FIRST_EDITION)


PATIENCE = 60.0
"""Seconds that a test waits for something to become so; a busy machine takes its time."""
expect.set_options(timeout=PATIENCE * 1000)


def eventually(so: Callable[[], object]) -> None:
    """Wait until something is so; for what no page can tell."""
    ends = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < ends, "it did not become so"
        time.sleep(0.05)


class Server:
    """The product's own command, which can be killed and started again."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [ASSESS, "serve", "--workers", "1"]
        self._process = subprocess.Popen(
            command,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        eventually(self._answers)

    def kill(self) -> None:
        """End it without a word, its workers too."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """End it as an administrator does."""
        assert self._process
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self._environment['PORT']}/").close()
        except OSError:
            return False
        return True


@dataclass(frozen=True)
class Site:
    """A running product: where it is, who may sign in, which certificates the demo holds."""

    url: str
    folder: Path
    environment: dict[str, str]
    passwords: dict[str, str]
    numbers: list[str]
    server: Server

    def owner_of(self, company: str) -> tuple[str, str]:
        """The path of a demo company's assessment, the first of its name, and the cookie of its browser."""
        asked = (
            "SELECT a.public_id FROM assessment a JOIN company c ON c.id = a.company_id"
            " WHERE c.name = ? ORDER BY a.id LIMIT 1"
        )
        [[public_id]] = self._read(asked, company)
        app = create_app(Settings.from_environment(self.environment))
        with app.app_context():
            return f"/a/{public_id}", key_to(public_id)

    def stored(self, path: str, question: str) -> tuple[str | None, str]:
        """The option and the note that the database holds for a question of the assessment at a path."""
        asked = (
            "SELECT w.option, w.note FROM answer w JOIN assessment a ON a.id = w.assessment_id"
            " WHERE a.public_id = ? AND w.question = ?"
        )
        found = self._read(asked, path.removeprefix("/a/"), question)
        return found[0] if found else (None, "")

    def _read(self, asked: str, *values: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "sonae.sqlite", timeout=PATIENCE) as database:
            return database.execute(asked, values).fetchall()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("instance")) as running:
        yield running


@contextmanager
def served(folder: Path, **more: str) -> Iterator[Site]:
    """Serve the product with demo data in a folder; keywords are further settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {**os.environ, "ASSESS_INSTANCE": str(folder), "ASSESS_DEMO": "1", "PORT": port, **more}
    seeded = subprocess.run([ASSESS, "seed"], env=environment, check=True, capture_output=True, text=True)
    people = json.loads((folder / "demo-sign-ins.json").read_text("utf-8"))
    numbers = [line.strip() for line in seeded.stdout.splitlines() if line.strip().startswith("SC-")]
    server = Server(environment)
    server.start()
    try:
        passwords = {person["email"]: person["password"] for person in people}
        yield Site(f"http://127.0.0.1:{port}", folder, environment, passwords, numbers, server)
    finally:
        server.stop()


@pytest.fixture
def wire(site: Site) -> Iterator[Wire]:
    """A line to the server that a test can slow down and cut."""
    with wire_to(site.url) as made:
        yield made


@pytest.fixture
def wired(site: Site, wire: Wire) -> Site:
    """The product as it is met over that line."""
    return replace(site, url=wire.url)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a file: it holds an event loop, beside which other tests of the process could not run theirs."""
    assert CHROMIUM, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()
