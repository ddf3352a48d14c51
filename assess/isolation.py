"""Does work on strangers' files in a child process, with limits of memory and time: one file at a time.

The child comes from a fork server that has the heavy libraries loaded and nothing else: no key, no database,
no request. Whatever a file does to it ends with it.
"""

import logging
import multiprocessing
import os
import resource
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

_Found = TypeVar("_Found")

_children = multiprocessing.get_context("forkserver")
# With "__main__" among them, the start script is read once and not again for each child.
_children.set_forkserver_preload(["__main__", "assess.documents.opening", "assess.uploads.judging"])


class Exceeded(Exception):
    """The work needed more memory or time than it may, or its process died of it."""


class Failed(Exception):
    """The work ended in an exception, whatever it was."""


class Busy(Exception):
    """Too many files wait to be looked at."""


class Cell:
    """Where one file at a time is worked on, within limits.

    `memory`: bytes over what a child has at rest. `places`: so many may be here at once in this process, the one at
    work among them; each of the others waits for its turn, `patience` seconds at most. `free` are those left.
    """

    def __init__(
        self, memory: int, cpu_seconds: int, wall_seconds: int = 20, places: int = 32, patience: int = 15
    ) -> None:
        self.memory, self.cpu_seconds, self.wall_seconds, self.patience = memory, cpu_seconds, wall_seconds, patience
        self.free = places
        self._turn, self._counting = threading.Lock(), threading.Lock()

    def apart(self, task: Callable[..., _Found], *arguments: object) -> _Found:
        """Return what `task` returns, done in a child process; arguments and result can be pickled.

        Raises Exceeded, Failed, and Busy where there is no place, or the turn does not come.
        """
        with self.turn():
            return self.at_once(task, *arguments)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn; raises Busy where there is no place, or it does not come."""
        self._take_place()
        try:
            if not self._turn.acquire(timeout=self.patience):
                raise Busy
            try:
                yield
            finally:
                self._turn.release()
        finally:
            with self._counting:
                self.free += 1

    def _take_place(self) -> None:
        with self._counting:
            if not self.free:
                raise Busy
            self.free -= 1

    def at_once(self, task: Callable[..., _Found], *arguments: object) -> _Found:
        """As `apart`, for one who holds the turn."""
        receiver, sender = _children.Pipe(duplex=False)
        child = _children.Process(target=_work, args=(sender, self.memory, self.cpu_seconds, task, arguments))
        child.daemon = True
        child.start()
        sender.close()
        try:
            if not receiver.poll(self.wall_seconds):
                raise Exceeded
            done, found = receiver.recv()
        except EOFError:
            raise Exceeded from None
        finally:
            child.kill()
            child.join()
            receiver.close()
        if done:
            return found  # type: ignore[no-any-return]
        raise Exceeded if found == MemoryError.__name__ else Failed(found)


def _work(
    answer: Connection, memory: int, cpu_seconds: int, task: Callable[..., Any], arguments: tuple[object, ...]
) -> None:
    _be_quiet()
    _limit_memory(memory)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = (True, task(*arguments))
    except Exception as fault:
        found = (False, type(fault).__name__)
    answer.send(found)


def _be_quiet() -> None:
    """Let no line of a stranger's file reach the log."""
    logging.disable(logging.CRITICAL)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _limit_memory(memory: int) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
