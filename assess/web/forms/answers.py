"""The form of a page of questions: an answer and a note for each question that applies. Blanks may stay."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.fields import Field

from assess import clock
from assess.cases import answers
from assess.cases.answers import Seen
from assess.errors import StaleAnswers
from assess.texts.answers import answer_text, option_of
from assess.texts.formats import text
from assess.web.forms import fields
from assess.web.forms.counting import KINDS, CountingField, counting, name_of, raw_in, typed_of
from scoring import UNKNOWN, Answer, Edition, Question, RawAnswer, Ticked

NOTE_AT_MOST = 1000
_NOTE = "-note"
_OTHERS = ("version", "csrf_token")
_MADE, _SENT = "made:", "sent:"
_DIGITS = 10


class Shown(NamedTuple):
    """What a page shows of a question: the option that is checked, the note, and what the count's inputs hold.

    `raw` is the raw answer that stands there, whose option is said beside it; None where an option was chosen.
    """

    option: str | None = None
    note: str = ""
    typed: tuple[str, ...] = ()
    raw: RawAnswer | None = None


class AnswersForm(fields.VersionedForm):
    """What a page of questions sends; the questions are added by `answers_form`."""

    version = fields.version()

    def options(self) -> dict[str, str]:
        """Return the options that were sent, by question."""
        return {name: field.data for name, field in self._sent() if ":" not in name and not name.endswith(_NOTE)}

    def counts(self) -> dict[str, CountingField]:
        """Return the counts that were sent, empty ones too, by question."""
        return {name.partition(":")[2]: field for name, field in self._sent() if isinstance(field, CountingField)}

    def given(
        self, edition: Edition | None = None, stored: Mapping[str, Answer | None] | None = None
    ) -> dict[str, Answer]:
        """Return the answers that were sent, by question, each an option or a raw answer.

        A raw answer decides (docs/rules.md § 1), unless a page shows the one that is `stored` and another option
        was chosen there.
        """
        chosen, before = self.options(), stored or {}
        found: dict[str, Answer | None] = dict(chosen)
        for question, field in self.counts().items():
            asked = edition.questions[question] if edition else None
            found[question] = _decided(asked, field.data, chosen.get(question), before.get(question))
        return {question: answer for question, answer in found.items() if answer is not None}

    def complete(self, stored: Mapping[str, Answer | None]) -> bool:
        """Say whether nothing was emptied that held an answer, for which none takes its place; says so at the field."""
        chosen = self.options()
        for question, field in self.counts().items():
            if field.data is None and question not in chosen and isinstance(stored.get(question), RawAnswer):
                field.errors = [_("An answer cannot be left empty. Enter it, or choose another one.")]
        return not self.errors

    def notes(self) -> dict[str, str]:
        """Return the notes that were sent, empty ones too, by question."""
        return {name.removesuffix(_NOTE): field.data for name, field in self._sent() if name.endswith(_NOTE)}

    def note(self, question: str) -> Field:
        """Return the field of a question's note."""
        return self[question + _NOTE]

    def count(self, question: str) -> Field | None:
        """Return the field of a question's count, or None where nothing can be counted."""
        return next((self[name] for kind in KINDS.values() if (name := name_of(kind, question)) in self), None)

    def shown(self, edition: Edition, stored: Mapping[str, answers.Said]) -> dict[str, Shown]:
        """Return what the page shows: what was sent, else what is stored; no answer where both conflict."""
        return {
            question: self._shown(edition.questions[question], stored.get(question, answers.Said(None)))
            for question in {**self.options(), **self.notes(), **self.counts(), **stored}
            if question in edition.questions
        }

    def _shown(self, asked: Question, stored: answers.Said) -> Shown:
        note = self.notes().get(asked.id, stored.note)
        if self._unsettled(asked.id):
            return Shown(note=note)
        sent, counted = self.options().get(asked.id), self.counts().get(asked.id)
        raw = stored.answer if isinstance(stored.answer, RawAnswer) else None
        option = None if stored.answer is None else option_of(asked, stored.answer, clock.today())
        if sent is None and counted is None:
            return Shown(None if raw and asked.measure != "share" else option, note, typed_of(raw), raw)
        typed = counted.typed if counted is not None else ()
        return Shown(sent, note, typed, counted.data if counted is not None else None)

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
            if question.measure:
                kind = KINDS[question.measure]
                controls[name_of(kind, question.id)] = counting(kind, question.id)
            controls[question.id + _NOTE] = _note()
    return type("QuestionsForm", (AnswersForm,), controls)


def sent_form(names: Iterable[str]) -> type[AnswersForm]:
    """Make the form class of a choice that saves itself: what was sent, no more.

    Which options there are is checked where it is stored, so that nothing need be read before.
    """
    said = [name for name in names if name not in _OTHERS and not name.startswith((_MADE, _SENT))]
    return type("SentForm", (AnswersForm,), {name: _control(name) for name in said})


def bases_in(sent: MultiDict[str, str]) -> dict[str, Seen]:
    """Return what was known of each question where it was answered, if that was an earlier page.

    "made:" and the question name its version, "sent:" values that were sent from there before, unheard of.
    """
    made = {name.removeprefix(_MADE): value for name, value in sent.items() if name.startswith(_MADE)}
    return {
        question: Seen(int(version), frozenset(map(_unheard, sent.getlist(_SENT + question))))
        for question, version in made.items()
        if version.isascii() and version.isdecimal() and len(version) < _DIGITS
    }


def _control(name: str) -> Field:
    kind, colon, question = name.partition(":")
    if colon and kind in KINDS.values():
        return counting(kind, question)
    return _note() if name.endswith(_NOTE) else StringField()


def _unheard(value: str) -> Answer:
    """Read a value that was sent before: an option, a note, or the kind of a count and what its inputs held."""
    try:
        kind, *typed = json.loads(value)
        return raw_in(kind, [str(part) for part in typed]) or value
    except (ValueError, TypeError, KeyError):
        return value


def _decided(asked: Question | None, raw: RawAnswer | None, chosen: str | None, before: Answer | None) -> Answer | None:
    if raw == Ticked(frozenset()):
        # No tick at all is an answer only where there were some, or where the script says so.
        return chosen or (raw if asked is None or isinstance(before, RawAnswer) else None)
    if raw is None or raw != before or asked is None or chosen is None:
        return chosen if raw is None else raw
    return raw if chosen == option_of(asked, raw, clock.today()) else chosen


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
