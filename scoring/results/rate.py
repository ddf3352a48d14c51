"""Credits and the rate (docs/rules.md § 5)."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from ..editions.edition import Credit, Edition, Tier
from .result import CreditReason, CreditResult, LimitedBy

RATE_LIMIT: Final = 60
"""No rate is ever above this many percent, whatever an edition says: the first of three locks."""


class Rate(NamedTuple):
    """Whole percent, and what bound the rate."""

    control_rate: int
    credit_rate: int
    uncapped: int
    rate: int
    limited_by: LimitedBy


def rate_at(edition: Edition, tier: Tier, held: Collection[str], points: int = 0, possible: int = 1) -> int:
    """The rate, in whole percent, at which a tier begins for whoever holds these credits.

    Points that lie beyond its score already count as they then will.
    """
    is_beyond = 100 * points >= tier.score * possible
    control = control_rate(edition, tier, points, possible) if is_beyond else tier.rate
    return rate_in(edition, tier, credits_in(edition, tier, held), control).rate


def saved_yen(premium: int | None, present_rate: int, rate: int) -> int | None:
    """What another rate saves against the present one, in whole yen a year, rounded down; None without a premium."""
    return None if premium is None else premium * (rate - present_rate) // 100


def control_rate(edition: Edition, tier: Tier, points: int, possible: int) -> int:
    """What the score earns in a tier, rising steadily from its `rate` to its `rate_to` at the next tier's score."""
    if tier.rate_to == tier.rate:
        return tier.rate
    end = _ends(edition)[tier.id]
    if end == tier.score:
        return tier.rate_to
    climbed = min(100 * points, end * possible) - tier.score * possible
    return tier.rate + (tier.rate_to - tier.rate) * climbed // ((end - tier.score) * possible)


@lru_cache(maxsize=64)
def _ends(edition: Edition) -> Mapping[str, int]:
    """The score at which each tier ends: that of the next, 100 for the highest."""
    _, *ends = [tier.score for tier in edition.tiers.values()]
    return dict(zip(edition.tiers, [*ends, 100], strict=True))


def rate_in(edition: Edition, tier: Tier, credits: Collection[CreditResult], control: int) -> Rate:
    """The rate in a tier with the credits as they count there, and the control rate that the score earns."""
    earned = sum([credit.points for credit in credits if credit.counted])
    credit_rate = min(tier.credits_at_most, earned)
    uncapped = control + credit_rate
    cap = min(RATE_LIMIT, edition.cap)
    rate = min(cap, tier.ceiling, uncapped)
    limited_by: LimitedBy = "none" if rate == uncapped else "cap" if rate == cap else "ceiling"
    return Rate(control, credit_rate, uncapped, rate, limited_by)


def credits_in(edition: Edition, tier: Tier, held: Collection[str]) -> tuple[CreditResult, ...]:
    """Every held credit in the edition's order: whether it counts in a tier, what it adds, and why."""
    mine = [credit for credit in edition.credits.values() if credit.id in held]
    if tier.id == next(iter(edition.tiers)):
        return tuple(CreditResult(c.id, c.points, False, CreditReason.NO_TIER) for c in mine)
    in_force = [credit for credit in mine if credit.active]
    return tuple(_credit(edition, credit, in_force) for credit in mine)


def _credit(edition: Edition, credit: Credit, in_force: list[Credit]) -> CreditResult:
    def found(reason: CreditReason, counted: bool = False, bonus: int = 0) -> CreditResult:
        return CreditResult(credit.id, credit.points + bonus, counted, reason)

    if not credit.active:
        return found(CreditReason.NOT_IN_FORCE)
    if credit.excluded_by is not None and any(other.group == credit.excluded_by for other in in_force):
        return found(CreditReason.EXCLUDED)
    if credit.group is None:
        return found(CreditReason.ALONE, counted=True)
    rivals = [other for other in in_force if other.group == credit.group]
    if credit is not max(rivals, key=lambda other: other.points):  # of equals, the edition's first
        return found(CreditReason.LOWER)
    bonus = edition.groups[credit.group].bonus
    if bonus is not None and {rival.id for rival in rivals}.issuperset(bonus.when):
        return found(CreditReason.HIGHEST_WITH_BONUS, counted=True, bonus=bonus.points)
    return found(CreditReason.HIGHEST, counted=True)
