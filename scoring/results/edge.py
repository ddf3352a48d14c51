"""How near the next loss is: what one answer a step lower would cost (docs/rules.md § 7)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from ..editions.edition import Edition
from .engine import evaluate
from .facts import Facts
from .standing import as_options

EDGE: Final = 10
"""A fall of so many percentage points by one answer makes an edge."""


class Fall(NamedTuple):
    """One question a step lower than it stands, the rate that one then has, and the points that it takes away."""

    question: str
    from_: str
    to: str
    rate: int
    loses: int


def falls(edition: Edition, facts: Facts) -> tuple[Fall, ...]:
    """Every single step down that takes points of the rate away, the deepest first, then in the edition's order."""
    rate = evaluate(edition, facts).rate
    return tuple(sorted(_each(edition, facts, rate), key=lambda fall: -fall.loses)) if rate else ()


def edges(edition: Edition, facts: Facts) -> tuple[Fall, ...]:
    """The steps down that take EDGE points or more away."""
    return tuple(fall for fall in falls(edition, facts) if fall.loses >= EDGE)


def _each(edition: Edition, facts: Facts, rate: int) -> Iterator[Fall]:
    for asked, answer in as_options(edition, facts).items():
        options = list(edition.questions[asked].options)
        if answer not in options[1:]:
            continue
        lower = options[options.index(answer) - 1]
        then = evaluate(edition, replace(facts, answers={**facts.answers, asked: lower})).rate
        if then < rate:
            yield Fall(asked, answer, lower, then, rate - then)
