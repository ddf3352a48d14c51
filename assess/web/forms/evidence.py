"""The form with which a file is added to an answer or a credit."""

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import FileField, Form
from wtforms.validators import InputRequired

from assess.uploads import LARGEST
from assess.web.forms.day import day


class EvidenceForm(Form):
    """A file and its day; what is in the file is checked where it is kept."""

    file = FileField(_l("File"), validators=[InputRequired(_l("Choose a file."))])
    held_good_on = day(_l("Day that it shows"), _l("Enter the day that the file shows, as in 2026-11-22."))

    def content(self) -> tuple[str, bytes]:
        """Return the name and the bytes of the file, of one that is too large not all of them."""
        sent: FileStorage = self.file.data
        return sent.filename or "", sent.stream.read(LARGEST + 1)
