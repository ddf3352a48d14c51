"""What may be written in the three files of an edition (docs/rules.md § 1).

These models say which keys there are and what each may hold. The JSON Schemas that editors
use while one types are generated from them, so the sentence under a field is help for the
writer of an edition. What must hold *between* entries is in `consistency.py`.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from ..reading.faults import NOT_ENGLISH

Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, StringConstraints(strict=True, pattern=r"\S")]
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _english(text: str) -> str:
    """Names may be Japanese in an English text, but not most of it."""
    if 2 * len(_JAPANESE.findall(text)) > len(text):
        raise PydanticCustomError(NOT_ENGLISH, "write the English text")
    return text


English = Annotated[Words, AfterValidator(_english)]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]
Points = Annotated[StrictInt, Field(ge=1, le=100)]


class Entry(BaseModel):
    """A mapping of known keys; anything else in it is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Text(Entry):
    """One text in both languages; neither may be left out."""

    ja: Words
    """The Japanese wording."""
    en: English
    """The English wording."""

    def in_(self, language: str) -> str:
        """The wording in `language` ("ja" or "en"); Japanese where it is neither."""
        return self.en if language == "en" else self.ja


class OptionWording(Entry):
    label: Text
    """What stands beside the button."""
    note: Text | None = None
    """A few words that make the option exact."""


class OptionEntry(OptionWording):
    factor: Percent
    """What share of the question's weight this option earns, in percent."""


class ScaleEntry(Entry):
    name: Text
    """What the scale measures."""
    options: Annotated[dict[Id, OptionEntry], Field(min_length=2)]
    """The options, lowest first; factors never fall."""


class UnknownOption(Entry):
    label: Text
    """The wording of "don't know", which every question offers."""
    note: Text | None = None
    """What choosing it means."""


class FactEntry(Entry):
    name: Text
    """A short noun phrase."""
    ask: Text
    """The question, to be answered with yes or no."""
    help: Text
    """What counts as a yes."""


class References(Entry):
    cis: tuple[Words, ...] = ()
    """Safeguards of the CIS Controls."""
    csf: tuple[Words, ...] = ()
    """Outcomes of the NIST Cybersecurity Framework."""
    scs: tuple[Words, ...] = ()
    """Requirements of METI's supply-chain security scheme."""


class QuestionEntry(Entry):
    name: Text
    """A short noun phrase for lists."""
    ask: Text
    """The question itself, a full sentence."""
    scope: Text
    """What exactly it covers."""
    why: Text
    """Why it matters, with the accident it bears on."""
    check: Text
    """How someone who is no engineer finds the answer."""
    evidence: Text
    """What a reviewer will want to see."""
    marking: Text
    """For the underwriter: what counts and what does not."""
    action: Text
    """What to do, as a heading in the way to a higher tier."""
    scale: Id
    """The scale that the question is answered on."""
    weight: Annotated[StrictInt, Field(ge=1, le=1000)]
    """How much the question counts; the weights need not add up to 100."""
    effort: Literal["S", "M", "L"]
    """The work of climbing one option: S counts 1, M counts 2, L counts 4."""
    evidence_required: StrictBool
    """Whether an underwriter needs a file, or a note of how it was checked, to confirm the answer."""
    applies_if: Id | None = None
    """The profile fact that must be "yes" for the question to be asked."""
    mitigates: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The accidents that this measure makes less likely or less harmful."""
    options: dict[Id, OptionWording] = Field(default_factory=dict)
    """This question's own wording of its scale's options: all of them, or none."""
    references: References = References()
    """Where published standards ask for the same."""


class DomainEntry(Entry):
    name: Text
    lead: Text
    """One plain sentence on the domain's page."""
    questions: Annotated[dict[Id, QuestionEntry], Field(min_length=1)]
    """In the order in which they are asked."""


class TermEntry(Entry):
    term: Text
    meaning: Text


class QuestionsFile(Entry):
    """questions.yaml: what is asked."""

    questionnaire: Id
    """The name of the directory above the edition's."""
    edition: Annotated[str, StringConstraints(strict=True, pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    """Year and month, as in "2026-10": the name of the edition's directory."""
    title: Text
    notice: Text
    """What this edition is and is not; printed on every document."""
    profile: dict[Id, FactEntry]
    """Facts about the company that decide which questions apply."""
    scales: Annotated[dict[Id, ScaleEntry], Field(min_length=1)]
    unknown: UnknownOption
    domains: Annotated[dict[Id, DomainEntry], Field(min_length=1)]
    glossary: dict[Id, TermEntry] = Field(default_factory=dict)


class Gate(Entry):
    """A condition of a tier: the answer stands at or above an option of its scale (docs/rules.md § 4)."""

    question: Id
    at_least: Id
    """An option of the question's scale."""
    plan: Id | None = None
    """The only plan that the gate is for; without it, every plan."""


class TierEntry(Entry):
    name: Text
    score: Percent
    """The lowest score that reaches the tier."""
    rate: Percent
    """The control rate: the discount before credits, in percent."""
    ceiling: Percent
    """The highest discount in this tier, in percent."""
    gates: tuple[Gate, ...]
    """Conditions beside the score; those of lower tiers hold as well."""


class CreditEntry(Entry):
    name: Text
    help: Text
    evidence: Text
    """The document that an underwriter accepts."""
    points: Points
    """Percentage points on the discount."""
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


class GroupEntry(Entry):
    name: Text
    bonus: Bonus | None = None


class Validity(Entry):
    certificate_months: Annotated[StrictInt, Field(ge=1, le=120)]
    report_days: Annotated[StrictInt, Field(ge=1, le=3660)]


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


class PlanEntry(Entry):
    name: Text
    lead: Text


class AccidentEntry(Entry):
    title: Text
    story: Text
    """What happened, in one to three sentences."""
    caution: Text | None = None
    """What no measure of the company can exclude."""


class SubRiskEntry(Entry):
    name: Text
    accidents: dict[Id, AccidentEntry]


class RiskEntry(Entry):
    name: Text
    plans: tuple[Id, ...]
    """The plans that pay for it."""
    sub_risks: Annotated[dict[Id, SubRiskEntry], Field(min_length=1)]


class Limit(Entry):
    yen: Annotated[StrictInt, Field(ge=1, le=10**12)]
    per: Text
    """What the limit is counted for, as in "per claim"."""


class DamageEntry(Entry):
    name: Text
    help: Text
    limit: Limit | None = None


class CostEventEntry(Entry):
    name: Text
    plans: tuple[Id, ...]


class CoverageFile(Entry):
    """coverage.yaml: what the insurance pays for."""

    plans: Annotated[dict[Id, PlanEntry], Field(min_length=1)]
    risks: Annotated[dict[Id, RiskEntry], Field(min_length=1)]
    damages: dict[Id, DamageEntry]
    cost_events: dict[Id, CostEventEntry]
