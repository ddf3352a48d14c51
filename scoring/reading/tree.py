"""A file's values as they were read, looked at without trusting their shape.

The checks between entries run even when an entry beside them is faulty, so that the writer of
an edition sees all faults at once; what has the wrong shape is simply not there for them.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple


class Tree(NamedTuple):
    """A value and the path of keys that leads to it."""

    value: Any
    path: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.path[-1]

    def at(self, key: str) -> "Tree":
        """What stands under a key; empty if there is no such key."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Tree(value, (*self.path, key))

    def entries(self) -> "Iterator[Tree]":
        """What a mapping or a list holds, in order; nothing for any other value."""
        if isinstance(self.value, dict):
            yield from (Tree(value, (*self.path, key)) for key, value in self.value.items())
        elif isinstance(self.value, list):
            yield from (Tree(value, (*self.path, str(n))) for n, value in enumerate(self.value, 1))

    @property
    def word(self) -> str | None:
        return self.value if isinstance(self.value, str) else None

    @property
    def whole(self) -> int | None:
        return self.value if type(self.value) is int else None

    @property
    def keys(self) -> list[str]:
        return list(self.value) if isinstance(self.value, dict) else []
