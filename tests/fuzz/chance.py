"""What falls as it may in one walk: drawn by Hypothesis beforehand, so that what the pages show changes no draw."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

Item = TypeVar("Item")
STRANGE = st.one_of(
    st.sampled_from(["", " ", "\x00", "\u202e", "'", '"><script>', "0", "-1", "1e400", "9" * 400, "x" * 20_000]),
    st.sampled_from([str(2**31), str(2**63), "NaN", "true", "null", "[]", "{}", "%00", "../../etc/passwd", "\ud800"]),
    st.text(max_size=40),
    st.integers(-(2**70), 2**70).map(str),
)


@dataclass
class Chance:
    """The dice of one walk, and the strange texts of which it takes one where it spoils something."""

    dice: Random
    texts: Sequence[str]

    def again(self, rounds: int) -> "Chance":
        """The same walk with other dice: without it each round of a derandomized test would be the first again."""
        return replace(self, dice=Random(f"{self.dice.random()} {rounds}"))

    def one(self, items: Sequence[Item]) -> Item:
        """One of several."""
        return self.dice.choice(items)

    def yes(self, one_in: int = 2) -> bool:
        """True once in so many times."""
        return self.dice.randrange(one_in) == 0

    def strange(self) -> str:
        """A text that nobody's browser would send, as far as it can be sent at all."""
        return self.one(self.texts).encode("utf-8", "replace").decode()


CHANCE = st.builds(Chance, st.integers(0, 2**64).map(Random), st.lists(STRANGE, min_size=12, max_size=12))
