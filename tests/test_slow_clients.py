"""Clients that send half a request and then rest, two hundred at once, keep nobody else waiting."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask

from tests.test_nothing_is_lost import _answers, _wait_until

HALF_SENT = 200
HEADER = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: "
BODY = (
    b"POST /start HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 5000\r\n\r\nplan="
)


@pytest.fixture
def server(app: Flask, tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The service as it is started, in one process; its port, and the process that keeps it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    told = app.extensions["settings"]
    given = {"ASSESS_INSTANCE": str(tmp_path), "ASSESS_DATABASE_URL": told.database_url, "PORT": str(port)}
    command = [str(Path(sys.executable).with_name("assess")), "serve", "--workers", "1"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env={**os.environ, **given}, stdout=log, stderr=log)
    _wait_until(lambda: _answers(port))
    yield port, process
    process.terminate()
    process.wait(60)


def page(port: int, address: str = "/questions") -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=60) as answer:
        return int(answer.status)


@pytest.mark.parametrize("begun", [b"", HEADER, BODY], ids=["nothing", "header", "body"])
def test_two_hundred_half_sent_requests_leave_the_service_answering(
    server: tuple[int, subprocess.Popen[bytes]], begun: bytes
) -> None:
    port, _process = server
    assert page(port) == 200
    with ExitStack() as held:
        for _ in range(HALF_SENT):
            client = held.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(begun)
        assert [page(port) for _ in range(5)] == [200] * 5


def test_a_service_that_is_told_to_stop_ends_well_and_has_told_of_each_request(
    server: tuple[int, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    port, process = server
    assert page(port) == 200
    process.terminate()
    assert process.wait(60) == 0
    assert "GET /questions HTTP/1.1" in (tmp_path / "log").read_text("utf-8")


def test_a_request_larger_than_any_page_takes_is_refused_and_more_is_not_read(
    server: tuple[int, subprocess.Popen[bytes]],
) -> None:
    port, _process = server
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(BODY.replace(b"5000", b"99999999999"))
        client.settimeout(60)
        assert b" 413 " in client.recv(1000)
