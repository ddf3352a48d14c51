"""The forms in which anyone checks a certificate: by its code, or by the file itself."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
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


class CheckFileForm(Form):
    """The PDF of a certificate; it is looked at and not kept."""

    pdf = FileField(
        _l("PDF of the certificate"),
        description=_l("Choose the file, or drop it here. It is checked and not kept."),
        validators=[FileRequired(_l("Select the PDF of the certificate."))],
    )
