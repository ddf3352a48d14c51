"""No client keeps the setters of papers to itself: two papers at a time, the next waits, others come again."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from assess.errors import OneAtATime
from assess.extensions import client

AT_ONCE = 2
WAITING = 16
"""So many requests may wait for their client's turn in a process; each holds a thread of the server."""
_PATIENCE_SECONDS = 5

_Answer = TypeVar("_Answer")
_Arguments = ParamSpec("_Arguments")
_changed = threading.Condition()
_at_work: Counter[str] = Counter()
_waiting: Counter[str] = Counter()


def in_turn(view: Callable[_Arguments, _Answer]) -> Callable[_Arguments, _Answer]:
    """Let a view that makes or opens papers be run for a client twice at once; raises OneAtATime beyond that."""

    @wraps(view)
    def waited(*arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Answer:
        with _turn(client()):
            return view(*arguments, **named)

    return waited


@contextmanager
def _turn(whose: str) -> Iterator[None]:
    with _changed:
        _wait_for_turn(whose)
        _at_work[whose] += 1
    try:
        yield
    finally:
        with _changed:
            _at_work[whose] -= 1
            if not _at_work[whose]:
                del _at_work[whose]
            _changed.notify_all()


def _wait_for_turn(whose: str) -> None:
    if _at_work[whose] < AT_ONCE:
        return
    if _waiting.total() >= WAITING:
        raise OneAtATime
    _waiting[whose] += 1
    try:
        if not _changed.wait_for(lambda: _at_work[whose] < AT_ONCE, _PATIENCE_SECONDS):
            raise OneAtATime
    finally:
        _waiting[whose] -= 1
