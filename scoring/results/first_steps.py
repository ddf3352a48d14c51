"""Credits that anybody can get as a first step, offered beside the ways (docs/rules.md § 1, Costs)."""

from dataclasses import replace
from typing import NamedTuple

from ..editions.edition import Edition
from .engine import evaluate
from .facts import Facts
from .prices import Price


class FirstStep(NamedTuple):
    """A credit with a cost, what it takes, and the rate that one has with it."""

    credit: str
    price: Price
    rate: int
    gains: int


def first_steps(edition: Edition, facts: Facts) -> tuple[FirstStep, ...]:
    """The credits with a cost that are not held yet and that would raise the rate."""
    rate = evaluate(edition, facts).rate
    found = []
    for credit in edition.credits.values():
        if credit.cost is None or credit.id in facts.credits:
            continue
        then = evaluate(edition, replace(facts, credits=(*facts.credits, credit.id))).rate
        if then > rate:
            price = Price(*(getattr(credit.cost, figure) for figure in Price._fields))
            found.append(FirstStep(credit.id, price, then, then - rate))
    return tuple(found)
