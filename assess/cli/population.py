"""Companies drawn by chance, to try a tariff out on: a sketch of a market, no survey of one."""

from collections.abc import Iterator, Mapping
from math import log2, sqrt
from random import Random
from statistics import median
from typing import Final, NamedTuple

from assess.figures import yen
from scoring import UNKNOWN, Edition, Facts, Question

SHARED: Final = 0.45
"""How much of what sets answers apart is the company's general level; the rest is each answer's own luck."""
REACH: Final = 1.0
"""How far, in standard deviations, laborious measures lag behind easy ones, at most."""
PEOPLE: Final = 12
YEN_AN_HOUR: Final = 5000
FACT: Final = 0.5
CREDIT: Final = 0.15


class Kind(NamedTuple):
    """A kind of company: its mean level in standard deviations from the middle, and how often it does not know."""

    level: float
    unknown: float


KINDS: Final[Mapping[str, Kind]] = {"average": Kind(0.0, 0.1), "better": Kind(1.0, 0.05)}

ASSUMPTIONS: Final = (
    "Nothing here is measured. Companies are drawn as follows, and another market would give other figures.",
    "Each has a general level, drawn from a normal distribution; its mean is the kind's "
    f"({', '.join(f'{name} {kind.level:+}' for name, kind in KINDS.items())} standard deviations).",
    f"An answer follows that level for {SHARED:.0%} of its variance and luck of its own for the rest; measures that "
    f"take more work than the median lag behind, by {REACH:.0f} standard deviation at most (for {PEOPLE} people, "
    f"{yen(YEN_AN_HOUR, 'en')} counted as an hour).",
    "The options of a scale divide the answers at evenly spaced points between -1 and +1.",
    f"“I don't know”: {', '.join(f'{name} {kind.unknown:.0%}' for name, kind in KINDS.items())} of answers.",
    f"Each profile fact is yes in {FACT:.0%}, each credit held by {CREDIT:.0%}, each plan chosen equally often.",
)


def drawn(edition: Edition, kind: Kind, count: int, seed: int) -> Iterator[Facts]:
    """So many companies of a kind; the same seed draws the same ones."""
    chance = Random(seed)  # noqa: S311  # companies must come out alike again; nothing here is secret
    lag = _lags(edition)
    for _ in range(count):
        level = chance.gauss(kind.level, 1)
        profile = {fact: chance.random() < FACT for fact in edition.profile}
        asked = (q for q in edition.questions.values() if q.applies_if is None or profile[q.applies_if])
        yield Facts(
            edition=edition.id,
            plan=chance.choice(list(edition.plans)),
            profile=profile,
            answers={question.id: _answer(question, level - lag[question.id], kind, chance) for question in asked},
            credits=tuple(c.id for c in edition.credits.values() if c.active and chance.random() < CREDIT),
        )


def _answer(question: Question, level: float, kind: Kind, chance: Random) -> str:
    standing = sqrt(SHARED) * level + sqrt(1 - SHARED) * chance.gauss(0, 1)
    if chance.random() < kind.unknown:
        return UNKNOWN
    options = list(question.options)
    points = len(options) - 1
    steps = [-1 + 2 * place / (points - 1) for place in range(points)] if points > 1 else [0]
    return options[sum(standing > step for step in steps)]


def _lags(edition: Edition) -> dict[str, float]:
    work = {question.id: max(1, _work(question)) for question in edition.questions.values()}
    middle = median(work.values())
    return {question: max(-REACH, min(REACH, log2(hours / middle) / 2)) for question, hours in work.items()}


def _work(question: Question) -> float:
    if question.cost is not None:
        return max([cost.hours for cost in question.cost.values()], default=0)
    return {"S": 1, "M": 2, "L": 4}[question.effort or "S"]
