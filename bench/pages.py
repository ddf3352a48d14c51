"""How long the company's pages take, on one core with SQLite on disk, beside bare Flask and SQLAlchemy views.

The bare views read and write the same rows with the same durability, and answer with a short string. Each
request goes through the whole application as shipped: sign-in, limits, headers, CSRF, compression. Both take
turns, so that they meet the same moods of the machine. CPU time leaves out waiting, for the disk or for a core
that others use. Run: python bench/pages.py [rounds]
"""

import multiprocessing
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import sqlalchemy as sa
from flask import Flask
from parts.bare import floor
from parts.browser import Answer, Browser
from parts.service import company, owner, service, started, version

from assess.extensions import db
from assess.texts import editions

DOMAIN = "identity"
QUESTION, OPTIONS = "cloud-mfa", ("all", "most")
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}
Work = Callable[[], object]


class Times(NamedTuple):
    """What one way of doing something took, each in milliseconds, and how many statements it sent."""

    wall: float
    cpu: float
    best: float
    statements: int


class Saver:
    """Sends the page of a domain with one choice changed, again and again, as its form would."""

    def __init__(self, app: Flask, public_id: str) -> None:
        self.browser, self.turn = owner(app, public_id), 0
        self.address, self.version = f"/a/{public_id}/domains/{DOMAIN}", version(app, public_id)
        self.answers = f"/a/{public_id}/answers?domain={DOMAIN}"
        page = self.browser.get(self.address, HTTP_ACCEPT_ENCODING="identity").content.decode()
        self.token = _found(r'name="csrf_token" value="([^"]+)"', page)
        chosen = re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)"[^>]* checked', page)
        notes = dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)', page))
        self.form = {"csrf_token": self.token, **dict(chosen), **notes}
        self.turn = OPTIONS.index(self.form[QUESTION]) if self.form.get(QUESTION) in OPTIONS else 0

    def save(self) -> Answer:
        sent = self.browser.post(self.address, {**self.form, **self._choice()})
        self.version = int(_found(r"saved=(\d+)", sent.headers["Location"]))
        return sent

    def save_and_next(self) -> Answer:
        return self.browser.get(self.save().headers["Location"])

    def autosave(self) -> Answer:
        sent = self.browser.post(self.answers, {"csrf_token": self.token, **self._choice()}, **AS_SCRIPT)
        self.version += 1
        return sent

    def _choice(self) -> dict[str, str]:
        self.turn += 1
        return {"version": str(self.version), QUESTION: OPTIONS[self.turn % 2]}


class BareSaver:
    """The same on the bare views."""

    def __init__(self, app: Flask) -> None:
        self.browser, self.turn = Browser(app), 0

    def send(self, address: str) -> Answer:
        self.turn += 1
        return self.browser.post(address, {"question": QUESTION, "option": OPTIONS[self.turn % 2]})

    def save_and_next(self) -> Answer:
        return self.browser.get(self.send("/save").headers["Location"])


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"{pattern} is not in {text[:300]}")
    return match[1]


def in_turn(engine: sa.Engine, rounds: int, *ways: Work) -> list[Times]:
    """Let the ways take turns; returns their times in the same order."""
    sent = [counted(engine, way) for way in ways]
    times: list[list[tuple[int, int]]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, taken in zip(ways, times, strict=True):
            wall, cpu = time.perf_counter_ns(), time.process_time_ns()
            way()
            taken.append((time.perf_counter_ns() - wall, time.process_time_ns() - cpu))
    return [_summed_up(taken, statements) for taken, statements in zip(times, sent, strict=True)]


def counted(engine: sa.Engine, way: Work) -> int:
    """Warm a way up, then count the statements that it sends."""
    for _ in range(10):
        way()
    seen: list[str] = []

    def note(*told: object) -> None:
        seen.append(str(told[2]))

    sa.event.listen(engine, "before_cursor_execute", note)
    way()
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def _summed_up(taken: list[tuple[int, int]], statements: int) -> Times:
    walls, cpus = zip(*taken, strict=True)
    return Times(median(walls) / 1e6, median(cpus) / 1e6, min(cpus) / 1e6, statements)


def line(name: str, times: Times, ratio: str = "", aim: str = "") -> None:
    figures = f"{times.wall:8.2f} {times.cpu:8.2f} {times.best:8.2f} {times.statements:5}"
    print(f"{name:22} {figures} {ratio:>6}   {aim}".rstrip())


def compare(engine: sa.Engine, rounds: int, name: str, ours: Work, bare: Work, aim: str) -> None:
    mine, its = in_turn(engine, rounds, ours, bare)
    line(name, mine, f"{mine.cpu / its.cpu:.1f} ×", aim)
    line("  bare", its)


def resident() -> float:
    """Resident memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def worker(folder: str, public_id: str, told: "multiprocessing.Queue[tuple[float, bool]]") -> None:
    """Open two hundred pages in a process of its own; tells its memory and whether PDF libraries were loaded."""
    app = started(Path(folder))
    browser, saver = owner(app, public_id), Saver(app, public_id)
    domains = list(editions.latest().domains)
    for place in range(100):
        browser.get(f"/a/{public_id}/domains/{domains[place % len(domains)]}")
    for _ in range(50):
        saver.save_and_next()
        browser.get(f"/a/{public_id}/result")
    told.put((resident(), "weasyprint" in sys.modules or "pyhanko" in sys.modules))


def memory(folder: str, public_id: str) -> None:
    """Print what one worker takes."""
    apart = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[tuple[float, bool]] = apart.Queue()
    process = apart.Process(target=worker, args=(folder, public_id, told))
    process.start()
    size, loaded = told.get(timeout=60)
    process.join()
    paper = "with" if loaded else "without"
    print(f"a worker after 200 pages: {size:.0f} MB, {paper} the libraries of PDF   aim: at most 110 MB")


def main(rounds: int) -> None:
    """Print one line a page, and one for the bare view under it."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        app = service(Path(folder))
        ours, other = company(app), company(app)
        with app.app_context():
            engine = db.engine
        browser, saver = owner(app, ours), Saver(app, ours)
        bare = floor(engine, other)
        plain, plain_saver = Browser(bare), BareSaver(bare)
        page = f"/a/{ours}/domains/{DOMAIN}"

        print(f"{'milliseconds':22} {'wall':>8} {'CPU':>8} {'CPU min':>8} {'SQL':>5} {'ratio':>6}")

        def row(name: str, mine: Work, its: Work, aim: str) -> None:
            compare(engine, rounds, name, mine, its, f"aim: {aim}")

        row(
            "question page",
            lambda: browser.get(page),
            lambda: plain.get("/domain"),
            "4 ms, 4 statements",
        )
        row("save", saver.save, lambda: plain_saver.send("/save"), "10 statements")
        row("save and next page", saver.save_and_next, plain_saver.save_and_next, "6 ms")
        row("a choice saves itself", saver.autosave, lambda: plain_saver.send("/autosave"), "10 statements")
        row(
            "result page",
            lambda: browser.get(f"/a/{ours}/result"),
            lambda: plain.get("/result"),
            "12 ms",
        )
        engine.dispose()
        memory(folder, company(app))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
