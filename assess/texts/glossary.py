"""Which terms of the glossary a question uses, so that they can be explained where they stand."""

import re
from functools import lru_cache

from scoring import Edition, Question, Text

_SHORT = 3


def terms_of(edition: Edition, question: str, language: str) -> tuple[str, ...]:
    """Return the ids of the terms that occur in the texts of a question, in the order in which one meets them.

    Where names overlap the longest counts: in "IT supplier" there is no "supplier". Found once for each
    edition and language, since an edition never changes.
    """
    return _found(edition, language)[question]


@lru_cache(maxsize=32)
def _found(edition: Edition, language: str) -> dict[str, tuple[str, ...]]:
    meant = {
        name.casefold(): term.id
        for term in reversed(list(edition.glossary.values()))
        for name in _names(term.term.in_(language))
    }
    if not meant:
        return dict.fromkeys(edition.questions, ())
    longest_first = sorted(meant, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(_as_pattern, longest_first)), re.IGNORECASE)
    return {
        question.id: _in_order(pattern, meant, " ".join(text.in_(language) for text in _texts(question)))
        for question in edition.questions.values()
    }


def _in_order(pattern: re.Pattern[str], meant: dict[str, str], read: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_named(meant, match[0].casefold()) for match in pattern.finditer(read)))


def _named(meant: dict[str, str], met: str) -> str:
    """Find the term behind a word as it was met, which in English may be a plural."""
    return next(meant[name] for name in (met, met.removesuffix("s"), met.removesuffix("es")) if name in meant)


def _texts(question: Question) -> list[Text]:
    options = [text for option in question.options.values() for text in (option.label, option.note) if text]
    return [question.ask, question.scope, *options, question.why, question.check]


def _names(term: str) -> list[str]:
    """Split "Multi-factor authentication (MFA)", "通信区画（セグメント）" or "SPF, DKIM and DMARC" into its names."""
    parted = re.sub(r" and ", ",", term) if "," in term else term
    return [name.strip() for name in re.split(r"[()（）・,]", parted) if name.strip()]


def _as_pattern(name: str) -> str:
    """Match a name as a word of its own.

    Japanese writes no spaces, so a short name in katakana must stand alone: ログ is no part of ログイン.
    """
    if name.isascii():
        return rf"(?<![0-9A-Za-z]){re.escape(name)}(?:e?s)?(?![0-9A-Za-z])"
    if re.fullmatch(r"[ァ-ヶー]+", name) and len(name) <= _SHORT:
        return rf"(?<![ァ-ヶー]){name}(?![ァ-ヶー])"
    return re.escape(name)
