"""What an underwriter enters: a verdict on one item, a reason, words to search for."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import InputRequired, Length, ValidationError

from assess.store.models import VerdictKind
from assess.web.forms.fields import TOO_LONG, note_text, one_line


class VerdictForm(Form):
    """The verdict on one item; what else it needs is the service's rule, and its sentence comes back here."""

    subject = HiddenField()
    item = HiddenField()
    verdict = RadioField(
        _l("Verdict"),
        choices=[SelectChoice(kind.value, kind.value) for kind in VerdictKind],
        validators=[InputRequired(_l("Choose a verdict."))],
        validate_choice=False,
    )
    corrected_to = SelectField(_l("Correct answer"), choices=[], validate_choice=False)
    reason = note_text(_l("Reason, or question to the company"), 1000)
    how_checked = note_text(_l("How it was checked"), 1000)

    def validate_corrected_to(self, field: Field) -> None:
        """A correction names the right answer; the service checks that it is one."""
        if self.verdict.data == VerdictKind.CORRECTED and not field.data:
            raise ValidationError(_l("Choose the answer that is right."))

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Give the answers to which this one may be corrected, as pairs of id and label."""
        listed = [SelectChoice(option, label) for option, label in options]
        self.corrected_to.choices = [SelectChoice("", _l("Select")), *listed]


class ReplyForm(Form):
    """What a company replies to an underwriter's question, in words."""

    reply = note_text(_l("Your reply"), 1000)


class ReasonForm(Form):
    """Why a case is declined, or a certificate revoked; that there must be one is the service's rule."""

    reason = note_text(_l("Reason"), 1000)


class SearchForm(Form):
    """Words that lead to a case; a GET form, so that the address can be kept."""

    words = StringField(
        _l("Search"),
        description=_l("A part of the receipt number, the certificate number or the company's name."),
        filters=[one_line],
        validators=[Length(max=120, message=TOO_LONG)],
    )
