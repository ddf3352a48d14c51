"""How dates, money and the edition's texts are shown in the language of the page."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial

from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import force_locale, get_locale, get_translations
from markupsafe import Markup

from assess import figures, limits
from assess.clock import day_of
from assess.documents import Language
from assess.store import codes, issued
from assess.texts import companies, editions, glossary, standings, steps
from scoring import Edition, Question, Text

LANGUAGES: Mapping[Language, str] = {"ja": "日本語", "en": "English"}
"""What pages can be read in, each by its own name; Japanese where a browser asks for none of them."""


def language() -> Language:
    """Return the page's language, or that of the letter which is being written: "ja" or "en".

    A page asks for every text of its hundreds, so it is kept for the request.
    """
    try:
        spoken: Language = g.spoken
    except AttributeError:
        spoken = g.spoken = _found()
    except RuntimeError:  # outside of any application
        spoken = "ja"
    return spoken


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Write what is written in this block in another language than the page's."""
    before = g.pop("spoken", None)
    with force_locale(spoken):
        try:
            yield
        finally:
            g.pop("spoken", None)
            if before:
                g.spoken = before


def _found() -> Language:
    locale = get_locale()
    return next((spoken for spoken in LANGUAGES if locale is not None and locale.language == spoken), "ja")


def text(value: Text | None) -> str:
    """Show an edition's text."""
    return "" if value is None else value.in_(language())


def day(value: date) -> str:
    """Show a day, and of a moment the day in Japan."""
    return figures.day(day_of(value) if isinstance(value, datetime) else value, language())


def moment(value: datetime) -> str:
    """Show a moment in Japan's time, to the minute."""
    return figures.moment(value, language())


def yen(value: int) -> str:
    """Show an amount of money."""
    return figures.yen(value, language())


def terms(question: Question, edition: Edition) -> tuple[str, ...]:
    """Return the ids of the glossary's terms that a question uses in the language of the page."""
    return glossary.terms_of(edition, question.id, language())


class Wording:
    """Gives templates their wording, as Flask-Babel does, but asks for the language once a text, not four times.

    A page has a hundred texts and more, and finding the language was what took longest in it.
    """

    def __init__(self) -> None:
        self._catalogues: dict[Language, NullTranslations] = {}

    def gettext(self, text: str, /, **variables: object) -> Markup:
        """Translate a text, put in its variables, and escape these."""
        return _filled(self._catalogue().gettext(text), variables)

    def ngettext(self, one: str, many: str, num: int, /, **variables: object) -> Markup:
        """Translate the text for a number, which is the variable `num` too."""
        return _filled(self._catalogue().ngettext(one, many, num), {"num": num, **variables})

    def _catalogue(self) -> NullTranslations:
        spoken = language()
        catalogue = self._catalogues.get(spoken)
        if catalogue is None:
            catalogue = self._catalogues[spoken] = get_translations()
        return catalogue


def _filled(text: str, variables: dict[str, object]) -> Markup:
    said = Markup(text)  # noqa: S704  # our own words; what is put in is escaped
    return said % variables if variables or "%" in text else said


def register(app: Flask) -> None:
    """Give the formats and the wording to all templates."""
    wording = Wording()
    app.jinja_env.globals.update(_=wording.gettext, gettext=wording.gettext, ngettext=wording.ngettext)
    app.jinja_env.globals.update(limits=limits, described=companies.described, missing_of=companies.missing)
    app.jinja_env.globals.update(identified_by=companies.identified_by, register_url=companies.register_url)
    app.jinja_env.filters.update(called=companies.called, identified=companies.identified)
    app.jinja_env.filters.update(
        t=text, terms=terms, day=day, moment=moment, yen=yen, code=codes.spoken, grouped=figures.grouped
    )
    app.jinja_env.filters.update(step_title=steps.title, step_size=steps.size)
    app.jinja_env.filters.update(
        stands=lambda case: standings.mark(case, issued.of(case)),
        stands_for_staff=partial(standings.mark, staff=True),
        stands_headed=lambda case: standings.heading(case, issued.of(case)),
        standing_words=standings.STANDINGS.__getitem__,
    )
    app.jinja_env.filters.update(minutes=editions.minutes)
    app.context_processor(lambda: {"language": language(), "languages": LANGUAGES})
