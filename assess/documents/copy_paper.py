"""What a company's copy of its declaration says: frozen primitives, ready to print, in one language."""

from dataclasses import dataclass
from datetime import datetime

from assess.documents.paper import Issuer


@dataclass(frozen=True)
class Entry:
    """One thing that was asked: the question, how it is counted, what was declared (a line for each part), a note.

    `by` and `at` say who entered it and when; None where the log does not tell.
    """

    name: str
    ask: str
    marking: str | None
    answer: str
    note: str = ""
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Part:
    """Entries under one heading, such as a domain."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class CopyPaper:
    """The copy of one declaration; `sha256` is that of the declared facts as canonical JSON."""

    receipt: str
    company: tuple[tuple[str, str], ...]
    edition: str
    edition_title: str
    plan: str
    number: int
    """Which declaration of the case it is, from 1."""
    name: str
    title: str
    at: datetime
    wording: str
    statements: tuple[str, ...]
    rate: int
    tier: str
    parts: tuple[Part, ...]
    sha256: str
    issuer: Issuer
