"""What an edition is: its questions, its tariff and its coverage as one immutable whole (docs/rules.md § 1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from .contradiction_entry import ContradictionEntry
from .coverage_file import AccidentEntry, CostEventEntry, DamageEntry, PlanEntry, RiskEntry, SubRiskEntry
from .entry import Entry, Text
from .option_wording import OptionWording
from .particular_entry import ParticularEntry
from .questions_file import (
    DomainEntry,
    FactEntry,
    Measure,
    OptionEntry,
    QuestionEntry,
    ScaleEntry,
    TermEntry,
    UnknownOption,
)
from .tariff_file import CreditEntry, GroupEntry, Review, TierEntry, Validity

UNKNOWN = "unknown"
RULES_1 = frozenset({"sme-cyber/2026-10"})
"""The editions of rules 1: they need give no reasons (`because`), and nothing may be added to this list."""


class Named(Entry):
    """An entry that knows the id under which it stands in its file."""

    id: str


class ProfileFact(Named, FactEntry):
    """A yes or no about the company that decides which questions apply."""


class Option(Named, OptionEntry):
    """A step of a scale; `factor` in percent. Nobody can move to one that is no `target`."""

    target: bool  # settled by the scale where the file says nothing


class Part(Named, OptionWording):
    """Something that can be ticked in answer to a question, or named one by one instead of counted."""


class Scale(Named, ScaleEntry):
    options: dict[str, Option]  # type: ignore[assignment]  # each entry gains its id


class Question(Named, QuestionEntry):
    """One question; `options` are its scale's, lowest first, in this question's own wording."""

    domain: str
    measure: Measure | None
    options: dict[str, Option]  # type: ignore[assignment]  # the scale's factors are merged in
    parts: dict[str, Part]  # type: ignore[assignment]  # each entry gains its id
    which: dict[str, Part]  # type: ignore[assignment]  # as above
    short_labels: dict[str, Text]

    def short_label(self, option: str) -> Text:
        """The scale's own short label of an option id, or that of "unknown"."""
        return self.short_labels[option]


class Domain(Named, DomainEntry):
    questions: dict[str, Question]  # type: ignore[assignment]  # each entry gains its id


class Particular(Named, ParticularEntry):
    """What the insurer must know and no score uses."""


class Contradiction(Named, ContradictionEntry):
    """Answers that can hardly be true together."""


class Tier(Named, TierEntry):
    """A step of the tariff, all in whole percent. What its file leaves out is settled here."""

    rate_to: int  # `rate` where the file says nothing
    credits_at_most: int  # the tariff's where the file says nothing
    ceiling: int  # the cap where the file says nothing

    @property
    def most(self) -> int:
        """The most that a rate can be in this tier: its end with all the credits that it allows, or its ceiling."""
        return min(self.ceiling, self.rate_to + self.credits_at_most)


class Credit(Named, CreditEntry):
    """Something that adds `points` percentage points to the rate."""


class Group(Named, GroupEntry):
    """Credits of which only the highest counts."""


class Plan(Named, PlanEntry):
    """A form of the insurance."""


class Accident(Named, AccidentEntry):
    """An example of what can happen, under the risk that it belongs to."""

    risk: str
    sub_risk: str


class SubRisk(Named, SubRiskEntry):
    accidents: dict[str, Accident]  # type: ignore[assignment]  # each entry gains its id


class Risk(Named, RiskEntry):
    """A risk and the ids of the plans that cover it."""

    sub_risks: dict[str, SubRisk]  # type: ignore[assignment]  # each entry gains its id


class Damage(Named, DamageEntry):
    """A kind of damage that the insurance pays."""


class CostEvent(Named, CostEventEntry):
    """An event after which costs are paid."""


class Term(Named, TermEntry):
    """A word explained for lay readers."""


@dataclass(frozen=True, eq=False)
class Edition:
    """A complete, consistent edition. Every mapping is keyed by id and keeps the order of its file.

    `id` is "<questionnaire>/<edition>"; `files` maps each file's name to its SHA-256 in hex.
    """

    id: str
    questionnaire: str
    edition: str
    title: Text
    notice: Text
    profile: Mapping[str, ProfileFact]
    scales: Mapping[str, Scale]
    unknown: UnknownOption
    domains: Mapping[str, Domain]
    questions: Mapping[str, Question]
    particulars: Mapping[str, Particular]
    contradictions: Mapping[str, Contradiction]
    tiers: Mapping[str, Tier]
    credits: Mapping[str, Credit]
    groups: Mapping[str, Group]
    credits_at_most: int
    cap: int
    validity: Validity
    review: Review
    plans: Mapping[str, Plan]
    risks: Mapping[str, Risk]
    accidents: Mapping[str, Accident]
    damages: Mapping[str, Damage]
    cost_events: Mapping[str, CostEvent]
    glossary: Mapping[str, Term]
    files: Mapping[str, str]

    @property
    def rules(self) -> int:
        """The rules that the edition was written to: 1 or 2 (docs/rules.md § 1)."""
        return 1 if self.id in RULES_1 else 2
