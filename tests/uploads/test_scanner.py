"""Where a virus scanner is named, nothing is kept without its word; tried with a small server that speaks as clamd."""

import io
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from assess import create_app, surroundings
from assess.cases import assessments, evidence, lookup, passes
from assess.config import SettingFault
from assess.store.models import Evidence
from assess.uploads import Scanner
from assess.uploads.refusals import Infected, ScannerAway
from tests import browsers, builders, files
from tests.conftest import settings

# In two parts, so that no scanner takes this file for the test file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLEAN, FOUND, TOO_LONG = (
    b"stream: OK\0",
    b"stream: Eicar-Test-Signature FOUND\0",
    b"INSTREAM size limit exceeded. ERROR\0",
)


class Clamd:
    """A server that takes files as clamd does, remembers them, and answers by what is in them."""

    def __init__(self, line: socket.socket, answer: bytes | None = None) -> None:
        self.seen: list[bytes] = []
        self._line, self._answer = line, answer
        self._line.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._line.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as given:
                assert given.read(10) == b"zINSTREAM\0"
                parts = []
                while size := struct.unpack(">I", given.read(4))[0]:
                    parts.append(given.read(size))
                self.seen.append(b"".join(parts))
                caller.sendall(self._said(self.seen[-1]))

    def _said(self, content: bytes) -> bytes:
        if self._answer is not None:
            return self._answer
        return FOUND if EICAR in content else CLEAN


@contextmanager
def listening(answer: bytes | None = None) -> Iterator[tuple[Clamd, Scanner]]:
    """A clamd on a free port, and a scanner that asks it."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        yield Clamd(line, answer), Scanner("127.0.0.1", line.getsockname()[1])
        line.shutdown(socket.SHUT_RDWR)


def test_the_scanner_is_given_every_byte_and_its_word_holds() -> None:
    content = bytes(range(256)) * 1000
    with listening() as (clamd, scanner):
        scanner.ask(content)
        with pytest.raises(Infected):
            scanner.ask(b"before" + EICAR + b"after")
        assert clamd.seen[0] == content


@pytest.mark.parametrize("answer", [TOO_LONG, b"", b"stream: OK", b"UNKNOWN COMMAND\0"])
def test_any_other_answer_is_none(answer: bytes) -> None:
    with listening(answer) as (_, scanner), pytest.raises(ScannerAway):
        scanner.ask(b"content")


def test_a_scanner_that_is_away_or_silent_lets_nothing_through(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
        with pytest.raises(ScannerAway):  # it listens, and says nothing
            Scanner("127.0.0.1", port, patience=0.2).ask(b"content")
    for away in (Scanner("127.0.0.1", port), Scanner(str(tmp_path / "none"))):
        with pytest.raises(ScannerAway):
            away.ask(b"content")


def test_a_socket_of_this_machine_will_do(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(tmp_path / "clamd"))
        clamd = Clamd(line)
        Scanner(str(tmp_path / "clamd")).ask(b"content")
        assert clamd.seen == [b"content"]
        line.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def scanned(app: Flask, tmp_path: Path) -> Iterator[tuple[Flask, Clamd]]:
    """The application with a scanner."""
    with listening() as (clamd, scanner):
        app.extensions["scanner"] = scanner
        app.config["WTF_CSRF_ENABLED"] = False
        yield app, clamd


def kept(app: Flask, aid: str) -> list[Evidence]:
    with app.app_context():
        return [row for rows in evidence.listed(lookup.find(aid)).values() for row in rows]


@pytest.mark.parametrize("script", [True, False])
def test_what_the_scanner_knows_is_refused_on_the_page_and_a_clean_file_kept(
    scanned: tuple[Flask, Clamd], script: bool
) -> None:
    app, clamd = scanned
    with app.app_context():
        aid = builders.answered().public_id
    browser = app.test_client()
    browser.get("/?lang=en")
    browsers.let_own(app, browser, aid)
    where, said = f"/a/{aid}/evidence/answer/remote-mfa", {"Accept": "application/json"} if script else {}

    def send(name: str, content: bytes) -> tuple[int, str]:
        data = {"file": (io.BytesIO(content), name), "held_good_on": "2026-11-01"}
        answer = browser.post(where, data=data, headers=said)
        return answer.status_code, answer.get_data(as_text=True)

    status, told = send("a.txt", EICAR)
    assert (status, "harmful" in told, kept(app, aid)) == (400, True, [])
    app.extensions["scanner"] = Scanner("127.0.0.1", 9)
    status, told = send("a.png", files.png())
    assert (status, "virus scanner does not answer" in told, kept(app, aid)) == (503, True, [])
    app.extensions["scanner"] = None
    assert send("a.png", files.png())[0] in (200, 303)
    assert (len(kept(app, aid)), clamd.seen) == (1, [EICAR])


def test_a_colleague_who_was_asked_is_scanned_too(scanned: tuple[Flask, Clamd]) -> None:
    app, clamd = scanned
    with app.test_request_context("/"):
        aid = assessments.start(builders.details(), "ja").public_id
        code = passes.ask(aid, "identity", "田中")
    browser = app.test_client()
    browser.post("/colleague", data={"code": code})
    data = {"file": (io.BytesIO(EICAR), "a.txt"), "held_good_on": "2026-11-01"}
    answer = browser.post(f"/colleague/{aid}/identity/evidence/answer/remote-mfa", data=data)
    assert (answer.status_code, clamd.seen) == (400, [EICAR])


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("[::1]:3310", ("::1", 3310)),
        ("/run/clamav/clamd.ctl", ("/run/clamav/clamd.ctl", None)),
        ("", None),
    ],
)
def test_the_setting_names_a_host_and_port_or_a_socket(text: str, means: object, tmp_path: Path) -> None:
    assert surroundings.scanner({"ASSESS_SCANNER": text}) == means
    made = create_app(replace(settings(f"sqlite:///{tmp_path / 'a.sqlite'}", tmp_path), scanner=means))
    assert made.extensions["scanner"] == (Scanner(*means) if isinstance(means, tuple) else None)


@pytest.mark.parametrize("text", ["clamd", "clamd:", ":3310", "clamd:0", "clamd:x", "clamd:70000"])
def test_a_setting_that_cannot_be_meant_is_said_at_the_start(text: str) -> None:
    with pytest.raises(SettingFault, match="ASSESS_SCANNER"):
        surroundings.scanner({"ASSESS_SCANNER": text})
