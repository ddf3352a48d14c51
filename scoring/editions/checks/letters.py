"""Every letter of a text can be printed (docs/rules.md § 1)."""

from collections.abc import Callable, Iterator, Sequence

from ...reading.faults import Fault, listed
from ...reading.tree import Tree
from .trees import Found

LANGUAGES = ("ja", "en")
Unprintable = Callable[[str], Sequence[str]]
"""Names the letters of a text that no font of the papers has; fonts are not known in here, so the caller brings it."""


def letters_can_be_printed(file: Tree, unprintable: Unprintable) -> Found:
    """A fault for each text of a file with letters that papers cannot show."""
    for words in _texts(file):
        missing = unprintable(words.word or "")
        if missing:
            wrong = f"holds {listed(missing)}, which no font of the papers has"
            yield Fault(words.path, f"{wrong}; write it in other letters")


def _texts(tree: Tree) -> Iterator[Tree]:
    for entry in tree.entries():
        if entry.word is not None and entry.key in LANGUAGES:
            yield entry
        yield from _texts(entry)
