"""What the ways of a report cost, what goes with them, and how near the next loss is, as frozen primitives.

Hours and yen are whole; rates whole percent.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Cost:
    """What a step takes: hours; yen in the first year, or None where they depend on a head-count that is not known,
    and then what is fixed and what each person costs."""

    hours: int
    yen: int | None
    fixed: int
    each: int
    who: Literal["self", "supplier"]


@dataclass(frozen=True)
class Total:
    """What a whole way takes; yen are None where they depend on a head-count that is not known."""

    hours: int
    yen_first_year: int | None
    yen_yearly: int | None


@dataclass(frozen=True)
class Cheap:
    """The way of the least money to a tier, where it is not that of the least work.

    `instead` is what it asks for and the way of the least work to the same tier does not; `without` is the reverse.
    """

    tier: str
    rate: int
    instead: tuple[str, ...]
    without: tuple[str, ...]
    total: Total


@dataclass(frozen=True)
class FirstStep:
    """A credit that anybody can get, and what it adds after the nearest way."""

    name: str
    gain: int
    hours: int
    yen: int | None


@dataclass(frozen=True)
class Fall:
    """An answer of which one step down would take ten points or more away; `rate` is what then remains."""

    question: str
    from_: str
    to: str
    rate: int
    by_time: bool
