"""What a company tells of a particular, in words."""

from datetime import date

from flask import Flask

from assess import figures
from assess.texts import formats
from scoring import Particular, Text, Told

_YES, _NO = Text(ja="はい", en="Yes"), Text(ja="いいえ", en="No")
_NOT_TOLD = Text(ja="未記入", en="Not told")


def told_in_words(particular: Particular, told: Told | None, language: str | None = None) -> str:
    """Write what was told, without its details, in the page's language or another."""
    spoken = language or formats.language()
    if told is None:
        return _NOT_TOLD.in_(spoken)
    if particular.kind == "yes_no":
        return (_YES if told.value == "yes" else _NO).in_(spoken)
    if particular.kind == "choice":
        return particular.options[str(told.value)].label.in_(spoken)
    if particular.kind == "date":
        return figures.day(date.fromisoformat(str(told.value)), spoken)
    return f"{told.value:,}" if isinstance(told.value, int) else told.value


def register(app: Flask) -> None:
    """Give the words for particulars to all templates."""
    app.jinja_env.globals.update(told_in_words=told_in_words)
