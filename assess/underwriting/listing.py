"""One page of a pile of cases: chosen, sorted and cut by the database, whatever the length of the pile."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager, joinedload

from assess import clock
from assess.extensions import db
from assess.store import names
from assess.store.models import Assessment, CaseProgress, Certificate, Company, Declaration, RoleName, Staff
from assess.store.models import Role as StaffRole
from assess.underwriting.queues import Pile, belongs

PAGE = 25
RATES = {"0": (0, 0), "1-19": (1, 19), "20-39": (20, 39), "40-60": (40, 60)}
"""Bands of the declared rate, in percent."""
DAYS = (3, 5, 10, 20)
"""How many days a case waits at least, to choose from."""
_DIGITS = 4
"""From so many digits on, a number is looked for among corporate numbers."""


class Sort(StrEnum):
    """What a list is sorted by."""

    OLDEST = "oldest"
    NEWEST = "newest"
    RATE = "rate"
    NAME = "name"
    PROGRESS = "progress"


@dataclass(frozen=True)
class Wanted:
    """Which cases of a pile are asked for, in which order; "" asks for all, `number` counts pages from 1."""

    words: str = ""
    rate: str = ""
    tier: str = ""
    industry: str = ""
    headcount: str = ""
    agent: str = ""
    days: str = ""
    edition: str = ""
    sort: str = ""
    number: int = 1

    @property
    def narrows(self) -> bool:
        """Say whether it leaves cases out."""
        return any(
            (self.words, self.rate, self.tier, self.industry, self.headcount, self.agent, self.days, self.edition)
        )


@dataclass(frozen=True)
class Line:
    """A case in a list: what was declared, and how far it is (None before anybody took it)."""

    case: Assessment
    rate: int
    tier: str
    progress: CaseProgress | None


@dataclass(frozen=True)
class Listed:
    """One page of a list; `number` is the page, `total` counts the cases of all pages."""

    lines: list[Line]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The number of the first case on the page."""
        return (self.number - 1) * PAGE + 1


_declared = aliased(Declaration)
_latest = (
    sa.select(sa.func.max(Declaration.id))
    .where(Declaration.assessment_id == Assessment.id)
    .correlate(Assessment)
    .scalar_subquery()
)


def page(which: Pile, underwriter: Staff, wanted: Wanted | None = None) -> Listed:
    """List one page of a pile; beyond the last page the last one is given. Takes two statements."""
    wanted = wanted or Wanted()
    conditions = [belongs(which, underwriter), *_chosen(wanted)]
    total = db.session.scalar(_cases(sa.func.count()).where(*conditions)) or 0
    number = min(max(wanted.number, 1), max(1, -(-total // PAGE)))
    chosen = (
        _cases(Assessment, _declared.rate, _declared.tier, CaseProgress)
        .where(*conditions)
        .options(contains_eager(Assessment.company), joinedload(Assessment.underwriter))
        .order_by(*_order(which, wanted.sort), Assessment.id)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )
    return Listed([Line(*row) for row in db.session.execute(chosen).unique()], number, total)


def agents() -> list[Staff]:
    """List the agents, active or not, by name."""
    chosen = sa.select(Staff).join(Staff.roles).where(StaffRole.name == RoleName.AGENT)
    return list(db.session.scalars(chosen.order_by(Staff.name, Staff.id)).unique())


def _cases(*columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(Assessment)
        .join(Assessment.company)
        .join(_declared, _declared.id == _latest)
        .outerjoin(CaseProgress, CaseProgress.assessment_id == Assessment.id)
    )


def _chosen(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    equal: list[tuple[InstrumentedAttribute[Any], str]] = [
        (_declared.tier, wanted.tier),
        (Company.industry, wanted.industry),
        (Company.headcount, wanted.headcount),
        (Assessment.edition, wanted.edition),
    ]
    conditions = [column == value for column, value in equal if value]
    if wanted.rate in RATES:
        conditions.append(_declared.rate.between(*RATES[wanted.rate]))
    if wanted.agent.isdecimal():
        conditions.append(Assessment.agent_id == int(wanted.agent))
    if wanted.days.isdecimal():
        conditions.append(Assessment.submitted_at <= clock.now() - timedelta(int(wanted.days)))
    return [*conditions, _fits(wanted.words)] if wanted.words else conditions


def _fits(words: str) -> sa.ColumnElement[bool]:
    """The condition under which a case is found: by a number, its company, or its agent, however they are typed."""
    plain, key = unicodedata.normalize("NFKC", words).strip(), names.key(words)
    numbered = sa.exists().where(
        Certificate.assessment_id == Assessment.id, Certificate.number.icontains(plain, autoescape=True)
    )
    found = [Assessment.receipt.icontains(plain, autoescape=True), numbered]
    if key:
        found += [Company.name_key.contains(key, autoescape=True), Assessment.agent_id.in_(_named(key))]
    digits = key.removeprefix("t")
    if digits.isdecimal() and len(digits) >= _DIGITS:
        found.append(Company.corporate_number.contains(digits, autoescape=True))
    return sa.or_(*found)


def _named(key: str) -> sa.Select[int]:
    """The people whose name or office holds a text, spaces apart."""
    spellings = (
        sa.func.replace(sa.func.replace(column, " ", ""), "\u3000", "") for column in (Staff.name, Staff.office)
    )
    return sa.select(Staff.id).where(sa.or_(*(spelling.icontains(key, autoescape=True) for spelling in spellings)))


def _order(which: Pile, sort: str) -> list[Any]:
    """By what a list is sorted: the longest waiting first, of the closed ones the latest."""
    newest, oldest = Assessment.submitted_at.desc(), Assessment.submitted_at.asc()
    usual = newest if which in (Pile.CLOSED, Pile.ALL) else oldest
    left = CaseProgress.items - CaseProgress.decided
    orders: dict[str, list[Any]] = {
        Sort.OLDEST: [oldest],
        Sort.NEWEST: [newest],
        Sort.RATE: [_declared.rate.desc(), oldest],
        Sort.NAME: [Company.name_key],
        Sort.PROGRESS: [left.is_(None), left, oldest],
    }
    return orders.get(sort, [usual])
