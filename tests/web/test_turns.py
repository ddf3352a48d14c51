"""One client cannot keep the setters of papers to itself."""

import threading

import pytest
from flask import Flask

from assess.errors import OneAtATime
from assess.web import turns


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> "Work":
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 0)
    return Work()


class Work:
    """A paper that is being made until `done`, asked for from one address or another."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.begun = threading.Semaphore(0)
        self._threads: list[threading.Thread] = []

    def ask(self, app: Flask, address: str) -> None:
        def run() -> None:
            with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
                self.make()

        self._threads.append(threading.Thread(target=run))
        self._threads[-1].start()
        assert self.begun.acquire(timeout=60)

    @turns.in_turn
    def make(self) -> None:
        self.begun.release()
        assert self.done.wait(60)

    def finish(self) -> None:
        self.done.set()
        for thread in self._threads:
            thread.join(60)


def test_a_third_paper_at_once_waits_and_then_is_told_to_come_again(app: Flask, work: Work) -> None:
    for _ in range(turns.AT_ONCE):
        work.ask(app, "192.0.2.1")
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}), pytest.raises(OneAtATime):
        work.make()
    work.ask(app, "192.0.2.2")
    work.finish()
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        work.make()


def test_who_waits_gets_its_turn_as_soon_as_one_is_done(
    app: Flask, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 60)
    for _ in range(turns.AT_ONCE):
        work.ask(app, "192.0.2.1")
    waits = threading.Thread(target=work.ask, args=(app, "192.0.2.1"))
    waits.start()
    work.done.set()
    waits.join(60)
    assert not waits.is_alive()
    work.finish()


def test_only_so_many_may_wait(app: Flask, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 60)
    monkeypatch.setattr(turns, "WAITING", 0)
    for _ in range(turns.AT_ONCE):
        work.ask(app, "192.0.2.1")
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}), pytest.raises(OneAtATime):
        work.make()
    work.finish()
