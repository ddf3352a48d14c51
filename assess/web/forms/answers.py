"""The form of a page of questions: an answer and a note for each question that applies. Blanks may stay."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.fields import Field

from assess import clock
from assess.cases.answers import Seen
from assess.errors import StaleAnswers
from assess.texts.answers import answer_text
from assess.texts.formats import text
from assess.web.forms import fields
from scoring import UNKNOWN, Answer, Edition, Question

NOTE_AT_MOST = 1000
_NOTE = "-note"
_OTHERS = ("version", "csrf_token")
_MADE, _SENT = "made:", "sent:"
_DIGITS = 10
Said = tuple[str | None, str]
"""The option chosen, or None, and the note."""


class AnswersForm(fields.VersionedForm):
    """What a page of questions sends; the questions are added by `answers_form`."""

    version = fields.version()

    def options(self) -> dict[str, str]:
        """Return the options that were sent, by question."""
        return {name: field.data for name, field in self._sent() if not name.endswith(_NOTE)}

    def notes(self) -> dict[str, str]:
        """Return the notes that were sent, empty ones too, by question."""
        return {name.removesuffix(_NOTE): field.data for name, field in self._sent() if name.endswith(_NOTE)}

    def note(self, question: str) -> Field:
        """Return the field of a question's note."""
        return self[question + _NOTE]

    def shown(self, stored: Mapping[str, Said]) -> dict[str, Said]:
        """Return what the page shows: what was sent, else what is stored; nothing where both conflict."""
        chosen, noted = self.options(), self.notes()
        return {
            question: (
                None if self._unsettled(question) else chosen.get(question, option),
                noted.get(question, note),
            )
            for question, (option, note) in {**dict.fromkeys([*chosen, *noted], (None, "")), **stored}.items()
        }

    def ask_which(self, edition: Edition, stale: StaleAnswers) -> None:
        """Say both values where somebody else's answer or note stands against what was sent."""
        for question, (theirs, ours) in stale.conflicts.items():
            values = {"theirs": _label(edition, question, theirs), "ours": _label(edition, question, ours)}
            sentence = _("Saved meanwhile: “%(theirs)s”. Chosen here: “%(ours)s”. Select the right one.", **values)
            self[question].errors = [sentence]
        for question, (note, _ours) in stale.notes.items():
            sentence = _("Saved meanwhile: “%(note)s”. Write here what is right.", note=note)
            self[question + _NOTE].errors = [sentence]

    def _unsettled(self, question: str) -> bool:
        return question in self and bool(self[question].errors)

    def _sent(self) -> list[tuple[str, Field]]:
        return [(field.name, field) for field in self if field.raw_data and field.name not in _OTHERS]


@lru_cache(maxsize=256)
def answers_form(edition: Edition, asked: frozenset[str]) -> type[AnswersForm]:
    """Make the form class of a page with the questions that are asked and open, in the edition's order."""
    controls: dict[str, object] = {}
    for question in edition.questions.values():
        if question.id in asked:
            controls[question.id] = _choice(edition, question)
            controls[question.id + _NOTE] = _note()
    return type("QuestionsForm", (AnswersForm,), controls)


def sent_form(names: Iterable[str]) -> type[AnswersForm]:
    """Make the form class of a choice that saves itself: what was sent, no more.

    Which options there are is checked where it is stored, so that nothing need be read before.
    """
    said = (name for name in names if name not in _OTHERS and ":" not in name)
    return type("SentForm", (AnswersForm,), {name: _note() if name.endswith(_NOTE) else StringField() for name in said})


def bases_in(sent: MultiDict[str, str]) -> dict[str, Seen]:
    """Return what was known of each question where it was answered, if that was an earlier page.

    "made:" and the question name its version, "sent:" values that were sent from there before, unheard of.
    """
    made = {name.removeprefix(_MADE): value for name, value in sent.items() if name.startswith(_MADE)}
    return {
        question: Seen(int(version), frozenset(sent.getlist(_SENT + question)))
        for question, version in made.items()
        if version.isascii() and version.isdecimal() and len(version) < _DIGITS
    }


def _note() -> Field:
    return fields.note_text(_l("Note for the underwriter"), NOTE_AT_MOST)


def _choice(edition: Edition, question: Question) -> object:
    offered = [(option.id, option.label) for option in reversed(question.options.values())]
    return fields.radio(
        question.ask,
        [*offered, (UNKNOWN, edition.unknown.label)],
        _l("Select one of the answers shown. What was sent is not among them."),
        required=False,
    )


def _label(edition: Edition, question: str, answer: Answer | None) -> str:
    if answer is None:
        return str(_("not answered"))
    return text(answer_text(edition.questions[question], answer, clock.today(), full=True))
