"""Does work on strangers' files in a child process, with limits of memory and time: one file at a time.

The child comes from a fork server that has the heavy libraries loaded and nothing else: no key, no database,
no request. Whatever a file does to it ends with it.
"""

import logging
import multiprocessing
import os
import resource
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

_Found = TypeVar("_Found")
_MEMORY = 256 * 2**20
_CPU_SECONDS = 4
_WALL_SECONDS = 20
_TURN_SECONDS = 15

_children = multiprocessing.get_context("forkserver")
# With "__main__" among them, the start script is read once and not again for each child.
_children.set_forkserver_preload(["__main__", "assess.documents.opening"])
_turn = threading.Lock()


class Exceeded(Exception):
    """The work needed more memory or time than it may, or its process died of it."""


class Failed(Exception):
    """The work ended in an exception, whatever it was."""


class Busy(Exception):
    """Too many files wait to be looked at."""


def apart(task: Callable[..., _Found], *arguments: object) -> _Found:
    """Return what `task` returns, done in a child process with 256 MiB and 4 seconds of processor time.

    Arguments and result are plain values that can be pickled. Raises Exceeded, Failed, and Busy where this
    process's turn does not come within 15 seconds.
    """
    if not _turn.acquire(timeout=_TURN_SECONDS):
        raise Busy
    try:
        return _in_child(task, arguments)  # type: ignore[no-any-return]
    finally:
        _turn.release()


def _in_child(task: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
    receiver, sender = _children.Pipe(duplex=False)
    child = _children.Process(target=_work, args=(sender, task, arguments), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(_WALL_SECONDS):
            raise Exceeded
        done, found = receiver.recv()
    except EOFError:
        raise Exceeded from None
    finally:
        child.kill()
        child.join()
        receiver.close()
    if done:
        return found
    raise Exceeded if found == MemoryError.__name__ else Failed(found)


def _work(answer: Connection, task: Callable[..., object], arguments: tuple[object, ...]) -> None:
    _be_quiet()
    _limit_memory()
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
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


def _limit_memory() -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, used + _MEMORY))
