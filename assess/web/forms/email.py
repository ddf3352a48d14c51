"""An e-mail address, as telephones have given them out: also with two dots in a row, or a dot before the @."""

import re
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from assess.web.forms import fields

LONGEST = 254


def email(
    label: fields.Words, description: fields.Words = "", required: fields.Words | None = None, **more: Any
) -> StringField:
    """Make a field for an address; `required` is the sentence where one must be given."""
    return StringField(
        label,
        filters=[fields.half_width],
        validators=[
            DataRequired(required) if required else Optional(),
            Length(max=LONGEST, message=fields.TOO_LONG),
            _possible,
        ],
        description=description,
        **more,
    )


def is_address(text: str) -> bool:
    """Say whether mail could be sent there.

    No standard allows stray dots before the @, yet Japanese telephone companies gave out such addresses until 2009,
    and they work: the dots are passed over, and the rest is judged.
    """
    local, at, domain = text.rpartition("@")
    if not text.isascii():  # our letters could not be sent there
        return False
    try:
        validate_email(re.sub(r"\.+", ".", local).rstrip(".") + at + domain, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _possible(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    if not is_address(field.data):
        raise ValidationError(
            _l("Enter an e-mail address like name@example.co.jp.")
            if field.flags.required
            else _l("Enter an e-mail address like name@example.co.jp, or leave the field empty.")
        )
