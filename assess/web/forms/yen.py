"""Amounts of yen, as people write them."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from assess.web.forms import fields

_PREMIUM_AT_MOST = 10_000_000_000


def yen_in(written: str) -> int | None:
    """Read an amount of whole yen as people write it, None where nothing is written; raises ValueError."""
    plain = re.sub(r"[\s,、¥円]|JPY", "", fields.half_width(written).replace("¥", "¥"), flags=re.IGNORECASE)
    if not plain:
        return None
    found = re.fullmatch(r"(\d{1,11})(万?)", plain, flags=re.ASCII)
    if found is None:
        raise ValueError(written)
    return int(found[1]) * (10_000 if found[2] else 1)


def premium(description: fields.Words) -> StringField:
    """Make a field for the premium a year, which may stay empty."""
    return StringField(
        _l("Premium a year, before any discount"),
        filters=[fields.one_line],
        validators=[_possible],
        description=description,
    )


def _possible(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    try:
        amount = yen_in(field.data)
    except ValueError:
        amount = -1
    if amount is not None and not 0 < amount <= _PREMIUM_AT_MOST:
        raise ValidationError(_l("Enter the premium in whole yen, for example 500,000, or leave the field empty."))
