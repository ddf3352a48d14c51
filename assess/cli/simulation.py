"""What a tariff does to many companies: tiers, rates, edges, what moves the rate, gates that never bind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from scoring import EDGE, Edition, Facts, Question, Result, as_options, evaluate, falls


class GateId(NamedTuple):
    tier: str
    question: str
    at_least: str


@dataclass
class Simulation:
    """Counts over `companies`; `spread` sums, for each question, the points between its lowest and highest answer."""

    edition: Edition
    companies: int = 0
    tiers: Counter[str] = field(default_factory=Counter)
    rates: Counter[int] = field(default_factory=Counter)
    discounted: int = 0
    at_edge: int = 0
    near_nothing: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    spread: Counter[str] = field(default_factory=Counter)
    held_back: Counter[GateId] = field(default_factory=Counter)

    @property
    def mean_rate(self) -> float:
        """The average discount, in percent."""
        return sum(rate * count for rate, count in self.rates.items()) / self.companies

    @property
    def without(self) -> float:
        """The share of companies that get nothing."""
        return self.rates[0] / self.companies

    @property
    def edge(self) -> float:
        """Of those with a discount, the share whom one answer a step lower costs EDGE points or more."""
        return self.at_edge / self.discounted if self.discounted else 0.0

    @property
    def brink(self) -> float:
        """Of those with a discount, the share whom one answer a step lower costs all of it."""
        return self.near_nothing / self.discounted if self.discounted else 0.0

    @property
    def moved(self) -> Mapping[str, float]:
        """For each question, the points between its lowest and highest answer, on average of those it is asked of."""
        return {question: self.spread[question] / count for question, count in self.asked.items()}

    @property
    def idle_gates(self) -> list[GateId]:
        """Gates that kept nobody from a tier whose score was reached."""
        all_gates = [
            GateId(tier.id, gate.question, gate.at_least) for tier in self.edition.tiers.values() for gate in tier.gates
        ]
        return [gate for gate in all_gates if not self.held_back[gate]]


def simulated(edition: Edition, companies: Iterable[Facts]) -> Simulation:
    """Try the edition on companies."""
    found = Simulation(edition)
    for facts in companies:
        _count(found, facts, evaluate(edition, facts))
    return found


def _count(found: Simulation, facts: Facts, result: Result) -> None:
    found.companies += 1
    found.tiers[result.tier] += 1
    found.rates[result.rate] += 1
    found.held_back.update(_shut(found.edition, result))
    for asked in as_options(found.edition, facts):
        question = found.edition.questions[asked]
        found.asked[asked] += 1
        found.spread[asked] += _rate_with(found.edition, facts, question, -1) - _rate_with(
            found.edition, facts, question, 0
        )
    if result.rate:
        deepest = max([fall.loses for fall in falls(found.edition, facts)], default=0)
        found.discounted += 1
        found.at_edge += deepest >= EDGE
        found.near_nothing += deepest == result.rate


def _rate_with(edition: Edition, facts: Facts, question: Question, place: int) -> int:
    """The rate with another answer to one question, by its place among the options."""
    answer = list(question.options)[place]
    return evaluate(edition, replace(facts, answers={**facts.answers, question.id: answer})).rate


def _shut(edition: Edition, result: Result) -> Iterator[GateId]:
    """The gates that stand between a company and tiers whose score it has."""
    points, possible, _ = result.score
    for gate in result.gates:
        if not gate.met and 100 * points >= edition.tiers[gate.tier].score * possible:
            yield GateId(gate.tier, gate.question, gate.at_least)
