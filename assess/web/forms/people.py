"""How many people work in the company, as people write it: 12, 12人, １２名."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from assess.web.forms import fields
from scoring import Edition

_MOST = 10**6
_WRITTEN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\s*(?:人|名|people|persons|person)?", re.IGNORECASE)


def counts_people(edition: Edition) -> bool:
    """Say whether a cost of the edition is paid for each person, so that the head-count makes yen of it."""
    costs = [cost for question in edition.questions.values() for cost in (question.cost or {}).values()]
    return any(cost.yen_yearly_per_person for cost in costs)


def people_in(written: str | None) -> int | None:
    """Read a head-count, None where nothing is written; raises ValueError."""
    plain = fields.half_width(written)
    found = _WRITTEN.fullmatch(plain)
    number = int(found[1].replace(",", "")) if found else 0
    if plain and not 1 <= number <= _MOST:
        raise ValueError(plain)
    return number or None


def head_count() -> StringField:
    """Make a field for the head-count, which may stay empty."""
    return StringField(
        _l("People in the company"),
        filters=[fields.one_line],
        validators=[_possible],
        description=_l("With it we can say in yen what is paid for each person. It changes no rate."),
    )


def _possible(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    try:
        people_in(field.data)
    except ValueError:
        sentence = _l("Enter how many people work in the company, for example 12, or leave the field empty.")
        raise ValidationError(sentence) from None
