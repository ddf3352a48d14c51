"""The product as its users meet it: served by its own command, on its own demo data, in Chromium."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from assess import create_app
from assess.config import Settings
from assess.texts import editions
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


@dataclass(frozen=True)
class Site:
    """A running product: where it is, who may sign in, which certificates the demo holds."""

    url: str
    folder: Path
    environment: dict[str, str]
    passwords: dict[str, str]
    numbers: list[str]

    def owner_of(self, company: str) -> tuple[str, str]:
        """The path of a demo company's assessment, and the cookie of its browser."""
        with sqlite3.connect(self.folder / "sonae.sqlite") as database:
            asked = "SELECT a.public_id FROM assessment a JOIN company c ON c.id = a.company_id WHERE c.name = ?"
            [public_id] = database.execute(asked, (company,)).fetchone()
        app = create_app(Settings.from_environment(self.environment))
        with app.app_context():
            return f"/a/{public_id}", key_to(public_id)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("instance")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {**os.environ, "ASSESS_INSTANCE": str(folder), "ASSESS_DEMO": "1", "PORT": port}
    seeded = subprocess.run([ASSESS, "seed"], env=environment, check=True, capture_output=True, text=True)
    people = json.loads((folder / "demo-sign-ins.json").read_text("utf-8"))
    numbers = [line.strip() for line in seeded.stdout.splitlines() if line.strip().startswith("SC-")]
    server = subprocess.Popen([ASSESS, "serve", "--workers", "1"], env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        passwords = {person["email"]: person["password"] for person in people}
        yield Site(f"http://127.0.0.1:{port}", folder, environment, passwords, numbers)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a file: it holds an event loop, beside which other tests of the process could not run theirs."""
    assert CHROMIUM, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()
