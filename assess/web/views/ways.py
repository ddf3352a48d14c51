"""The ways up as a page sets them side by side: for the least work, for the least money, and what goes with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assess.web.views.results import changed
from scoring import Edition, Facts, Fall, FirstStep, Result, Way, edges, first_steps


@dataclass(frozen=True)
class Choice:
    """One of the ways to a tier; `by` is what it spares: work, or money (yen)."""

    by: str
    way: Way
    is_chosen: bool


@dataclass(frozen=True)
class Beside:
    """What stands beside the way that is chosen.

    `choices` has two entries where the least work and the least money are not the same; `others` the ways to other
    tiers; `steps` the credits that anybody can get, counted after the chosen way; `falls` the answers of which a
    step down would cost ten points or more, now.
    """

    choices: tuple[Choice, ...]
    others: tuple[Choice, ...]
    steps: tuple[FirstStep, ...]
    falls: tuple[Fall, ...]
    people: int | None

    @property
    def chosen(self) -> Way | None:
        """The way whose changes are shown."""
        return next((choice.way for choice in self.choices if choice.is_chosen), None)


def beside(edition: Edition, said: Facts, result: Result, tier: str | None = None, by: str | None = None) -> Beside:
    """Set the ways to a tier side by side; without a tier, to the nearest."""
    open_ways = [way for way in result.ways if not way.blocked_by]
    partners = {way.tier: _partner(edition, open_ways, way) for way in result.cheapest}
    to_tier = next((way for way in open_ways if way.tier == tier), partners.get(tier or ""))
    least = to_tier or next(iter(open_ways), None)
    cheap = next((way for way in result.cheapest if partners[way.tier] == least), None)
    wanted = cheap if cheap and by == "yen" else least
    choices = tuple(Choice(kind, way, way is wanted) for kind, way in (("work", least), ("yen", cheap)) if way)
    shown = [choice.way for choice in choices]
    others = [("work", way) for way in open_ways] + [("yen", way) for way in result.cheapest]
    steps = {change.question: change.to for change in wanted.changes} if wanted else {}
    return Beside(
        choices=choices,
        others=tuple(Choice(kind, way, False) for kind, way in others if way not in shown),
        steps=first_steps(edition, changed(said, steps)),
        falls=edges(edition, said),
        people=said.people,
    )


def _partner(edition: Edition, open_ways: Sequence[Way], cheap: Way) -> Way | None:
    """The way of the least work that leads as high as one of the least money, or to the next tier below it."""
    tiers = list(edition.tiers)
    as_high = [way for way in open_ways if tiers.index(way.tier) <= tiers.index(cheap.tier)]
    return as_high[-1] if as_high else next(iter(open_ways), None)
