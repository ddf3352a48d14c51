"""What a certificate says: frozen primitives, ready to print, that know nothing of scoring or tables.

Words that the edition supplies come in both languages, as it prints them side by side. Rates are whole
percent; scores are text that was already rounded down (docs/rules.md § 3).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

Language = Literal["ja", "en"]
Bound = Literal["none", "ceiling", "cap"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
VERDICTS = ("confirmed", "corrected", "rejected")


class Bilingual(NamedTuple):
    """One text in both languages."""

    ja: str
    en: str

    def in_(self, language: Language) -> str:
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True)
class Issuer:
    """The insurer that issues. `seal_text` is what the seal says (2 to 9 letters, e.g. 見本損保之印)."""

    name_ja: str
    name_en: str
    contact_ja: str
    contact_en: str
    seal_text: str
    logo_svg: str | None = None
    adopts_answers: bool = False
    """Whether the answers are what the insurer asks to be disclosed (告知事項)."""

    def name(self, language: Language) -> str:
        return self.name_ja if language == "ja" else self.name_en

    def contact(self, language: Language) -> str:
        return self.contact_ja if language == "ja" else self.contact_en


@dataclass(frozen=True)
class DeclaredBy:
    """Who declared the answers (docs/wording.md § 1): `wording` is the version of the declaration's text."""

    name: str
    title: str
    made_at: datetime
    wording: str


@dataclass(frozen=True)
class Circumstance:
    """A profile fact: what the company has or has not, which decides what was asked."""

    name: Bilingual
    holds: bool


@dataclass(frozen=True)
class DomainLine:
    """`percent` is None where no question of the domain applies."""

    name: Bilingual
    points: str
    possible: str
    percent: str | None


@dataclass(frozen=True)
class Condition:
    """One gate of a tier: `required` is the lowest answer that meets it."""

    question: Bilingual
    required: Bilingual
    state: Literal["met", "unmet", "not_asked"]


@dataclass(frozen=True)
class TierLine:
    name: Bilingual
    score: int
    rate: int
    ceiling: int
    reached: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class CreditLine:
    name: Bilingual
    points: int
    counted: bool


@dataclass(frozen=True)
class VerdictCounts:
    """How many answers, facts and credits the underwriters confirmed, corrected or rejected."""

    confirmed: int
    corrected: int
    rejected: int
    unknown: int
    not_asked: int
    first: date
    last: date


@dataclass(frozen=True)
class Signatory:
    """A person of the insurer, by role only (docs/wording.md § 1): `second` is the second signature."""

    role: Literal["underwriter", "second"]
    on: date


@dataclass(frozen=True)
class CertificatePaper:
    """Everything a certificate says; all of it comes from the decision record and its edition."""

    number: str
    company: str
    plan: Bilingual
    tier: Bilingual
    tier_step: int
    rate: int
    control_rate: int
    credit_rate: int
    uncapped: int
    limited_by: Bound
    score: str
    issued: date
    expires: date
    edition: str
    edition_title: Bilingual
    notice: Bilingual
    engine: str
    digest: str
    verify_url: str
    code: str
    issuer: Issuer
    scope: tuple[Circumstance, ...]
    domains: tuple[DomainLine, ...]
    tiers: tuple[TierLine, ...]
    credits: tuple[CreditLine, ...]
    verdicts: VerdictCounts
    declaration: DeclaredBy
    signatories: tuple[Signatory, ...]
    declared_rate: int | None = None
    company_number: str | None = None
