"""Amounts of yen, as people write them: 500,000円, 50万, 12.3万, 120千円, 1億2,000万."""

import re
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from assess.web.forms import fields

_PREMIUM_AT_MOST = 10_000_000_000
_UNITS = {"億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100, "": 1}
# Commas group by three or are no number: "1,2,3" is no way of writing 123, and "500.000" may mean two things.
_PART = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(億|千万|百万|十万|万|千|百|)")
_LONGEST = 24


def yen_in(written: str) -> int | None:
    """Read an amount of whole yen as people write it, None where nothing is written; raises ValueError."""
    plain = fields.half_width(written)
    plain = re.sub(r"JPY|円|[\\¥]", "", plain, flags=re.IGNORECASE).replace("、", ",").strip()
    plain = re.sub(r"\s+(?=[億千百十万])|(?<=[億千百十万])\s+", "", plain)
    if not plain:
        return None
    parts = list(_PART.finditer(plain))
    worth = [_UNITS[part[3]] for part in parts]
    whole = "".join(part[0] for part in parts) == plain and len(plain) <= _LONGEST
    if not whole or worth != sorted(set(worth), reverse=True):
        raise ValueError(written)
    return sum(_amount(part) for part in parts)


def premium(description: fields.Words) -> StringField:
    """Make a field for the premium a year, which may stay empty."""
    return StringField(
        _l("Premium a year, before any discount"),
        filters=[fields.one_line],
        validators=[_possible],
        description=description,
    )


def _amount(part: re.Match[str]) -> int:
    """Work out one part; raises ValueError for what is no whole yen, or has decimals and no unit."""
    number, decimals, unit = part.groups()
    if decimals and not unit:
        raise ValueError(part[0])
    amount = Decimal(number.replace(",", "") + (decimals or "")) * _UNITS[unit]
    if amount != amount.to_integral_value():
        raise ValueError(part[0])
    return int(amount)


def _possible(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    try:
        amount = yen_in(field.data)
    except ValueError:
        amount = -1
    if amount is not None and not 0 < amount <= _PREMIUM_AT_MOST:
        raise ValidationError(
            _l("Enter the premium in whole yen, for example 500,000 or 50万, or leave the field empty.")
        )
