"""The published editions that this installation knows, loaded once at the start."""

from functools import cache
from pathlib import Path

from assess.errors import NotFound
from scoring import Edition, load_published

SECONDS_A_QUESTION = 31
"""Reading a question with its options at 500 Japanese characters a minute, and four seconds to choose."""
_loaded: dict[str, Edition] = {}


def load(root: Path) -> None:
    """Load the published editions under a directory; raises scoring.EditionFaults with every fault of theirs."""
    _loaded.clear()
    _loaded.update(_read(root))


def edition(name: str) -> Edition:
    """Return an edition by its name, e.g. "sme-cyber/2026-10"; raises NotFound."""
    try:
        return _loaded[name]
    except KeyError:
        raise NotFound from None


def everything() -> dict[str, Edition]:
    """Return all loaded editions by name."""
    return dict(_loaded)


def latest(questionnaire: str = "sme-cyber") -> Edition:
    """Return the newest edition of a questionnaire: the one in which an assessment starts today."""
    names = [name for name, found in _loaded.items() if found.questionnaire == questionnaire]
    if not names:
        raise NotFound
    return _loaded[max(names)]


def minutes(book: Edition) -> int:
    """Estimate how long all questions of an edition take, to five minutes."""
    return max(5, 5 * round(SECONDS_A_QUESTION * len(book.questions) / 300))


# An edition never changes once published, so one reading a process is enough.
_read = cache(load_published)
