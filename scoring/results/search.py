"""The least climbs that gain enough points and reach the levels that gates ask for (docs/rules.md § 7).

It is a knapsack with one choice a question. The climbs that gates force are taken first; what is then
missing in points is found by going through the questions from the last to the first and keeping,
for each cost, the most points that can be gained (`_frontiers`). A cost is one number, what is to be least
first and the number of changes within it, so that the least cost settles both. Partial choices that
cannot lead to an optimum any more are dropped by a bound (`_Bound`), which changes the time taken
and never what is found. The last tie, the list that sorts first, is settled by walking through the
kept choices in alphabetical order (`_first_in_order`).
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from .scorecard import Climb, Row

Stands = Sequence[str | None]
Place = tuple[int, str | None, int]
"""A row's place, its answer, and the level that it must reach."""


class Choice(NamedTuple):
    """A climb as the search sees it: cost and gain beyond what the gates force anyway; `None` is to stay."""

    cost: int
    gain: int
    climb: Climb | None
    name: str


class Offer(NamedTuple):
    """What can be chosen at a row whose answer must reach a level: points that are gained anyway, and the choices.

    `hull` are the choices from step to step of which points never get cheaper; the first is the best of the cheapest.
    """

    gained: int
    choices: list[Choice]
    hull: list[Choice]
    most: int
    is_forced: bool


class Menu:
    """The offers of a company's rows when `cost_of` is to be least: 0 or more, and never falling along a scale.

    `known` keeps offers for others with the same rows and the same costs.
    """

    def __init__(
        self, rows: Sequence[Row], answers: Stands, cost_of: Callable[[Climb], int], known: dict[Place, Offer]
    ) -> None:
        self.rows, self.answers, self.cost_of, self.known = rows, answers, cost_of, known
        self.unit = len(rows) + 1  # the least cost is more than a change to every question

    def offers(self, floors: Mapping[int, int]) -> list[Offer]:
        """For each row, what can be chosen if it must stand at its floor or above."""
        found = []
        for place, answer in enumerate(self.answers):
            key = (place, answer, floors.get(place, 0))
            offer = self.known.get(key)
            if offer is None:
                offer = self.known[key] = self._offer(*key)
            found.append(offer)
        return found

    def _offer(self, place: int, answer: str | None, floor: int) -> Offer:
        row, unit, free, gained = self.rows[place], self.unit, 0, 0
        climbs = [climb for climb in row.climbs[answer] if climb.level >= floor]
        is_forced = row.levels[answer] < floor
        choices = [] if is_forced else [Choice(0, 0, None, "")]
        if is_forced:
            free, gained = self.cost_of(climbs[0]) * unit + 1, climbs[0].gain
        for climb in climbs:
            cost = self.cost_of(climb) * unit + 1 - free
            choices.append(Choice(cost, climb.gain - gained, climb, f"{row.id}:{climb.option}"))
        choices = _worthwhile(choices)
        return Offer(gained, choices, _hull(choices), max([choice.gain for choice in choices]), is_forced)


def least(menu: Menu, floors: Mapping[int, int], needed: int) -> dict[int, Climb] | None:
    """The best climbs by the row's place that gain `needed` points and reach the floors; None if none do."""
    offers = menu.offers(floors)
    needed -= sum([offer.gained for offer in offers])
    if sum([offer.most for offer in offers]) < needed:
        return None
    frontiers = _frontiers(offers, needed) if needed > 0 else [_NOTHING] * menu.unit
    return _first_in_order(offers, frontiers, needed)


def _worthwhile(options: list[Choice]) -> list[Choice]:
    """Without the choices in whose place another of the question gains no less and is better in cost or in order."""
    if len(options) < 2:
        return options
    return [
        option
        for option in options
        if not any(
            other.gain >= option.gain and (other.cost, other.name) < (option.cost, option.name) for other in options
        )
    ]


class _Bound(NamedTuple):
    """What a choice for some of the questions may cost at most.

    At a price of p/q for a point, the questions before a place cannot gain the points still missing for
    less than p/q × missing + `before[place]`/q (Lagrange's bound, true at any price). A whole choice of cost
    `limit` is known, so whatever must come out dearer is of no use.
    """

    p: int
    q: int
    before: list[int]
    limit: int


def _bound(offers: list[Offer], needed: int) -> _Bound:
    """The bound at the price that the greedy choice pays for its last point: the cheapest points first."""
    taken = [offer.hull[0] for offer in offers]
    missing = needed - sum([choice.gain for choice in taken])
    steps = [(place, low, high) for place, offer in enumerate(offers) for low, high in pairwise(offer.hull)]
    p, q = 0, 1
    for place, low, high in sorted(steps, key=_dearness) if missing > 0 else ():
        p, q = high.cost - low.cost, high.gain - low.gain
        if q >= missing:
            break
        taken[place] = high
        missing -= q
    before = [min([q * option.cost - p * option.gain for option in offer.hull]) for offer in offers]
    return _Bound(p, q, list(accumulate(before, initial=0)), _completed(offers, taken, missing))


def _completed(offers: list[Offer], taken: list[Choice], missing: int) -> int:
    """The least cost of what is taken with one question changed so that nothing is missing any more."""
    last = [
        option.cost - now.cost
        for offer, now in zip(offers, taken, strict=True)
        for option in offer.choices
        if option.gain - now.gain >= missing
    ]
    return sum([option.cost for option in taken]) + min(last)


def _hull(options: list[Choice]) -> list[Choice]:
    """The choices from step to step of which points never get cheaper; see `Offer`."""
    kept: list[Choice] = []
    for option in sorted(options, key=_cost_then_gain):
        if kept and option.gain <= kept[-1].gain:
            continue
        while len(kept) > 1 and not _cheaper(kept[-2], kept[-1], option):
            kept.pop()
        kept.append(option)
    return kept


def _cost_then_gain(option: Choice) -> tuple[int, int]:
    return option.cost, -option.gain


def _cheaper(low: Choice, middle: Choice, high: Choice) -> bool:
    """Whether points cost less from low to middle than from middle to high."""
    first, second = middle.cost - low.cost, high.cost - middle.cost
    return first * (high.gain - middle.gain) < second * (middle.gain - low.gain)


def _dearness(step: tuple[int, Choice, Choice]) -> int:
    _, low, high = step
    return ((high.cost - low.cost) << 32) // (high.gain - low.gain)


Frontier = tuple[list[int], list[int]]
"""Costs, climbing, and the most points that can be gained for each, climbing too."""
_NOTHING: Frontier = ([0], [0])


def _frontiers(offers: list[Offer], needed: int) -> list[Frontier]:
    """For each place, the frontier of the questions from there to the last."""
    p, q, before, limit = _bound(offers, needed)
    found: list[Frontier] = [_NOTHING]
    for place in range(len(offers) - 1, -1, -1):
        costs, gains = found[-1]
        room = q * limit - before[place] - p * needed
        states = [
            (cost + option.cost, -gain - option.gain)
            for option in offers[place].choices
            for cost, gain in zip(costs, gains, strict=True)
            if q * (cost + option.cost) - p * (gain + option.gain) <= room
        ]
        found.append(_climbing(sorted(states)))
    return found[::-1]


def _climbing(states: list[tuple[int, int]]) -> Frontier:
    """Of states in the order of cost and falling points, those that gain more than every cheaper one."""
    costs, gains, most = [], [], -1
    for cost, lost in states:
        if -lost > most:
            most = -lost
            costs.append(cost)
            gains.append(most)
    return costs, gains


def _first_in_order(offers: list[Offer], frontiers: list[Frontier], needed: int) -> dict[int, Climb]:
    """Of the choices of least cost, the one whose list of `question:option` sorts first."""
    costs, gains = frontiers[0]
    budget = costs[next(n for n, gain in enumerate(gains) if gain >= needed)]
    candidates = sorted(
        (choice.name, place, choice, choice.climb)
        for place, offer in enumerate(offers)
        for choice in offer.choices
        if choice.climb is not None and choice.cost <= budget
    )
    must = [place for place, offer in enumerate(offers) if offer.is_forced]
    found: dict[int, Climb] = {}
    start = 0
    while budget or must:
        stop = must[0] if must else len(offers)
        place, choice, climb = next(
            (place, choice, climb)
            for _, place, choice, climb in candidates
            if start <= place <= stop and _reaches(frontiers[place + 1], budget - choice.cost, needed - choice.gain)
        )
        found[place] = climb
        start, budget, needed = place + 1, budget - choice.cost, needed - choice.gain
        must = must[1:] if place == stop else must
    return found


def _reaches(frontier: Frontier, budget: int, needed: int) -> bool:
    costs, gains = frontier
    affordable = bisect_right(costs, budget)
    return affordable > 0 and gains[affordable - 1] >= needed
