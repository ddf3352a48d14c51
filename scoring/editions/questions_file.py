"""What may be written in questions.yaml: what is asked (docs/rules.md § 1).

The sentence under a field is help for the writer of an edition: editors show it, by way of the JSON Schema.
What must hold between entries is in `checks/`.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from .contradiction_entry import ContradictionEntry
from .cost_entry import CostEntry
from .entry import Entry, Id, Percent, Text, Words
from .option_wording import OptionWording
from .particular_entry import ParticularEntry

Measure = Literal["share", "parts", "date"]


class OptionEntry(OptionWording):
    factor: Percent
    """What share of the question's weight this option earns, in percent."""
    from_percent: Annotated[Percent | None, Field(alias="from")] = None
    """With the measure share or parts: the percentage from which on the option holds; 0 for the lowest."""
    within_months: Annotated[StrictInt, Field(ge=1, le=600)] | None = None
    """With the measure date: how many months back the day may lie; nothing for the lowest."""
    target: StrictBool | None = None
    """Whether one can move to this option. With the measure date only the highest is a target; else all are."""


class ScaleEntry(Entry):
    name: Text
    """What the scale measures."""
    measure: Measure | None = None
    """What a company may count instead of choosing: a share (so many of so many), parts (ticks), or a date."""
    because: Text | None = None
    """Why its options have these factors."""
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
    marking: Text | None = None
    """What counts and what does not, for whoever answers and whoever checks."""
    evidence: Text | None = None
    """What a reviewer will want to see."""
    evidence_required: StrictBool = False
    """Whether an underwriter needs a file, or a note of how it was checked, to confirm it."""


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
    """What counts and what does not."""
    action: Text
    """What to do, as a heading in the way to a higher tier."""
    scale: Id
    """The scale that the question is answered on."""
    weight: Annotated[StrictInt, Field(ge=1, le=1000)]
    """How much the question counts; the weights need not add up to 100."""
    because: Text | None = None
    """Why the question has this weight."""
    effort: Literal["S", "M", "L"] | None = None
    """The work of climbing one option: S counts 1, M counts 2, L counts 4. All questions have this, or all `cost`."""
    cost: dict[Id, CostEntry] | None = None
    """What it takes to get from the lowest option to each; what costs nothing may be left out of an entry."""
    cost_because: Text | None = None
    """What the cost rests on."""
    parts: dict[Id, OptionWording] = Field(default_factory=dict)
    """With the measure parts: what can be ticked."""
    unit: Text | None = None
    """With the measure share: what is counted, as in "devices"."""
    which: dict[Id, OptionWording] = Field(default_factory=dict)
    """With the measure share: what can be named one by one instead of counted, such as each way into the company."""
    met: Text | None = None
    """With `which`: what must be true of one of them for it to count, as in "MFA for everyone"."""
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
    particulars: dict[Id, ParticularEntry] = Field(default_factory=dict)
    """What the insurer must know and no score uses."""
    contradictions: dict[Id, ContradictionEntry] = Field(default_factory=dict)
    """Answers that can hardly be true together."""
    glossary: dict[Id, TermEntry] = Field(default_factory=dict)
