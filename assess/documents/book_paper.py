"""What a tariff book says: an edition as frozen primitives in the reader's language, ready to print.

Rates, factors and thresholds are whole percent, costs whole hours and yen. A reason is None where the edition gives
none, as those of rules 1 (docs/rules.md § 1, Reasons).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from assess.documents.report_paper import PlanRow

Who = Literal["self", "supplier"]


class File(NamedTuple):
    """A file of the edition and its SHA-256 in hex."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Cost:
    """What it takes in all: hours once, yen once, a year, and a year for each person."""

    hours: int
    yen: int
    yen_yearly: int
    yen_yearly_per_person: int
    who: Who


@dataclass(frozen=True)
class Gate:
    """A condition of a tier; `plan` names the only plan that it is for."""

    question: str
    at_least: str
    plan: str | None
    because: str | None


@dataclass(frozen=True)
class Tier:
    name: str
    score: int
    rate: int
    rate_to: int
    credits_at_most: int
    ceiling: int | None
    because: str | None
    gates: tuple[Gate, ...]


@dataclass(frozen=True)
class Credit:
    """`group` counts its highest only; `excluded_by` is the group beside which it does not count."""

    name: str
    points: int
    group: str | None
    excluded_by: str | None
    evidence: str
    evidence_required: bool
    because: str | None
    cost: Cost | None
    cost_because: str | None
    inactive_because: str | None


@dataclass(frozen=True)
class Bonus:
    group: str
    points: int
    when: tuple[str, ...]
    because: str | None


@dataclass(frozen=True)
class Option:
    """A step of a scale; `holds` is the percentage from which on, or the months within which, a count stands for it."""

    name: str
    factor: int
    holds: int | None
    target: bool


@dataclass(frozen=True)
class Scale:
    name: str
    measure: Literal["share", "parts", "date"] | None
    because: str | None
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Step:
    """An option in a question's own words, what it is worth, and what it takes (None where effort is counted)."""

    label: str
    note: str | None
    factor: int
    points: str
    cost: Cost | None


@dataclass(frozen=True)
class Question:
    """One question; `share` is its part of all weights in percent, rounded down to one decimal."""

    number: int
    id: str
    name: str
    ask: str
    scope: str
    marking: str
    evidence: str
    evidence_required: bool
    weight: int
    share: str
    because: str | None
    scale: str
    effort: str | None
    steps: tuple[Step, ...]
    cost_because: str | None
    parts: tuple[str, ...]
    applies_if: str | None
    gates: tuple[str, ...]
    mitigates: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Domain:
    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Fact:
    """A fact of the profile and the questions that are asked only where it is "yes"."""

    name: str
    ask: str
    marking: str | None
    evidence: str | None
    evidence_required: bool
    opens: tuple[str, ...]


@dataclass(frozen=True)
class Particular:
    name: str
    ask: str
    kind: Literal["yes_no", "number", "choice", "text", "date"]
    options: tuple[str, ...]
    required: bool
    details_if: str | None
    refer_if: str | None


@dataclass(frozen=True)
class Rule:
    """A contradiction: it fires where all `parts` hold."""

    parts: tuple[str, ...]
    say: str


@dataclass(frozen=True)
class Review:
    """What an underwriter may decide alone; `days` is None where nothing may be decided as if met."""

    second_signature_from: int
    days: int | None
    never: tuple[str, ...]
    because: str | None


@dataclass(frozen=True)
class Accident:
    """An example of an accident and the numbers of the questions that bear on it."""

    name: str
    questions: tuple[int, ...]


@dataclass(frozen=True)
class Difference:
    """A figure that differs from the edition before; `before` or `now` is None where there was, or is, none."""

    what: str
    before: str | None
    now: str | None


class Line(NamedTuple):
    """A line of the edition's account of its changes."""

    kind: Literal["heading", "item", "text"]
    text: str


@dataclass(frozen=True)
class Changes:
    """What changed against the edition `before`: its title, every figure that differs, and the maker's account."""

    before: str
    differences: tuple[Difference, ...]
    reworded: tuple[str, ...]


@dataclass(frozen=True)
class BookPaper:
    """Everything a tariff book says, in the reader's language. `made_on` is the day on which it was printed."""

    edition: str
    title: str
    notice: str
    published: bool
    made_on: date
    engine: str
    files: tuple[File, ...]
    has_reasons: bool
    cap: int
    credits_at_most: int
    certificate_months: int
    report_days: int
    review: Review
    weights: int
    tiers: tuple[Tier, ...]
    credits: tuple[Credit, ...]
    bonuses: tuple[Bonus, ...]
    scales: tuple[Scale, ...]
    domains: tuple[Domain, ...]
    facts: tuple[Fact, ...]
    particulars: tuple[Particular, ...]
    rules: tuple[Rule, ...]
    plans: tuple[str, ...]
    risks: tuple[PlanRow, ...]
    accidents: tuple[Accident, ...]
    changes: Changes | None
    account: tuple[Line, ...]
