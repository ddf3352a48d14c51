"""What may be written in tariff.yaml: what the answers are worth (docs/rules.md §§ 4, 5)."""

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from .cost_entry import CostEntry
from .entry import Entry, Id, Percent, Points, Text


class Gate(Entry):
    """A condition of a tier: the answer stands at or above an option of its scale (docs/rules.md § 4)."""

    question: Id
    at_least: Id
    """An option of the question's scale."""
    plan: Id | None = None
    """The only plan that the gate is for; without it, every plan."""
    because: Text | None = None
    """Why the tier asks for it."""


class TierEntry(Entry):
    name: Text
    score: Percent
    """The lowest score that reaches the tier."""
    rate: Percent
    """The control rate where the tier begins: the discount before credits, in percent."""
    rate_to: Percent | None = None
    """The control rate at the next tier's score (100 for the highest), rising steadily. Without it: `rate`."""
    credits_at_most: Percent | None = None
    """What all credits together can add in this tier, in percentage points. Without it: the tariff's."""
    ceiling: Percent | None = None
    """The highest discount in this tier, in percent. Without it: the cap."""
    because: Text | None = None
    """Why the tier has this score and these rates."""
    gates: tuple[Gate, ...]
    """Conditions beside the score; those of lower tiers hold as well."""


class CreditEntry(Entry):
    name: Text
    help: Text
    evidence: Text
    """The document that an underwriter accepts."""
    evidence_required: StrictBool = True
    """Whether an underwriter needs a file, or a note of how it was checked, to confirm it."""
    points: Points
    """Percentage points on the discount."""
    because: Text | None = None
    """Why it is worth these points."""
    cost: CostEntry | None = None
    """What it takes to get it, where that is a first step which anybody can take."""
    cost_because: Text | None = None
    """What the cost rests on."""
    group: Id | None = None
    """Of a group, only the highest credit counts."""
    excluded_by: Id | None = None
    """The group beside which this credit does not count."""
    active: StrictBool = True
    """Whether the credit can be had now."""
    inactive_because: Text | None = None
    """Why it cannot."""


class Bonus(Entry):
    points: Points
    """Percentage points on top of the group's highest credit."""
    when: Annotated[tuple[Id, ...], Field(min_length=2)]
    """The credits of the group that must all be held."""
    because: Text | None = None
    """Why it is worth these points."""


class GroupEntry(Entry):
    name: Text
    bonus: Bonus | None = None


class Validity(Entry):
    certificate_months: Annotated[StrictInt, Field(ge=1, le=120)]
    report_days: Annotated[StrictInt, Field(ge=1, le=3660)]


class Conditional(Entry):
    days_at_most: Annotated[StrictInt, Field(ge=1, le=366)]
    """How many days after issue a condition may be met at the latest."""
    never: tuple[Id, ...] = ()
    """Questions that are never decided as if met."""


class Review(Entry):
    second_signature_from: Percent = 50
    """The rate from which on a second underwriter signs."""
    conditional: Conditional | None = None
    """Whether, and how far, answers may be decided as if met by a day."""
    because: Text | None = None
    """Why these limits."""


class TariffFile(Entry):
    """tariff.yaml: what the answers are worth."""

    tiers: Annotated[dict[Id, TierEntry], Field(min_length=1)]
    """Lowest first; the lowest is for those who are not eligible."""
    credits: dict[Id, CreditEntry]
    groups: dict[Id, GroupEntry] = Field(default_factory=dict)
    credits_at_most: Percent
    """What all credits together can add, in percentage points."""
    cap: Percent
    """The highest discount there is; never above 60."""
    validity: Validity
    review: Review = Review()
    """What an underwriter may decide alone, and on what condition."""
