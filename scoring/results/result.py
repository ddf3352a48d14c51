"""What `evaluate` finds, with the reason for each figure, and its JSON (docs/rules.md §§ 8, 11)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal, NamedTuple

from ..editions.edition import UNKNOWN
from .prices import Price


class GateReason(StrEnum):
    """Why a gate holds or not."""

    REACHED = "the answer stands at or above it"
    NOT_ASKED = "the question is not asked"
    OTHER_PLAN = "the gate is of another plan"
    BELOW = "the answer stands below it"
    UNKNOWN = "the answer is not known"
    UNANSWERED = "the question is not answered"


class CreditReason(StrEnum):
    """Why a credit counts or not."""

    ALONE = "counts by itself"
    HIGHEST = "highest of its group"
    HIGHEST_WITH_BONUS = "highest of its group, with the group's bonus"
    LOWER = "a higher one of its group counts"
    EXCLUDED = "does not count beside a credit of the group that excludes it"
    NO_TIER = "no credit counts in the lowest tier"
    NOT_IN_FORCE = "is not in force"


LimitedBy = Literal["none", "ceiling", "cap"]


class Score(NamedTuple):
    """`points` of `possible`, both weight × percent; `percent` is the score rounded down, as in "55.6"."""

    points: int
    possible: int
    percent: str


class DomainScore(NamedTuple):
    """A domain's score; `percent` is None where no question of the domain applies."""

    domain: str
    points: int
    possible: int
    percent: str | None


class QuestionScore(NamedTuple):
    """An applying question; `points` = weight × factor in percent, `lost` = weight × (100 − factor)."""

    question: str
    answer: str | None
    weight: int
    factor: int
    points: int
    lost: int


class GateResult(NamedTuple):
    tier: str
    question: str
    at_least: str
    met: bool
    reason: GateReason


class CreditResult(NamedTuple):
    """`points` is what it adds, a bonus included, or what it would add by itself if it does not count."""

    credit: str
    points: int
    counted: bool
    reason: CreditReason


class AccidentLink(NamedTuple):
    """An accident that a weakness bears on, and whether the chosen plan covers its risk."""

    accident: str
    risk: str
    covered: bool


class Weakness(NamedTuple):
    question: str
    answer: str | None
    lost: int
    accidents: tuple[AccidentLink, ...]


class Change(NamedTuple):
    """A better answer; `from_` is None where the question is unanswered, `price` where effort is counted instead.

    `effort` is that of this change: of all the options that it climbs, or its hours.
    """

    question: str
    from_: str | None
    to: str
    effort: int
    price: Price | None = None


class Work(NamedTuple):
    """What all changes of a way take; yen are None where they depend on a head-count that is not known."""

    hours: int
    yen_first_year: int | None
    yen_yearly: int | None


class Way(NamedTuple):
    """The least way up, and what one has once its changes are made (docs/rules.md § 7).

    `reaches` and `rate` (whole percent) are those of `evaluate` on the facts with the changes applied. Where the
    least for one tier reaches a higher one, it is one way, listed under the higher: `tier` is what it `reaches`.
    Where a tier cannot be reached, `blocked_by` names what stands in the way ("score", or a gate as
    "question:option"); then `reaches` is None, `rate` what the tier begins with, and there are no changes. `effort`
    is in steps of effort, or in hours where the edition counts those; then `work` says what it takes in all.
    """

    tier: str
    reaches: str | None
    rate: int
    effort: int
    saves_yen: int | None
    changes: tuple[Change, ...]
    blocked_by: tuple[str, ...]
    work: Work | None = None


@dataclass(frozen=True)
class Result:
    """Everything the rules say about one set of facts. Rates are whole percent, points weight × percent."""

    edition: str
    plan: str
    score: Score
    tier: str
    control_rate: int
    credit_rate: int
    uncapped: int
    rate: int
    limited_by: LimitedBy
    domains: tuple[DomainScore, ...]
    questions: tuple[QuestionScore, ...]
    gates: tuple[GateResult, ...]
    credits: tuple[CreditResult, ...]
    weaknesses: tuple[Weakness, ...]
    unknown: tuple[str, ...]
    unanswered: tuple[str, ...]
    not_asked: tuple[str, ...]
    stands_for: Mapping[str, str]
    """The option that each raw answer to a question that is asked stands for."""
    refer: tuple[str, ...]
    """The particulars on which an underwriter must write a word before issue."""
    rules: int
    find_ways: Callable[[], tuple[Way, ...]] = field(repr=False, compare=False)
    find_cheapest: Callable[[tuple[Way, ...]], tuple[Way, ...]] = field(repr=False, compare=False)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways to the higher tiers, nearest first (docs/rules.md § 7); found when first asked for."""
        return self.find_ways()

    @cached_property
    def cheapest(self) -> tuple[Way, ...]:
        """The ways for the least yen in the first year, where they are others than the ways of least work."""
        return self.find_cheapest(self.ways)

    @property
    def ask_first(self) -> tuple[str, ...]:
        """The questions whose answer is not known, by points lost: asking may show that a thing is done already."""
        return tuple([weakness.question for weakness in self.weaknesses if weakness.answer == UNKNOWN])

    def as_json(self) -> dict[str, Any]:
        """The object that `assess score --json` prints (docs/rules.md § 11)."""
        return {
            "edition": self.edition,
            "score": self.score._asdict(),
            "tier": self.tier,
            "control_rate": self.control_rate,
            "credit_rate": self.credit_rate,
            "uncapped": self.uncapped,
            "rate": self.rate,
            "limited_by": self.limited_by,
            "domains": [{"domain": d.domain, "points": d.points, "possible": d.possible} for d in self.domains],
            "gates": [
                {"tier": g.tier, "question": g.question, "at_least": g.at_least, "met": g.met} for g in self.gates
            ],
            "credits": [{**c._asdict(), "reason": c.reason.value} for c in self.credits],
            "weaknesses": [
                {**w._asdict(), "accidents": [link._asdict() for link in w.accidents]} for w in self.weaknesses
            ],
            "unknown": list(self.unknown),
            "unanswered": list(self.unanswered),
            "not_asked": list(self.not_asked),
            **self._of_rules_2("stands_for", dict(self.stands_for)),
            **self._of_rules_2("ask_first", list(self.ask_first)),
            **self._of_rules_2("refer", list(self.refer)),
            "ways": [_way_as_json(way) for way in self.ways],
            **self._of_rules_2("cheapest", [_way_as_json(way) for way in self.cheapest]),
        }

    def _of_rules_2(self, key: str, value: Any) -> dict[str, Any]:
        """A key that rules 1 did not have: with an edition of those it stands only where it says something."""
        return {key: value} if value or self.rules > 1 else {}


def _way_as_json(way: Way) -> dict[str, Any]:
    found: dict[str, Any] = {"tier": way.tier}
    if way.reaches is not None:
        found["reaches"] = way.reaches
    found |= {"rate": way.rate, "effort": way.effort}
    if way.work is not None:
        found |= {key: "unknown" if value is None else value for key, value in way.work._asdict().items()}
    if way.saves_yen is not None:
        found["saves_yen"] = way.saves_yen
    found["changes"] = [{"question": c.question, "from": c.from_, "to": c.to} for c in way.changes]
    found["blocked_by"] = list(way.blocked_by)
    return found
