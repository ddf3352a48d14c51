"""What an underwriter enters: a verdict on one item, a remark, a reason."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import InputRequired, ValidationError

from assess.store.models import Subject, VerdictKind
from assess.texts.companies import IDENTIFYING
from assess.web.forms.company import written
from assess.web.forms.counting import KINDS, CountingField, counting, name_of
from assess.web.forms.fields import note_text
from assess.web.forms.particulars import LONGEST, control, value_in
from scoring import Answer, Edition, Particular, Ticked, Told


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

    def right(self) -> Answer | Told | None:
        """Return what the item is corrected to: what was counted, else the option; None where nothing was entered."""
        exact = self.exact.data if self.exact else None
        empty = exact == Ticked(frozenset()) and bool(self.corrected_to.data)
        return self.corrected_to.data or None if exact is None or empty else exact

    @property
    def exact(self) -> CountingField | None:
        """Return the control of the count, where there is one."""
        return next((field for field in self if isinstance(field, CountingField)), None)

    def validate_corrected_to(self, field: Field) -> None:  # noqa: ARG002
        """A correction names the right answer; the service checks that it is one."""
        miscounted = self.exact is not None and self.exact.process_errors
        if self.verdict.data == VerdictKind.CORRECTED and self.right() is None and not miscounted:
            raise ValidationError(_l("Choose the answer that is right."))

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Give the answers to which this one may be corrected, as pairs of id and label."""
        listed = [SelectChoice(option, label) for option, label in options]
        self.corrected_to.choices = [SelectChoice("", _l("Select")), *listed]


class ParticularVerdictForm(VerdictForm):
    """The verdict on a particular: what is right of it is told anew."""

    particular: Particular
    told_details = note_text(_l("Please describe it in a few words"), LONGEST)

    def right(self) -> Told | None:
        """Return what is right of the particular."""
        written = self["told"].data
        if not written:
            return None
        return Told(value_in(self.particular, written), self.told_details.data or None)


class IdentityVerdictForm(VerdictForm):
    """The verdict on who the company is: what is right is written, and looked at only where it is corrected."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what was entered."""
        if self.verdict.data != VerdictKind.CORRECTED:
            self.corrected_to.data, self.corrected_to.raw_data = "", []
        return bool(super().validate(extra_validators))


def verdict_form(edition: Edition, subject: str, item: str) -> type[VerdictForm]:
    """Make the form class for the verdict on an item of an edition."""
    if subject == Subject.IDENTITY:
        return type("WrittenVerdictForm", (IdentityVerdictForm,), {"corrected_to": written(IDENTIFYING[item])})
    if subject == Subject.PARTICULAR:
        particular = edition.particulars[item]
        return type(
            "ToldVerdictForm", (ParticularVerdictForm,), {"particular": particular, "told": control(particular)}
        )
    question = edition.questions.get(item) if subject == Subject.ANSWER else None
    if question is None or question.measure is None:
        return VerdictForm
    kind = KINDS[question.measure]
    return type("CountedVerdictForm", (VerdictForm,), {name_of(kind, item): counting(kind, item)})


class RemarkForm(Form):
    """An underwriter's word on what disagrees or is referred; that there must be one is the service's rule."""

    matter = HiddenField()
    item = HiddenField()
    text = note_text(_l("Your remark"), 1000)


class ReplyForm(Form):
    """What a company replies to an underwriter's question, in words."""

    reply = note_text(_l("Your reply"), 1000)


class ReasonForm(Form):
    """Why a case is declined, or a certificate revoked; that there must be one is the service's rule."""

    reason = note_text(_l("Reason"), 1000)
