"""A corporate number (法人番号), as it stands in the register, on an invoice or on paper."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from stdnum.exceptions import InvalidLength
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.jp import cn
from wtforms import Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from assess.web.forms import fields


def digits(text: str | None) -> str:
    """Bring a number to its digits: full-width signs made plain, dashes, spaces and the T of an invoice dropped."""
    plain = re.sub(r"[\s‐-―−ー-]", "", fields.half_width(text))
    return re.sub(r"^T(?=[0-9])", "", plain, flags=re.IGNORECASE)


def corporate_number(label: fields.Words, description: fields.Words, **more: Any) -> StringField:
    """Make a field for a corporate number, which may stay empty; `data` is its 13 digits."""
    return StringField(label, filters=[digits], validators=[_real], description=description, **more)


def _real(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    if not field.data:
        return
    try:
        cn.validate(field.data)
    except InvalidLength:
        raise ValidationError(_l("Enter the corporate number with all its 13 digits, or leave it empty.")) from None
    except InvalidNumber:
        raise ValidationError(_l("Enter the corporate number again: one digit or more must be wrong.")) from None
