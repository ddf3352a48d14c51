"""The form with which a file is added to an answer or a credit."""

from typing import BinaryIO

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import FileField, Form
from wtforms.validators import InputRequired

from assess.web.forms.day import day


class EvidenceForm(Form):
    """A file and its day, which a photo may say itself; what is in the file is checked where it is kept."""

    file = FileField(_l("File"), validators=[InputRequired(_l("Choose a file."))])
    held_good_on = day(
        _l("Day that it shows"), _l("Enter the day that the file shows, as in 2026-11-22."), needed=False
    )

    def content(self) -> tuple[str, BinaryIO]:
        """Return the name of the file, and the stream that its bytes are read from."""
        sent: FileStorage = self.file.data
        return sent.filename or "", sent.stream  # type: ignore[return-value]  # werkzeug's is one in all but name
