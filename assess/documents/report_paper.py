"""What an eligibility report says: frozen primitives in the reader's language, ready to print.

Yen are whole yen, rates whole percent; scores are text that was already rounded down (docs/rules.md § 3).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assess.documents.paper import Bound, Circumstance, DeclaredBy, Issuer
from assess.documents.report_sums import Cheap, Cost, Fall, FirstStep, Total

Effort = Literal["S", "M", "L"]


@dataclass(frozen=True)
class Standing:
    """Where the company stands in one domain; `percent` is None where nothing was asked."""

    name: str
    points: str
    possible: str
    percent: str | None


@dataclass(frozen=True)
class Step:
    """One tier of the staircase; `next` is the one that the nearest way reaches.

    The control rate goes from `rate` to `rate_to`; `ceiling` is the most that credits can make of it.
    """

    name: str
    score: int
    rate: int
    rate_to: int
    ceiling: int
    state: Literal["below", "now", "next", "above"]


@dataclass(frozen=True)
class Earned:
    """One credit that was claimed: `reason` is the name of the rule by which it counts or not (docs/rules.md § 5)."""

    name: str
    points: int
    counted: bool
    reason: str


@dataclass(frozen=True)
class Change:
    """One thing to do, from one answer (None: no answer yet) to another; the effort is that of the change,
    None in an edition that counts hours and yen instead.

    `needed` says of each way, in their order, whether it asks for just this.
    """

    action: str
    from_: str | None
    to: str
    effort: Effort | None
    needed: tuple[bool, ...]
    cost: Cost | None = None

    @property
    def first(self) -> int:
        """The place of the nearest way that asks for it."""
        return self.needed.index(True)


@dataclass(frozen=True)
class Way:
    """The least effort to one higher tier (docs/rules.md § 7): so many `changes`.

    `gain` is in percentage points, `saves` in yen a year (None without a premium). Where the tier cannot be
    reached, there are no changes, `blocked_by` names the conditions, and `short_of` is True if the score does.
    """

    tier: str
    rate: int
    gain: int
    saves: int | None
    changes: int
    blocked_by: tuple[str, ...] = ()
    short_of: bool = False
    total: Total | None = None


@dataclass(frozen=True)
class Weak:
    """One weakness: `bars` names the tiers whose condition it misses; `accidents` are story numbers.

    `answer` is None where there is none, or where the underwriter `rejected` it; `growing` where it is good
    already, though not the best.
    """

    question: str
    answer: str | None
    lost: str
    weight: int
    bars: tuple[str, ...]
    accidents: tuple[int, ...]
    rejected: bool
    growing: bool


@dataclass(frozen=True)
class Ask:
    """One question whose answer is not known: how it is asked, and how to find out."""

    question: str
    check: str


@dataclass(frozen=True)
class Story:
    """An accident that at least one weakness bears on; `covered` by the chosen plan or not."""

    number: int
    title: str
    story: str
    caution: str | None
    risk: str
    covered: bool


@dataclass(frozen=True)
class PlanRow:
    """One row of the plan table: covered or not, in the order of the plans."""

    name: str
    detail: str
    covered: tuple[bool, ...]


@dataclass(frozen=True)
class Damage:
    name: str
    help: str
    limit: str | None


@dataclass(frozen=True)
class Coverage:
    """What the plans pay; `chosen` is the index of the company's plan."""

    plans: tuple[str, ...]
    chosen: int
    risks: tuple[PlanRow, ...]
    damages: tuple[Damage, ...]
    cost_events: tuple[PlanRow, ...]


@dataclass(frozen=True)
class Altered:
    """An item on which the underwriter did not follow the company: `verified` is None where it was rejected."""

    item: str
    declared: str
    verified: str | None
    on: date


@dataclass(frozen=True)
class Verification:
    """How many items an underwriter verified, the last on which day, and what differs from the declaration."""

    last: date
    items: int
    altered: tuple[Altered, ...]


@dataclass(frozen=True)
class ReportPaper:
    """Everything an eligibility report says, in the reader's language.

    `saves` is what the rate takes off the premium, in yen a year; `known_rate` what the rate would be if all that
    is not known turned out to be done.
    """

    number: str
    company: str
    plan: str
    as_of: date
    valid_until: date
    edition: str
    edition_title: str
    notice: str
    engine: str
    digest: str
    issuer: Issuer
    rate: int
    tier: str
    tier_step: int
    control_rate: int
    credit_rate: int
    uncapped: int
    limited_by: Bound
    ceiling: int
    most_by_controls: int
    cap: int
    score: str
    questions: int
    premium: int | None
    saves: int | None
    steps: tuple[Step, ...]
    domains: tuple[Standing, ...]
    credits: tuple[Earned, ...]
    ways: tuple[Way, ...]
    changes: tuple[Change, ...]
    ask_first: tuple[Ask, ...]
    known_rate: int
    weaknesses: tuple[Weak, ...]
    strengths: tuple[str, ...]
    unknown: int
    unanswered: int
    not_asked: tuple[str, ...]
    stories: tuple[Story, ...]
    coverage: Coverage
    scope: tuple[Circumstance, ...]
    verification: Verification | None = None
    declared_rate: int | None = None
    plan_assumed: bool = False
    facts_assumed: tuple[str, ...] = ()
    agent: str | None = None
    declaration: DeclaredBy | None = None
    void: str | None = None
    """Why the result no longer counts, in a few words; None while it does."""
    void_since: date | None = None
    cheapest: tuple[Cheap, ...] = ()
    first_steps: tuple[FirstStep, ...] = ()
    falls: tuple[Fall, ...] = ()

    @property
    def counts_costs(self) -> bool:
        """Whether the edition tells hours and yen."""
        return any(way.total for way in self.ways)

    @property
    def weak(self) -> tuple[Weak, ...]:
        """What is called a weakness."""
        return tuple(weak for weak in self.weaknesses if not weak.growing)

    @property
    def verified(self) -> bool:
        """Whether an underwriter has verified the answers and that still holds; else all this is an indication."""
        return self.verification is not None and self.void is None
