"""The templates of the papers, in the reader's language: dates, yen, and words laid side by side."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, partial
from pathlib import Path

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assess import figures
from assess.clock import JAPAN
from assess.documents.fonts import borrowed_variants
from assess.documents.paper import Bilingual, Language

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates" / "documents"
CATALOGUES = ROOT / "assess" / "translations"
_UNBROKEN = Markup('<span class="unbroken">{}</span>')
_VARIANT = Markup("<bdi style=\"font-family: '{}'\">{}</bdi>")
_LONGEST_ADDRESS = 44  # letters; a longer one would run over the edge


@cache
def environment(language: Language) -> Environment:
    """Jinja for the papers in one language; an unknown name in a template is an error."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    jinja.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    jinja.filters.update(
        words=_words(language),
        day=partial(figures.day, language=language),
        moment=partial(figures.moment_on_paper, language=language),
        yen=partial(figures.yen, language=language),
        size=size,
        ranges=ranges,
        contact=contact,
        glyphs=glyphs,
    )
    jinja.globals.update(language=language, comma="、" if language == "ja" else ", ")
    return jinja


@cache
def style(name: str) -> str:
    """The text of one style sheet of the papers."""
    return (TEMPLATES / name).read_text("utf-8")


@cache
def catalogue(language: Language) -> NullTranslations:
    """The translations into one language; the source texts are English."""
    return Translations.load(CATALOGUES, [language])


def _words(language: Language) -> Callable[[Bilingual], str]:
    return lambda words: words.in_(language)


def size(text: str) -> int:
    """Width of a name in halves of a letter's width: kanji and kana count 2, Latin letters 1."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def glyphs(text: str) -> Markup:
    """A name with each variant of a kanji (異体字) set in a face that has that very form."""
    written = escape(text)
    for variant, family in borrowed_variants(text).items():
        written = written.replace(variant, _VARIANT.format(family, variant))
    return written


def contact(text: str) -> Markup:
    """Where to ask: an e-mail address stands on one line, as a broken one cannot be copied."""
    words = text.split(" ")
    kept = (
        escape(word) if "@" not in word or len(word) > _LONGEST_ADDRESS else _UNBROKEN.format(word) for word in words
    )
    return Markup(" ").join(kept)


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers, with runs of three or more drawn together: 1, 2, 4–7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run) for run in runs)
    return ", ".join(part for run in parts for part in run)


def midnight(day: date) -> datetime:
    """The day's first moment in Japan, as UTC: what a paper gives as its own date, having no clock."""
    return datetime.combine(day, time(), JAPAN).astimezone(UTC)
