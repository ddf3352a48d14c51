"""Every letter of a text can be printed (docs/rules.md § 1)."""

from collections.abc import Iterator, Set

from ...reading.faults import Fault
from ...reading.tree import Tree
from .trees import Found

LANGUAGES = ("ja", "en")


def unprintable(file: Tree, printable: Set[str]) -> Found:
    """A fault for each text of a file with letters that are not among those that can be printed."""
    for words in _texts(file):
        missing = sorted(set(words.word or "") - printable - set("\n"))
        if missing:
            named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing)
            yield Fault(words.path, f"holds {named}, which no font of the papers has; write it in other letters")


def _texts(tree: Tree) -> Iterator[Tree]:
    for entry in tree.entries():
        if entry.word is not None and entry.key in LANGUAGES:
            yield entry
        yield from _texts(entry)
