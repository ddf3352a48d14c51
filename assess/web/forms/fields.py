"""Fields that several forms share: tidy text, a choice of the edition, the version of a page."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from assess.documents import NoJapaneseFont, missing_glyphs

Words = Any
"""A text in the page's language: lazy texts are untyped, and a text of the edition is put in words by the page."""

_LARGEST = 2**31 - 1
LOST = _l("This page lost its place. What you entered is still here: check it and save again.")
TOO_LONG = _l("This is too long: write at most %(max)d characters.")


def tidy(text: str | None) -> str:
    """Trim, unify line ends, compose signs sent in parts (NFC), and drop control signs, which a database may refuse."""
    lines = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign)[0] != "C").strip()


def one_line(text: str | None) -> str:
    """Tidy a text and put it on one line."""
    return " ".join(tidy(text).split("\n"))


def half_width(text: str | None) -> str:
    """Tidy a text and bring full-width letters, digits and signs to their plain form."""
    return unicodedata.normalize("NFKC", one_line(text))


def required_text(label: Words, sentence: Words, longest: int, printed: bool = False, **more: Any) -> StringField:
    """Make a field of one line that must be filled in; `printed`: a certificate or report will show it."""
    return text_line(label, sentence, longest, printed, **more)


def text_line(label: Words, missing: Words | None, longest: int, printed: bool = False, **more: Any) -> StringField:
    """Make a field of one line; `missing` is the sentence where it must be filled in."""
    needed = DataRequired(missing) if missing else Optional()
    validators = [needed, Length(max=longest, message=TOO_LONG), *([_printable] if printed else [])]
    return StringField(label, validators=validators, filters=[one_line], **more)


def _printable(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    """Refuse letters that no font of the papers has: none may ever show an empty box."""
    try:
        missing = missing_glyphs(field.data or "")
    except NoJapaneseFont:
        return  # whoever prints here is told which package to install; answering goes on
    if missing:
        sentence = _l(
            "No font has this character, so no certificate could show it: %(characters)s. Write it in another way.",
            characters=", ".join(map(_shown, missing)),
        )
        raise ValidationError(sentence)


def _shown(code_points: str) -> str:
    """Put the letter itself before its code points."""
    return f"{''.join(chr(int(point[2:], 16)) for point in code_points.split())} ({code_points})"


def note_text(label: Words, longest: int, **more: Any) -> TextAreaField:
    """Make a field of free text that may stay empty."""
    return TextAreaField(label, validators=[Length(max=longest, message=TOO_LONG)], filters=[tidy], **more)


def radio(
    label: Words, choices: Iterable[tuple[str, Words]], sentence: Words, required: bool = True, **more: Any
) -> RadioField:
    """Make a choice of cards; `sentence` is said when none, or one that is not offered, was sent."""
    more |= {"choices": _listed(choices), "invalid_choice_message": sentence}
    return RadioField(label, [InputRequired(sentence) if required else Optional()], **more)


def select(
    label: Words, choices: Iterable[tuple[str, Words]], sentence: Words, required: bool = True, **more: Any
) -> SelectField:
    """Make a list to choose from, with nothing chosen at first."""
    more |= {"choices": _listed([("", _l("Select")), *choices]), "invalid_choice_message": sentence}
    return SelectField(label, [InputRequired(sentence) if required else Optional()], **more)


def ticks(label: Words, choices: Iterable[tuple[str, Words]], sentence: Words) -> SelectMultipleField:
    """Make boxes to tick; `sentence` is said when one was sent that is not offered."""
    more: dict[str, Any] = {"choices": _listed(choices), "invalid_choice_message": sentence}
    return SelectMultipleField(label, **more)


def _listed(choices: Iterable[tuple[str, Words]]) -> list[Any]:
    return [SelectChoice(value, text) for value, text in choices]


class VersionedForm(Form):
    """A form of a page that was made from one version of the assessment."""

    version: IntegerField

    @property
    def based_on(self) -> int:
        """Return the version that the page was made from; 0 where it was not readable."""
        return self.version.data or 0


def version() -> IntegerField:
    """Make the hidden field that carries the version of the assessment that a page was made from."""
    more: dict[str, Any] = {"widget": HiddenInput(), "invalid_value_message": LOST}
    return IntegerField(validators=[InputRequired(LOST), _within_range], **more)


def _within_range(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    if field.data is not None and not 0 <= field.data <= _LARGEST:
        raise ValidationError(LOST)
