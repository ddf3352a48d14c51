"""The tiers drawn to scale: score across, rate up; the present place, where the way leads, what asking may reveal.

Across in percent of the drawing, so that it fits any width; up in pixels, so that its words keep their size.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring import Edition, Result, Score, Tier

PIXELS = 3
"""Of one percent of rate."""
ROOM = 44
"""Pixels above the cap, for the words of what stands there."""
_SHOWN_BELOW = 15
"""Points of score that are shown below the first tier with a discount."""
_NARROW, _WIDE = 30, 70
"""Percent across: before it a word begins at its mark, behind it a word ends there."""
_LINE = 18
"""Pixels of a line of words."""


@dataclass(frozen=True)
class Band:
    """A tier: where it begins and ends, and its upper edge by controls and with credits, on the left and the right."""

    tier: Tier
    left: float
    right: float
    control: tuple[int, int]
    room: tuple[int, int]


@dataclass(frozen=True)
class Mark:
    """A place in the drawing and where its words stand; `y` and `word_y` in pixels from the top."""

    result: Result
    x: float
    y: int
    word_y: int
    anchor: Literal["start", "end"]


@dataclass(frozen=True)
class Ramp:
    """All that is drawn; `ahead` and `revealed` may be missing."""

    bands: tuple[Band, ...]
    now: Mark
    begun: float
    """Where the present tier begins, or the drawing."""
    ahead: Mark | None
    revealed: Mark | None
    ground: int


def ramp(edition: Edition, result: Result, ahead: Result | None = None, revealed: Result | None = None) -> Ramp:
    """Draw a result; `ahead` is what the way gives, `revealed` what all that is unknown may turn out to be."""
    tiers = list(edition.tiers.values())
    begin = max(0, min(tiers[1].score - _SHOWN_BELOW, int(_percent(result.score)) - 5))
    scale = Fraction(100, 100 - begin)
    ground = ROOM + PIXELS * edition.cap

    def across(score: Fraction | int) -> float:
        return round(float(max(score - begin, Fraction(0)) * scale), 2)

    def mark(shown: Result | None) -> Mark | None:
        if shown is None:
            return None
        x, y = across(_percent(shown.score)), ground - PIXELS * shown.rate
        return Mark(shown, x, y, y - 14, "end" if x > _WIDE else "start")

    ends = [*(tier.score for tier in tiers[1:]), 100]
    bands = tuple(
        Band(tier, across(tier.score), across(end), *_edges(tier, ground))
        for tier, end in zip(tiers, ends, strict=True)
        if end > begin
    )
    now = mark(result)
    assert now is not None
    now = _turned(now)
    return Ramp(bands, now, across(edition.tiers[result.tier].score), _apart(now, mark(ahead)), mark(revealed), ground)


def _edges(tier: Tier, ground: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The pixels from the top of what measures give, and of what credits may add, where a tier begins and ends."""
    control = (tier.rate, tier.rate_to)
    room = [min(tier.ceiling, rate + tier.credits_at_most) for rate in control]
    return (ground - PIXELS * control[0], ground - PIXELS * control[1]), (
        ground - PIXELS * room[0],
        ground - PIXELS * room[1],
    )


def _percent(score: Score) -> Fraction:
    return Fraction(100 * score.points, score.possible)


def _turned(now: Mark) -> Mark:
    """The present place has its words on the left where there is room, so that the next may have the right."""
    return Mark(now.result, now.x, now.y, now.word_y, "end" if now.x > _NARROW else "start")


def _apart(now: Mark, ahead: Mark | None) -> Mark | None:
    """Lift the words of the place ahead above those of the present one, where they would meet."""
    if ahead is None or ahead.anchor != now.anchor or now.word_y - ahead.word_y >= _LINE:
        return ahead
    return Mark(ahead.result, ahead.x, ahead.y, now.word_y - _LINE, ahead.anchor)
