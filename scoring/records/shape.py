"""The shape of a decision record of format 1 (docs/rules.md § 10)."""

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr

from ..editions.entry import Entry

FORMAT: Literal["sonae-decision-record/1"] = "sonae-decision-record/1"
Subject = Literal["answer", "fact", "credit", "particular"]
Kind = Literal["confirmed", "corrected", "rejected"]
Day = Annotated[StrictStr, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Sha256 = Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{64}$")]


class JudgedItem(Entry):
    verdict: Kind
    on: Day


class FactEntry(JudgedItem):
    declared: StrictBool
    verified: StrictBool


class AnswerEntry(JudgedItem):
    declared: StrictStr | dict[str, Any]
    verified: StrictStr | dict[str, Any] | None


class ParticularEntry(JudgedItem):
    declared: StrictStr | StrictInt | dict[str, Any]
    verified: StrictStr | StrictInt | dict[str, Any] | None


class CreditEntry(JudgedItem):
    verified: StrictBool


class CompanyEntry(Entry):
    name: StrictStr
    number: StrictStr | None


class EditionEntry(Entry):
    id: StrictStr
    files: dict[str, Sha256]


class DeclarationEntry(Entry):
    name: StrictStr
    title: StrictStr
    at: StrictStr
    wording: StrictStr


class RecordShape(Entry):
    """The shape of a record; `result` is the object of docs/rules.md § 11."""

    format: Literal["sonae-decision-record/1"]
    number: StrictStr
    company: CompanyEntry
    edition: EditionEntry
    engine: StrictStr
    plan: StrictStr
    profile: dict[str, FactEntry]
    answers: dict[str, AnswerEntry]
    credits: dict[str, CreditEntry]
    particulars: dict[str, ParticularEntry] = Field(default_factory=dict)
    as_of: Day | None = None
    result: dict[str, Any]
    declaration: DeclarationEntry
    underwriters: Annotated[tuple[StrictStr, ...], Field(min_length=1)]
    issued_on: Day
    expires_on: Day
