"""What it costs to move from one answer to a better one (docs/rules.md § 1, Costs)."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..editions.edition import Question


class Price(NamedTuple):
    """Hours and yen of one step or of all that lies below an option; who does it: the company or a supplier."""

    hours: int = 0
    yen: int = 0
    yen_yearly: int = 0
    yen_yearly_per_person: int = 0
    who: Literal["self", "supplier"] = "self"

    def yearly(self, people: int | None) -> int | None:
        """Yen a year; None where they depend on the head-count and that is not known."""
        if people is None and self.yen_yearly_per_person:
            return None
        return self.yen_yearly + self.yen_yearly_per_person * (people or 0)

    def first_year(self, people: int | None) -> int | None:
        """Yen in the first year; None where they depend on the head-count and that is not known."""
        yearly = self.yearly(people)
        return None if yearly is None else self.yen + yearly


def prices_of(question: Question) -> tuple[Price, ...] | None:
    """What it takes in all to get to each option; None in an edition that counts effort instead."""
    if question.cost is None:
        return None
    found, here = [], Price()
    for option in question.options:
        cost = question.cost.get(option)
        here = here if cost is None else Price(*(getattr(cost, figure) for figure in Price._fields))
        found.append(here)
    return tuple(found)


def climbing(question: Question, prices: tuple[Price, ...], start: int, level: int) -> Price:
    """The price of moving from one level to another; what is done on a day is done again, and costs the whole."""
    to, under = prices[level], Price() if question.measure == "date" else prices[start]
    return Price(
        to.hours - under.hours,
        to.yen - under.yen,
        to.yen_yearly - under.yen_yearly,
        to.yen_yearly_per_person - under.yen_yearly_per_person,
        to.who,
    )


def together(prices: Iterable[Price]) -> Price:
    """The sum of some prices; `who` says nothing in it."""
    rows = list(prices)
    return Price(
        sum([row.hours for row in rows]),
        sum([row.yen for row in rows]),
        sum([row.yen_yearly for row in rows]),
        sum([row.yen_yearly_per_person for row in rows]),
    )
