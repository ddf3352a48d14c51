"""What is asked about a company: each field declared once, and walked by forms, storage and every page that reads it.

A further field is a column of `Company` and an entry here, beside its migration and its translation.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from assess.store.models import Company
from assess.texts.classifications import HEADCOUNTS, INDUSTRIES, SALES

_REGISTER = "https://www.houjin-bangou.nta.go.jp"
"""The Corporate Number Publication Site of the National Tax Agency (国税庁法人番号公表サイト)."""


class Kind(StrEnum):
    """What a field takes, and so by which control it is asked."""

    LINE = "line"
    CORPORATE_NUMBER = "corporate number"
    EMAIL = "e-mail"
    CHOICE = "choice"


@dataclass(frozen=True)
class CompanyField:
    """One thing asked about a company; `name` is its column.

    `missing` is said where the declaration lacks it; without it the field may stay empty. `printed`: a paper
    shows it. `autocomplete` is the browser's word for it, if there is one; "off"
    would have the browser forget on going back what was typed. `identifying`: it says who the company is, so an
    underwriter judges it (docs/rules.md § 9).
    """

    name: str
    label: LazyString
    kind: Kind = Kind.LINE
    missing: LazyString | None = None
    help: LazyString | str = ""
    longest: int = 80
    choices: Mapping[str, LazyString] = field(default_factory=dict)
    printed: bool = False
    autocomplete: str = ""
    identifying: bool = False

    @property
    def item(self) -> str:
        """Return the name of the item on which its verdict is."""
        return self.name.replace("_", "-")

    def read(self, company: Company) -> str | None:
        """Return what is kept of a company, in words; None where nothing is."""
        kept: str | None = getattr(company, self.name)
        return str(self.choices[kept]) if kept and self.choices else kept


FIELDS: Final = (
    CompanyField(
        "name",
        _l("Company name"),
        missing=_l("Enter the name of the company."),
        help=_l("As registered."),
        longest=120,
        printed=True,
        autocomplete="organization",
        identifying=True,
    ),
    CompanyField(
        "corporate_number",
        _l("Corporate number"),
        Kind.CORPORATE_NUMBER,
        help=_l(
            "13 digits, with or without the T of an invoice. Leave it empty if you run the business as an individual."
        ),
        identifying=True,
    ),
    CompanyField("industry", _l("Industry"), Kind.CHOICE, missing=_l("Select the industry."), choices=INDUSTRIES),
    CompanyField(
        "headcount",
        _l("Number of employees"),
        Kind.CHOICE,
        missing=_l("Select how many people work for you."),
        help=_l("Directors and part-time staff included."),
        choices=HEADCOUNTS,
    ),
    CompanyField(
        "sales",
        _l("Sales of the last year"),
        Kind.CHOICE,
        missing=_l("Select the sales of the last year."),
        choices=SALES,
    ),
    CompanyField(
        "representative",
        _l("Representative"),
        missing=_l("Enter the name of the representative."),
        identifying=True,
    ),
    CompanyField(
        "contact_name",
        _l("Person who answers"),
        missing=_l("Enter the name of the person who answers."),
        help=_l("Whom the underwriter may ask."),
        autocomplete="name",
    ),
    CompanyField(
        "contact_email",
        _l("E-mail of the person who answers"),
        Kind.EMAIL,
        help=_l("Only for questions about this assessment."),
        autocomplete="email",
    ),
)

IDENTIFYING: Final = {asked.item: asked for asked in FIELDS if asked.identifying}
"""The fields that say who the company is, by item."""


def kept(company: Company) -> dict[str, str | None]:
    """Return what is kept of a company, by field."""
    return {asked.name: getattr(company, asked.name) for asked in FIELDS}


def described(company: Company, who: Mapping[str, str | None] | None = None) -> list[tuple[LazyString, str | None]]:
    """Return what is kept of a company as pairs of label and words; `who` says by item what is to be read instead."""
    known = who or {}
    return [(asked.label, known.get(asked.item, asked.read(company))) for asked in FIELDS]


def identified_by(company: Company, items: Collection[str]) -> list[tuple[LazyString, str]]:
    """Return what is kept of these items as pairs of label and words."""
    return [(asked.label, identified(asked.read(company))) for item, asked in IDENTIFYING.items() if item in items]


def register_url(number: str | None) -> str:
    """Return where the public register shows a number, or is searched: a person opens it, never the service."""
    return f"{_REGISTER}/henkorireki-johoto.html?selHouzinNo={number}" if number else f"{_REGISTER}/"


def identified(value: str | None) -> str:
    """Return what is given of who a company is, or say that nothing is."""
    return value or str(_l("Not given"))


def missing(company: Company) -> list[CompanyField]:
    """Return the fields that a declaration needs and that are still empty."""
    return [asked for asked in FIELDS if asked.missing is not None and not getattr(company, asked.name)]


def called(name: str | None) -> str:
    """Return the name of a company, or say that it comes with the declaration."""
    return name or str(_l("(the company name comes with the declaration)"))
