"""Companies drawn from a seed by SHA-256, so that they are the same with every Python, for ever."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import TypeVar

from scoring import UNKNOWN, Edition, Facts

T = TypeVar("T")


class Draws:
    """A row of choices that only the seed decides."""

    def __init__(self, seed: str) -> None:
        self.seed, self.count = seed, 0

    def below(self, limit: int) -> int:
        self.count += 1
        drawn = hashlib.sha256(f"{self.seed} {self.count}".encode()).digest()
        return int.from_bytes(drawn, "big") % limit

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]


def companies(edition: Edition, count: int) -> Iterator[Facts]:
    """From companies that have nearly nothing to those that have nearly all, each with gaps of its own."""
    for number in range(count):
        draws = Draws(f"{edition.id} {number}")
        care = 100 - draws.below(101) * draws.below(101) // 100
        yield Facts(
            edition=edition.id,
            plan=draws.one(list(edition.plans)),
            profile={fact: draws.below(2) == 0 for fact in edition.profile},
            answers={q: answer for q in edition.questions if (answer := _answer(edition, q, care, draws)) is not None},
            credits=tuple(c.id for c in edition.credits.values() if c.active and draws.below(3) == 0),
            premium=draws.one([None, 100_000, 333_333, 1_234_567]),
        )


def _answer(edition: Edition, question: str, care: int, draws: Draws) -> str | None:
    options = list(edition.questions[question].options)
    if draws.below(100) < care:
        return options[-2 if draws.below(5) == 0 else -1]
    return draws.one([None, UNKNOWN, *options])
