"""What a paper says: frozen primitives, ready to print, that know nothing of scoring or tables.

Words that the edition supplies come in both languages on a certificate (it prints them side by side)
and in the reader's language on a report. Yen are whole yen, rates whole percent, scores are text that
was already rounded down (RULES §3).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

Language = Literal["ja", "en"]
Bound = Literal["none", "ceiling", "cap"]
Effort = Literal["S", "M", "L"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")
VERDICTS = ("confirmed", "corrected", "rejected")


class Words(NamedTuple):
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

    def name(self, language: Language) -> str:
        return self.name_ja if language == "ja" else self.name_en

    def contact(self, language: Language) -> str:
        return self.contact_ja if language == "ja" else self.contact_en


@dataclass(frozen=True)
class Declaration:
    """Who declared the answers (CONTENT §7): `wording` is the version of the declaration's text."""

    name: str
    title: str
    made_at: datetime
    wording: str


# --- certificate ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class DomainLine:
    """`percent` is None where no question of the domain applies."""

    name: Words
    points: str
    possible: str
    percent: str | None


@dataclass(frozen=True)
class Condition:
    """One gate of a tier: `required` is the lowest answer that meets it."""

    question: Words
    required: Words
    state: Literal["met", "unmet", "not_asked"]


@dataclass(frozen=True)
class TierLine:
    name: Words
    score: int
    rate: int
    ceiling: int
    reached: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class CreditLine:
    name: Words
    points: int
    counted: bool


@dataclass(frozen=True)
class Verdicts:
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
    """A person of the insurer, by role only (CONTENT §7): `second` is the second signature."""

    role: Literal["underwriter", "second"]
    on: date


@dataclass(frozen=True)
class CertificatePaper:
    """Everything a certificate says; all of it comes from the decision record and its edition."""

    number: str
    company: str
    plan: Words
    tier: Words
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
    edition_title: Words
    notice: Words
    engine: str
    digest: str
    verify_url: str
    issuer: Issuer
    domains: tuple[DomainLine, ...]
    tiers: tuple[TierLine, ...]
    credits: tuple[CreditLine, ...]
    verdicts: Verdicts
    declaration: Declaration
    signatories: tuple[Signatory, ...]
    declared_rate: int | None = None
    company_number: str | None = None


# --- report --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """Where the company stands in one domain; `percent` is None where nothing was asked."""

    name: str
    points: str
    possible: str
    percent: str | None


@dataclass(frozen=True)
class Step:
    """One tier of the staircase; `next` is the lowest above the present one."""

    name: str
    score: int
    rate: int
    ceiling: int
    state: Literal["below", "now", "next", "above"]


@dataclass(frozen=True)
class Earned:
    """One credit that was claimed: `reason` is the name of the rule by which it counts or not (RULES §5)."""

    name: str
    points: int
    counted: bool
    reason: str


@dataclass(frozen=True)
class Change:
    """One thing to do, from one answer (None: no answer yet) to another; the effort is of each step."""

    action: str
    from_: str | None
    to: str
    effort: Effort


@dataclass(frozen=True)
class Way:
    """The least effort to one higher tier (RULES §7).

    `gain` is in percentage points, `saves` in yen a year (None without a premium). Where the tier cannot be
    reached, `changes` is empty, `blocked_by` names the conditions, and `short_of` is True if the score does.
    """

    tier: str
    rate: int
    gain: int
    saves: int | None
    changes: tuple[Change, ...]
    blocked_by: tuple[str, ...] = ()
    short_of: bool = False


@dataclass(frozen=True)
class Weak:
    """One weakness: `bars` names the tiers whose condition it misses; `accidents` are story numbers."""

    question: str
    domain: str
    answer: str | None
    lost: str
    weight: int
    bars: tuple[str, ...]
    accidents: tuple[int, ...]


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
class ToCheck:
    """An answer that is unknown, and how to find out."""

    question: str
    check: str


@dataclass(frozen=True)
class ReportPaper:
    """Everything an eligibility report says, in the reader's language."""

    number: str
    company: str
    plan: str
    verified: bool
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
    cap: int
    score: str
    questions: int
    premium: int | None
    steps: tuple[Step, ...]
    domains: tuple[Standing, ...]
    credits: tuple[Earned, ...]
    ways: tuple[Way, ...]
    weaknesses: tuple[Weak, ...]
    strengths: tuple[str, ...]
    to_check: tuple[ToCheck, ...]
    unanswered: tuple[str, ...]
    not_asked: tuple[str, ...]
    stories: tuple[Story, ...]
    coverage: Coverage
    declared_rate: int | None = None
    agent: str | None = None
    declaration: Declaration | None = None
