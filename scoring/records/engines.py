"""The engines whose results this one reproduces, each with how it wrote them (docs/rules.md § 10).

An engine is on the list as long as stored records of it compute again without a difference; a test holds that.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..editions.edition import Edition
from ..results.engine import ENGINE_VERSION
from ..results.facts import Facts
from ..results.rate import rate_at
from ..results.result import Result

Written = Callable[[Edition, Facts, Result], dict[str, Any]]


def _by_engine_1(edition: Edition, facts: Facts, result: Result) -> dict[str, Any]:
    """A result as engine 1 wrote it: a way for every higher tier, with the rate at which that tier begins."""
    above = list(edition.tiers)
    above = above[above.index(result.tier) + 1 :]
    written, ways = result.as_json(), list[dict[str, Any]]()
    for key in ("stands_for", "ask_first", "refer", "cheapest"):
        written.pop(key, None)
    for way in written["ways"]:
        reached = above.index(way.pop("reaches", way["tier"])) + 1
        for tier in above[len(ways) : reached]:
            ways.append({**way, "tier": tier, "rate": rate_at(edition, edition.tiers[tier], facts.credits)})
    return {**written, "ways": ways}


REPRODUCED: Mapping[str, Written] = {
    "1.0.0": _by_engine_1,
    ENGINE_VERSION: lambda _edition, _facts, result: result.as_json(),
}
