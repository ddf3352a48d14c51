"""The controls for what is asked about a company, one for each field that is declared in assess.texts.companies."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField

from assess.texts.companies import FIELDS, IDENTIFYING, CompanyField, Kind
from assess.web.forms import fields
from assess.web.forms.corporate_number import corporate_number
from assess.web.forms.email import LONGEST, email

PREFIX = "company-"
_CORRECT = _l("What is right")


class CompanyPart(fields.KeptForm):
    """The part of a form that asks about the company; `controls` are its fields."""

    def about(self) -> list[tuple[CompanyField, Field]]:
        """Return what is asked, each with its control."""
        return [(asked, self[PREFIX + asked.name]) for asked in FIELDS if PREFIX + asked.name in self]

    def asks(self, item: str) -> bool:
        """Say whether it has a control for an item."""
        return PREFIX + IDENTIFYING[item].name in self

    def close(self, items: Collection[str]) -> None:
        """Take out the controls of items that may not change; one that was sent all the same stays, to be refused."""
        for item in filter(self.asks, items):
            name = PREFIX + IDENTIFYING[item].name
            if not self[name].raw_data:
                del self[name]

    def company(self) -> dict[str, str | None]:
        """Return what was sent, by field; what was not on the page is left out."""
        return {asked.name: control.data or None for asked, control in self.about() if control.raw_data}


def controls(required: bool) -> dict[str, Field]:
    """Make the controls; unless `required`, each may stay empty until the declaration."""
    return {PREFIX + asked.name: _control(asked, required) for asked in FIELDS}


def shown(company: dict[str, str | None]) -> dict[str, object]:
    """Return what is kept of a company as the controls show it."""
    return {PREFIX + name: value or "" for name, value in company.items()}


def written(asked: CompanyField) -> Field:
    """Make the control with which an underwriter writes what is right of a field; it may stay empty."""
    if asked.kind == Kind.CORPORATE_NUMBER:
        return corporate_number(_CORRECT, "", render_kw={"inputmode": "numeric", "autocomplete": "off"})
    more = {"render_kw": {"maxlength": asked.longest, "autocomplete": "off"}}
    return fields.text_line(_CORRECT, None, asked.longest, asked.printed, **more)


def _control(asked: CompanyField, required: bool) -> Field:
    missing = asked.missing if required else None
    if asked.kind == Kind.CORPORATE_NUMBER:
        return corporate_number(asked.label, asked.help, render_kw=_typed(asked, inputmode="numeric"))
    if asked.kind == Kind.EMAIL:
        return email(asked.label, asked.help, missing, render_kw=_typed(asked, type="email", maxlength=LONGEST))
    if asked.kind == Kind.CHOICE:
        return fields.select(asked.label, asked.choices.items(), asked.missing, missing is not None, **_helped(asked))
    return _line(asked, missing)


def _line(asked: CompanyField, missing: fields.Words) -> StringField:
    more = {**_helped(asked), "render_kw": _typed(asked, maxlength=asked.longest)}
    return fields.text_line(asked.label, missing, asked.longest, asked.printed, **more)


def _typed(asked: CompanyField, **more: Any) -> dict[str, Any]:
    return {**({"autocomplete": asked.autocomplete} if asked.autocomplete else {}), **more}


def _helped(asked: CompanyField) -> dict[str, Any]:
    return {"description": asked.help}
