"""What was acknowledged is kept, even when the server is killed under load."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask

from assess.cases import assessments, facts, lookup
from assess.extensions import db
from tests import builders
from tests.browsers import key_to

OPTIONS = ("never", "within-24-months", "within-12-months", "within-6-months")
COMPANIES = 4
ENOUGH = 8


class Writer(threading.Thread):
    """A company that changes one answer again and again, and remembers what was acknowledged."""

    def __init__(self, port: int, aid: str, cookie: str) -> None:
        super().__init__(daemon=True)
        self.port, self.aid, self.cookie = port, aid, cookie
        self.acknowledged: str | None = None
        self.sent: str | None = None
        self.count = 0

    def run(self) -> None:
        path = f"/a/{self.aid}/domains/people"
        try:
            page = self._ask("GET", path)[1]
            token = re.search(r'name="csrf_token" value="([^"]+)"', page)
            assert token, page
            while True:
                self.sent = OPTIONS[self.count % len(OPTIONS)]
                form = {"csrf_token": token[1], "version": "1000000", "training": self.sent}
                status, _ = self._ask("POST", path, urlencode(form))
                assert status in (200, 303), status
                self.acknowledged = self.sent
                self.count += 1
        except (OSError, http.client.HTTPException):
            return  # the server was killed

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Cookie": self.cookie, "Accept": "text/html", "Referer": f"http://127.0.0.1:{self.port}{path}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        # The page puts the form's token into the session.
        self.cookie = (answer.headers["Set-Cookie"] or self.cookie).split(";")[0]
        return answer.status, answer.read().decode()


@pytest.fixture
def server(any_app: Flask, tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    settings = any_app.extensions["settings"]
    environment = {
        **os.environ,
        "ASSESS_INSTANCE": str(tmp_path),
        "ASSESS_DATABASE_URL": settings.database_url,
        "ASSESS_SECRET_KEY": settings.secret_key,
        "PORT": str(port),
    }
    command = [str(Path(sys.executable).with_name("assess")), "serve", "--workers", "2"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait_until(lambda: _answers(port))
        yield port, process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _wait_until(reached: Callable[[], bool]) -> None:
    for _ in range(600):
        if reached():
            return
        time.sleep(0.1)
    raise AssertionError("it took more than a minute")


def test_every_acknowledged_answer_survives_a_kill_under_load(
    any_app: Flask, server: tuple[int, subprocess.Popen[bytes]]
) -> None:
    port, process = server
    drafts = [assessments.start(builders.details(), "ja").public_id for _ in range(COMPANIES)]
    writers = [Writer(port, aid, cookie(any_app, aid)) for aid in drafts]
    for writer in writers:
        writer.start()
    _wait_until(lambda: all(writer.count >= ENOUGH for writer in writers))
    os.killpg(process.pid, signal.SIGKILL)
    for writer in writers:
        writer.join(timeout=15)
    db.session.expire_all()
    for writer in writers:
        kept = facts.stated(lookup.find(writer.aid)).answers.get("training")
        assert kept in (writer.acknowledged, writer.sent)


def cookie(app: Flask, aid: str) -> str:
    """The cookie of the company's browser."""
    return f"{app.config['SESSION_COOKIE_NAME']}={key_to(aid)}"
