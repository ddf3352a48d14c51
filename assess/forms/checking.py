"""The form in which anyone enters the code of a certificate."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, StringField
from wtforms.validators import InputRequired, Length


class CheckForm(Form):
    """A GET form: nothing changes, so that the address can be kept."""

    code = StringField(
        _l("Verification code"),
        validators=[
            InputRequired(_l("Enter the verification code: 20 letters and digits, printed beside the QR code.")),
            Length(max=60, message=_l("A verification code has 20 letters and digits. Enter only the code.")),
        ],
    )
