"""The least way to each higher tier: for the least work, and for the least yen (docs/rules.md § 7)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from ..editions.edition import Edition, Tier
from .facts import Facts
from .prices import together
from .rate import control_rate, credits_in, rate_at, rate_in, saved_yen
from .result import Change, Way, Work
from .scorecard import Climb, Scorecard
from .search import Menu, Offer, Place, least


class Present(NamedTuple):
    """Where a company stands: its answers as option ids, in the order of the scorecard's rows, and what they give."""

    edition: Edition
    card: Scorecard
    facts: Facts
    answers: tuple[str | None, ...]
    points: int
    tier: Tier
    rate: int


def least_work(present: Present) -> tuple[Way, ...]:
    """The ways of least effort, or of fewest hours, nearest first."""
    return _ways(present, _effort, present.card.offers)


def least_yen(present: Present, least_work: tuple[Way, ...]) -> tuple[Way, ...]:
    """The ways of least yen in the first year, then of fewest hours; those that are of least work as well left out.

    There are none where the edition counts no costs, or where a cost depends on a head-count that is not known.
    """
    people = present.facts.people
    climbs = [row.climbs[answer] for row, answer in zip(present.card.rows, present.answers, strict=True)]
    yen = {climb: _yen(climb, people) for options in climbs for climb in options}
    if None in yen.values():
        return ()
    hours = 1 + sum([max([climb.effort for climb in options], default=0) for options in climbs])
    costs = {climb: (sum_of or 0) * hours + climb.effort for climb, sum_of in yen.items()}
    known = {way.changes for way in least_work}
    return tuple([way for way in _ways(present, costs.__getitem__, {}) if way.changes and way.changes not in known])


def _effort(climb: Climb) -> int:
    return climb.effort


def _yen(climb: Climb, people: int | None) -> int | None:
    return None if climb.price is None else climb.price.first_year(people)


def _ways(present: Present, cost_of: Callable[[Climb], int], known: dict[Place, Offer]) -> tuple[Way, ...]:
    """The least way to each tier above, each listed once under the highest that it reaches.

    The least for a tier that reaches a higher one is the least for that one too, as whatever reaches
    the higher one reaches the lower: so the tiers between need no search.
    """
    card, tiers = present.card, present.edition.tiers
    above = list(tiers.values())[list(tiers).index(present.tier.id) + 1 :]
    menu = Menu(card.rows, present.answers, cost_of, known)
    found = []
    while above:
        tier = above.pop(0)
        climbs = least(menu, card.floors[tier.id], _needed(card, tier, present.points))
        if climbs is None:
            rate = rate_at(present.edition, tier, present.facts.credits)
            found.append(Way(tier.id, None, rate, 0, None, (), ("score",)))
            continue
        points = present.points + sum([climb.gain for climb in climbs.values()])
        levels = [row.levels[answer] for row, answer in zip(card.rows, present.answers, strict=True)]
        for place, climb in climbs.items():
            levels[place] = climb.level
        while above and _stands_in(card, above[0], points, levels):
            tier = above.pop(0)
        found.append(_way(present, tier, points, climbs))
    return tuple(found)


def _needed(card: Scorecard, tier: Tier, points: int) -> int:
    """The points that are missing to a tier's score; none where it is 0 or less."""
    return tier.score * (card.possible // 100) - points


def _stands_in(card: Scorecard, tier: Tier, points: int, levels: Sequence[int]) -> bool:
    """Whether points and levels satisfy a tier, those below it being satisfied."""
    gates = card.floors[tier.id].items()
    return _needed(card, tier, points) <= 0 and all(levels[place] >= level for place, level in gates)


def _way(present: Present, tier: Tier, points: int, climbs: Mapping[int, Climb]) -> Way:
    """What one has once the climbs are made, and what they take."""
    edition, card, facts = present.edition, present.card, present.facts
    control = control_rate(edition, tier, points, card.possible)
    rate = rate_in(edition, tier, credits_in(edition, tier, facts.credits), control).rate
    return Way(
        tier=tier.id,
        reaches=tier.id,
        rate=rate,
        effort=sum([climb.effort for climb in climbs.values()]),
        saves_yen=saved_yen(facts.premium, present.rate, rate),
        changes=tuple(
            [
                Change(card.rows[place].id, present.answers[place], climb.option, climb.effort, climb.price)
                for place, climb in climbs.items()
            ]
        ),
        blocked_by=(),
        work=_work(climbs.values(), facts.people),
    )


def _work(climbs: Collection[Climb], people: int | None) -> Work | None:
    prices = [climb.price for climb in climbs if climb.price is not None]
    if len(prices) < len(climbs) or not prices:
        return None
    whole = together(prices)
    return Work(whole.hours, whole.first_year(people), whole.yearly(people))
