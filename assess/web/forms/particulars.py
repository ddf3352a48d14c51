"""The form of the particulars: what the insurer must know and no score uses. Blanks may stay until the declaration."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from assess.errors import StaleParticulars
from assess.texts.particulars import told_in_words
from assess.web.forms import fields
from assess.web.forms.day import day_in
from scoring import Edition, Particular, Told, meets

LONGEST = 2000
_DIGITS = 15
_VALUE, _DETAILS = "told-", "details-"
_OPEN = ""
"""The choice of something optional that is left open."""


class ParticularsForm(fields.VersionedForm):
    """What is told of each particular that may change; the controls are added by `particulars_form`."""

    version = fields.version()
    edition: Edition

    def value(self, particular: str) -> Field:
        """Return the field of what a particular is."""
        return self[_VALUE + particular]

    def details(self, particular: str) -> Field | None:
        """Return the field of its details, or None where none are asked for."""
        return next((field for field in self if field.name == _DETAILS + particular), None)

    def told(self) -> dict[str, Told | None]:
        """Return what was sent, by particular; None where it was left empty. Details only where they are asked for."""
        sent = [field.name.removeprefix(_VALUE) for field in self if field.name.startswith(_VALUE) and field.raw_data]
        return {particular: self._told(self.edition.particulars[particular]) for particular in sent}

    def say_which(self, stale: StaleParticulars) -> None:
        """Say at each field what somebody else stored meanwhile."""
        for particular, (theirs, _ours) in stale.conflicts.items():
            said = told_in_words(self.edition.particulars[particular], theirs)
            self.value(particular).errors = [_l("Stored meanwhile: %(value)s", value=said)]

    def _told(self, particular: Particular) -> Told | None:
        written = self.value(particular.id).data
        if written in (None, ""):
            return None
        told = Told(value_in(particular, written))
        more = self.details(particular.id)
        wanted = more is not None and meets(particular, told, particular.details_if)
        return Told(told.value, more.data or None) if more is not None and wanted else told


def entries(told: dict[str, Told]) -> dict[str, Any]:
    """Return what is kept as the form shows it."""
    values = {_VALUE + particular: str(said.value) for particular, said in told.items()}
    return {**values, **{_DETAILS + particular: said.details or "" for particular, said in told.items()}}


def particulars_form(edition: Edition, asked: Collection[str]) -> type[ParticularsForm]:
    """Make the form class of the particulars that may change."""
    return _form(edition, frozenset(asked))


@lru_cache(maxsize=64)
def _form(edition: Edition, asked: frozenset[str]) -> type[ParticularsForm]:
    controls: dict[str, Any] = {"edition": edition}
    for particular in edition.particulars.values():
        if particular.id in asked:
            controls[_VALUE + particular.id] = control(particular)
            if particular.details_if is not None:
                controls[_DETAILS + particular.id] = fields.note_text(_l("Please describe it in a few words"), LONGEST)
    return type("EditionParticularsForm", (ParticularsForm,), controls)


def control(particular: Particular) -> Field:
    """Make the control for what a particular is; it may stay empty."""
    ask: fields.Words = particular.ask
    if particular.kind in ("yes_no", "choice"):
        choices = [("yes", _l("Yes")), ("no", _l("No"))]
        if particular.kind == "choice":
            choices = [(option, entry.label) for option, entry in particular.options.items()]
        left_open = [] if particular.required else [(_OPEN, _l("Leave it open"))]
        sentence = _l("Select one of the answers shown. What was sent is not among them.")
        return fields.radio(particular.ask, [*choices, *left_open], sentence, required=False)
    if particular.kind == "text":
        return fields.note_text(particular.ask, LONGEST)
    check = _a_number if particular.kind == "number" else _a_day
    return StringField(ask, filters=[fields.half_width], validators=[check])


def value_in(particular: Particular, written: str) -> str | int:
    """Read what a control of a particular holds, which was found readable."""
    if particular.kind == "number":
        return number_in(written)
    return day_in(written).isoformat() if particular.kind == "date" else written


def number_in(written: str) -> int:
    """Read a whole number with what is counted behind it, as in 1,200人; raises ValueError."""
    found = re.fullmatch(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\s*[^0-9,.\s-]*", fields.half_width(written))
    if found is None or len(found[1]) > _DIGITS:
        raise ValueError(written)
    return int(found[1].replace(",", ""))


def _a_number(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    _readable(field, number_in, _l("Enter a whole number, for example 1,200, or leave the field empty."))


def _a_day(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    _readable(field, day_in, _l("Enter a day, for example 2026-05-22 or 令和8年5月22日, or leave the field empty."))


def _readable(field: Field, read: Any, sentence: fields.Words) -> None:
    try:
        if field.data:
            read(field.data)
    except ValueError:
        raise ValidationError(sentence) from None
