"""How dates, money and the edition's texts are shown in the language of the page."""

from datetime import date, datetime

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale

from assess import glossary
from assess.clock import JAPAN
from assess.documents import Language
from assess.numbers import spoken_code
from scoring import Edition, Question, Text

LANGUAGES = ("ja", "en")


def language() -> Language:
    """Return the page's language: "ja" or "en"."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "ja"


def text(value: Text | None) -> str:
    """Show an edition's text."""
    return "" if value is None else value.in_(language())


def day(value: date) -> str:
    """Show a day: 2026年11月22日, or 22 November 2026."""
    if language() == "ja":
        return f"{value.year}年{value.month}月{value.day}日"
    return format_date(value, "d MMMM y", locale="en")


def moment(value: datetime) -> str:
    """Show a moment in Japan's time, to the minute."""
    local = value.astimezone(JAPAN)
    return f"{day(local.date())} {local.hour}:{local.minute:02d}"


def yen(value: int) -> str:
    """Show an amount of money: 75,000円, or ¥75,000."""
    return f"{value:,}円" if language() == "ja" else f"¥{value:,}"


def terms(question: Question, edition: Edition) -> tuple[str, ...]:
    """Return the ids of the glossary's terms that a question uses in the language of the page."""
    return glossary.terms_of(edition, question.id, language())


def register(app: Flask) -> None:
    """Give the formats to all templates."""
    app.jinja_env.filters.update(t=text, terms=terms, day=day, moment=moment, yen=yen, code=spoken_code)
    app.context_processor(lambda: {"language": language()})
