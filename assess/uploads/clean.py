"""What a checked file is."""

import hashlib
from dataclasses import dataclass
from datetime import date

from assess.uploads.left_out import LeftOut


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken.

    `endings` are those that a stored file may have, the usual one first; `known_as` those under which it
    may come as well, and under which it is not kept.
    """

    media_type: str
    endings: tuple[str, ...]
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cleaned:
    """The content that is kept, its kind, the day on which a picture was taken, and what was left out."""

    kind: Kind
    content: bytes
    taken_on: date | None = None
    left_out: frozenset[LeftOut] = frozenset()


@dataclass(frozen=True)
class CleanFile:
    """A file that may be stored and handed out; `taken_on` is the day that a picture itself says."""

    name: str
    media_type: str
    content: bytes
    taken_on: date | None = None
    left_out: frozenset[LeftOut] = frozenset()

    @property
    def sha256(self) -> str:
        """Return the hash under which it is stored."""
        return hashlib.sha256(self.content).hexdigest()
