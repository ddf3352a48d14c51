"""The three files of an edition as trees, and what every check of ids is made of (docs/rules.md § 1).

A check yields faults of one file and trusts no shape (see `reading/tree.py`); shapes are checked by the models.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...reading.faults import Fault, listed, nearest
from ...reading.tree import Tree

Found = Iterator[Fault]


class Files:
    """The three files of an edition as trees, with the lists of entries that the checks go through."""

    def __init__(self, directory: Path, values: Mapping[str, Any]) -> None:
        self.directory = directory
        self.asked, self.tariff, self.coverage = (Tree(value) for value in values.values())
        self.scales = list(self.asked.at("scales").entries())
        self.domains = list(self.asked.at("domains").entries())
        self.questions = [question for domain in self.domains for question in domain.at("questions").entries()]
        self.tiers = list(self.tariff.at("tiers").entries())
        self.credits = list(self.tariff.at("credits").entries())
        self.groups = list(self.tariff.at("groups").entries())
        self.risks = list(self.coverage.at("risks").entries())
        self.sub_risks = [sub_risk for risk in self.risks for sub_risk in risk.at("sub_risks").entries()]
        self.accidents = [accident for sub in self.sub_risks for accident in sub.at("accidents").entries()]

    def options(self, question: Tree) -> list[str]:
        """The option ids of a question's scale; none where it has no scale that is there."""
        return self.asked.at("scales").at(question.at("scale").word or "").at("options").keys

    def scale(self, question: Tree) -> Tree:
        """The scale of a question; empty where there is none."""
        return self.asked.at("scales").at(question.at("scale").word or "")


def points_to(pointer: Tree, right: list[str] | None, kind: str) -> Found:
    """A fault if an id points nowhere; `right` is None where what it points into could not be read."""
    if right is not None and pointer.word is not None and pointer.word not in right:
        there = f"there are {listed(right)}{nearest(pointer.word, right)}"
        yield Fault(pointer.path, f"is {pointer.word}, which is not {kind}; {there}")


def no_repeats(words: Tree) -> Found:
    seen: set[str | None] = set()
    for word in words.entries():
        if word.word is not None and word.word in seen:
            yield Fault(word.path, f"is {word.word}, which the list already holds; keep one")
        seen.add(word.word)


def unique(entries: list[Tree]) -> Found:
    count = Counter(entry.key for entry in entries)
    seen: set[str] = set()
    for entry in entries:
        if count[entry.key] > 1 and entry.key in seen:
            yield Fault(entry.path, "is an id that is used above already; use another, as ids are unique")
        seen.add(entry.key)
