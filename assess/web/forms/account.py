"""What staff enter about their own account."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, PasswordField
from wtforms.validators import DataRequired, EqualTo, InputRequired

from assess import limits
from assess.web.forms import fields
from assess.web.forms.passes import code_field


def _password(label: fields.Words, sentence: fields.Words, autocomplete: str, **more: Any) -> PasswordField:
    """Make a field that takes a password as it was typed: no sign of it is trimmed or changed."""
    return PasswordField(label, [InputRequired(sentence)], render_kw={"autocomplete": autocomplete}, **more)


def _new_password() -> PasswordField:
    help_text = _l(
        "At least %(least)s characters. Three or four words that have nothing to do with one another are strong and "
        "easy to remember; a password manager’s are stronger.",
        least=limits.SHORTEST_PASSWORD,
    )
    return _password(_l("New password"), _l("Enter the new password."), "new-password", description=help_text)


def _once_more() -> PasswordField:
    same = EqualTo("password", _l("The two passwords are not the same. Enter the new one twice."))
    return PasswordField(
        _l("New password once more"),
        [DataRequired(_l("Enter the new password once more.")), same],
        render_kw={"autocomplete": "new-password"},
    )


class PasswordLinkForm(Form):
    """The code that came in the link, and the password that the person chooses."""

    code = code_field(_l("Code"), _l("Enter the code: letters and digits in groups of four."))
    password = _new_password()
    again = _once_more()


class PasswordForm(Form):
    """The present password, and another in its place."""

    present = _password(_l("Present password"), _l("Enter your present password."), "current-password")
    password = _new_password()
    again = _once_more()
