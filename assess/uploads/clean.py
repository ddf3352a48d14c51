"""What a checked file is."""

import hashlib
from dataclasses import dataclass


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
    """The content that is kept, and its kind."""

    kind: Kind
    content: bytes


@dataclass(frozen=True)
class CleanFile:
    """A file that may be stored and handed out."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the hash under which it is stored."""
        return hashlib.sha256(self.content).hexdigest()
