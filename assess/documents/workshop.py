"""Sets papers in a process of their own, one after another, so that pages stay quick while papers are made.

The typesetter may not be used by two threads at once, and its memory stays out of the processes that answer
requests (docs/design.md § 5). The process starts with the first paper and ends with the one that asked for it.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

from assess.isolation import Busy

PLACES = 8
"""So many papers may wait at once in a process; whoever comes then is told to come again."""

_Paper = TypeVar("_Paper")
_Arguments = ParamSpec("_Arguments")
_places = threading.BoundedSemaphore(PLACES)
_starting = threading.Lock()
_setters: list[ProcessPoolExecutor] = []


def set_apart(task: Callable[_Arguments, _Paper], *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Paper:
    """Return what `task` makes of plain values, made in the setters' process; what it raises is raised here.

    Raises Busy where all places are taken. A process that died is replaced, and the paper set once more.
    """
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        try:
            return _setter().submit(task, *arguments, **named).result()
        except BrokenProcessPool:
            _setters.clear()
            return _setter().submit(task, *arguments, **named).result()
    finally:
        _places.release()


def _setter() -> ProcessPoolExecutor:
    with _starting:
        if not _setters:
            fresh = multiprocessing.get_context("forkserver")
            _setters.append(ProcessPoolExecutor(1, mp_context=fresh, initializer=_end_with_parent))
        return _setters[0]


def _end_with_parent() -> None:
    """End when the process that asked for papers has ended, however it did."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
