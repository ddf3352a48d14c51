"""All that can be known before any answer is given: one scorecard for an edition, a plan and a profile.

`evaluate` then only looks up what each answer is worth. Scorecards are kept, as an edition never changes.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ..editions.edition import UNKNOWN, Edition, Question
from ..editions.tariff_file import Gate
from .prices import Price, climbing, prices_of
from .result import AccidentLink, GateReason, GateResult, QuestionScore, Weakness

Answer = str | None
EFFORT: Mapping[str, int] = {"S": 1, "M": 2, "L": 4}


class Climb(NamedTuple):
    """A better answer that one can move to, and the points that it gains.

    `effort` is in the edition's unit of work: steps of a question's effort, or hours. `price` is what it costs
    where the edition counts that.
    """

    option: str
    level: int
    effort: int
    gain: int
    price: Price | None


class Row(NamedTuple):
    """An applying question: what every answer to it, `None` for unanswered, is worth and can become."""

    id: str
    question: Question
    scores: Mapping[Answer, QuestionScore]
    weaknesses: Mapping[Answer, Weakness]
    levels: Mapping[Answer, int]
    climbs: Mapping[Answer, tuple[Climb, ...]]


class DomainRows(NamedTuple):
    """The rows of a domain are `rows[start:stop]` of its scorecard; `possible` is what they can earn together."""

    domain: str
    start: int
    stop: int
    possible: int


class Scorecard(NamedTuple):
    rows: tuple[Row, ...]
    domains: tuple[DomainRows, ...]
    possible: int
    gates: tuple[tuple[str, Mapping[Answer, GateResult]], ...]
    floors: Mapping[str, Mapping[int, int]]
    """For each tier, the level that the gates up to it ask of a row, by the row's place."""
    not_asked: tuple[str, ...]
    offers: dict[Any, Any]
    """What the search for the least work has found out of these rows; see `search.Menu`."""


@lru_cache(maxsize=512)
def scorecard_of(edition: Edition, plan: str, true_facts: frozenset[str]) -> Scorecard:
    """The scorecard for a plan and for the profile facts that are "yes"."""
    asked = [q for q in edition.questions.values() if q.applies_if is None or q.applies_if in true_facts]
    rows = tuple(_row(edition, question, plan) for question in asked)
    ids = {question.id for question in asked}
    return Scorecard(
        rows=rows,
        domains=tuple(_domain_rows(edition, rows)),
        possible=sum(question.weight for question in asked) * 100,
        gates=tuple(
            (gate.question, _gate_results(edition, tier.id, gate, plan, gate.question in ids))
            for tier in edition.tiers.values()
            for gate in tier.gates
        ),
        floors=_floors(edition, plan, rows),
        not_asked=tuple(question for question in edition.questions if question not in ids),
        offers={},
    )


def _row(edition: Edition, question: Question, plan: str) -> Row:
    links = tuple(
        AccidentLink(accident, risk, plan in edition.risks[risk].plans)
        for accident in question.mitigates
        for risk in [edition.accidents[accident].risk]
    )
    factors: dict[Answer, int] = {None: 0, UNKNOWN: 0}
    factors |= {option.id: option.factor for option in question.options.values()}
    lost = {answer: question.weight * (100 - factor) for answer, factor in factors.items()}
    return Row(
        question.id,
        question,
        {
            answer: QuestionScore(question.id, answer, question.weight, factor, question.weight * factor, lost[answer])
            for answer, factor in factors.items()
        },
        {answer: Weakness(question.id, answer, lost[answer], links) for answer in factors},
        levels(question),
        {answer: tuple(_climbs(question, answer, factor)) for answer, factor in factors.items()},
    )


def _climbs(question: Question, answer: Answer, factor: int) -> Iterator[Climb]:
    """The targets above an answer; from unknown also the lowest, without effort, if it earns anything."""
    start = levels(question)[answer]
    prices = prices_of(question)
    for level, option in enumerate(question.options.values()):
        gain = question.weight * (option.factor - factor)
        if option.target and (level > start or (level == start and gain > 0)):
            price = None if prices is None else climbing(question, prices, start, level)
            effort = EFFORT[question.effort or "S"] * (level - start) if price is None else price.hours
            yield Climb(option.id, level, effort, gain, price)


def levels(question: Question) -> dict[Answer, int]:
    """How high each answer stands on its scale; unknown and unanswered at the lowest step (docs/rules.md § 7)."""
    return {None: 0, UNKNOWN: 0} | {option: level for level, option in enumerate(question.options)}


def _domain_rows(edition: Edition, rows: tuple[Row, ...]) -> list[DomainRows]:
    found, start = [], 0
    for domain in edition.domains:
        mine = [row for row in rows if row.question.domain == domain]
        stop = start + len(mine)
        found.append(DomainRows(domain, start, stop, sum(row.question.weight for row in mine) * 100))
        start = stop
    return found


def _floors(edition: Edition, plan: str, rows: tuple[Row, ...]) -> dict[str, dict[int, int]]:
    places = {row.question.id: place for place, row in enumerate(rows)}
    floors: dict[int, int] = {}
    found = {}
    for tier in edition.tiers.values():
        for gate in tier.gates:
            place = places.get(gate.question)
            if place is not None and gate.plan in (None, plan):
                level = rows[place].levels[gate.at_least]
                floors[place] = max(level, floors.get(place, 0))
        found[tier.id] = dict(floors)
    return found


def _gate_results(edition: Edition, tier: str, gate: Gate, plan: str, asked: bool) -> dict[Answer, GateResult]:
    """What each answer makes of a gate; it holds anyway if it is of no concern here (docs/rules.md § 4)."""
    stands = levels(edition.questions[gate.question])

    def result(answer: Answer) -> GateResult:
        met = stands[answer] >= stands[gate.at_least]
        reason = GateReason.REACHED if met else _UNMET.get(answer, GateReason.BELOW)
        if not asked:
            met, reason = True, GateReason.NOT_ASKED
        if gate.plan not in (None, plan):
            met, reason = True, GateReason.OTHER_PLAN
        return GateResult(tier, gate.question, gate.at_least, met, reason)

    return {answer: result(answer) for answer in stands}


_UNMET = {None: GateReason.UNANSWERED, UNKNOWN: GateReason.UNKNOWN}
