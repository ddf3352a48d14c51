"""The least-effort way to each higher tier (docs/rules.md § 7).

To reach a tier is to climb on some questions so that the gates hold and enough points are gained:
a knapsack with one choice a question. The climbs that gates force are taken first; what is then
missing in points is found by going through the questions from the last to the first and keeping,
for each cost, the most points that can be gained (`_frontiers`). A cost is one number, effort first
and the number of changes within it, so that the least cost settles both. Partial choices that
cannot lead to an optimum any more are dropped by a bound (`_Bound`), which changes the time taken
and never what is found. The last tie, the list that sorts first, is settled by walking through the
kept choices in alphabetical order (`_first_in_order`).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from ..editions.edition import Edition, Tier
from .facts import Facts
from .rate import rate_at
from .result import Change, Way
from .scorecard import Climb, Row, Scorecard


def ways_up(
    edition: Edition, card: Scorecard, facts: Facts, points: int, present: Tier, present_rate: int
) -> tuple[Way, ...]:
    """The ways to the tiers above the present one, nearest first, each listed once under the highest it reaches.

    The least for a tier that reaches a higher one is the least for that one too, as whatever reaches
    the higher one reaches the lower: so the tiers between need no search.
    """
    answers = [facts.answers.get(row.id) for row in card.rows]
    above = list(edition.tiers.values())
    above = above[above.index(present) + 1 :]
    found = []
    while above:
        tier = above.pop(0)
        climbs = least_effort(card.rows, answers, card.floors[tier.id], _needed(card, tier, points))
        if climbs is None:
            found.append(Way(tier.id, None, rate_at(edition, tier, facts.credits), 0, None, (), ("score",)))
            continue
        levels = [row.levels[answer] for row, answer in zip(card.rows, answers, strict=True)]
        for place, climb in climbs.items():
            levels[place] = climb.level
        gained = points + sum(climb.gain for climb in climbs.values())
        while above and _stands_in(card, above[0], gained, levels):
            tier = above.pop(0)
        rate = rate_at(edition, tier, facts.credits)
        changes = tuple(Change(card.rows[place].id, answers[place], climb.option) for place, climb in climbs.items())
        effort = sum(climb.effort for climb in climbs.values())
        saves = None if facts.premium is None else facts.premium * (rate - present_rate) // 100
        found.append(Way(tier.id, tier.id, rate, effort, saves, changes, ()))
    return tuple(found)


def _needed(card: Scorecard, tier: Tier, points: int) -> int:
    """The points that are missing to a tier's score; none where it is 0 or less."""
    return tier.score * (card.possible // 100) - points


def _stands_in(card: Scorecard, tier: Tier, points: int, levels: Sequence[int]) -> bool:
    """Whether points and levels satisfy a tier, those below it being satisfied."""
    gates = card.floors[tier.id].items()
    return _needed(card, tier, points) <= 0 and all(levels[place] >= level for place, level in gates)


class Choice(NamedTuple):
    """A climb as the search sees it: cost and gain beyond what the gates force anyway; `None` is to stay."""

    cost: int
    gain: int
    climb: Climb | None


def least_effort(
    rows: Sequence[Row], answers: Sequence[str | None], floors: Mapping[int, int], needed: int
) -> dict[int, Climb] | None:
    """The best climbs by the row's place that gain `needed` points and reach the floors; None if none do."""
    unit = len(rows) + 1  # one effort costs more than a change to every question
    choices: list[list[Choice]] = []
    for place, row in enumerate(rows):
        answer = answers[place]
        climbs = [climb for climb in row.climbs[answer] if climb.level >= floors.get(place, 0)]
        if row.levels[answer] < floors.get(place, 0):
            forced = climbs[0]
            needed -= forced.gain
            choices.append([Choice((c.effort - forced.effort) * unit, c.gain - forced.gain, c) for c in climbs])
        else:
            choices.append([Choice(0, 0, None), *(Choice(c.effort * unit + 1, c.gain, c) for c in climbs)])
    choices = [_worthwhile(options) for options in choices]
    if needed <= 0:
        return {place: options[0].climb for place, options in enumerate(choices) if options[0].climb is not None}
    if sum(options[-1].gain for options in choices) < needed:
        return None
    frontiers = _frontiers(choices, needed)
    return _first_in_order(rows, choices, frontiers, needed)


def _worthwhile(options: list[Choice]) -> list[Choice]:
    """Without the choices that cost more than another and gain no more."""
    kept = options[:1]
    for option in options[1:]:
        if option.gain > kept[-1].gain:
            kept.append(option)
    return kept


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


def _bound(choices: list[list[Choice]], needed: int) -> _Bound:
    """The bound at the price that the greedy choice pays for its last point: the cheapest points first."""
    steps = sorted((step for place, options in enumerate(choices) for step in _steps(place, options)), key=_dearness)
    taken = [options[0] for options in choices]
    missing = needed
    for place, low, high in steps:
        if high.gain - low.gain >= missing:
            break
        taken[place] = high
        missing -= high.gain - low.gain
    p, q = high.cost - low.cost, high.gain - low.gain
    least = [min([q * option.cost - p * option.gain for option in options]) for options in choices]
    return _Bound(p, q, list(accumulate(least, initial=0)), _completed(choices, taken, missing))


def _completed(choices: list[list[Choice]], taken: list[Choice], missing: int) -> int:
    """The least cost of what is taken with one question changed so that nothing is missing any more."""
    last = [
        option.cost - now.cost
        for options, now in zip(choices, taken, strict=True)
        for option in options
        if option.gain - now.gain >= missing
    ]
    return sum(option.cost for option in taken) + min(last)


def _steps(place: int, options: list[Choice]) -> list[tuple[int, Choice, Choice]]:
    """The steps from choice to choice, leaving choices out so that points never get cheaper."""
    kept = options[:1]
    for option in options[1:]:
        while len(kept) > 1 and not _cheaper(kept[-2], kept[-1], option):
            kept.pop()
        kept.append(option)
    return [(place, low, high) for low, high in pairwise(kept)]


def _cheaper(low: Choice, middle: Choice, high: Choice) -> bool:
    """Whether points cost less from low to middle than from middle to high."""
    first, second = middle.cost - low.cost, high.cost - middle.cost
    return first * (high.gain - middle.gain) < second * (middle.gain - low.gain)


def _dearness(step: tuple[int, Choice, Choice]) -> int:
    _, low, high = step
    return ((high.cost - low.cost) << 32) // (high.gain - low.gain)


Frontier = tuple[list[int], list[int]]
"""Costs, climbing, and the most points that can be gained for each, climbing too."""


def _frontiers(choices: list[list[Choice]], needed: int) -> list[Frontier]:
    """For each place, the frontier of the questions from there to the last."""
    p, q, before, limit = _bound(choices, needed)
    found: list[Frontier] = [([0], [0])]
    for place in range(len(choices) - 1, -1, -1):
        costs, gains = found[-1]
        room = q * limit - before[place] - p * needed
        states = [
            (cost + option.cost, -gain - option.gain)
            for option in choices[place]
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


def _first_in_order(
    rows: Sequence[Row], choices: list[list[Choice]], frontiers: list[Frontier], needed: int
) -> dict[int, Climb]:
    """Of the choices of least cost, the one whose list of `question:option` sorts first."""
    costs, gains = frontiers[0]
    budget = costs[next(n for n, gain in enumerate(gains) if gain >= needed)]
    candidates = sorted(
        (f"{rows[place].id}:{choice.climb.option}", place, choice, choice.climb)
        for place, options in enumerate(choices)
        for choice in options
        if choice.climb is not None
    )
    must = [place for place, options in enumerate(choices) if options[0].climb is not None]
    found: dict[int, Climb] = {}
    start = 0
    while budget or must:
        stop = must[0] if must else len(rows)
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
