"""Passwords: when one is too easy to guess, and how it is kept.

Guesses are counted with zxcvbn, which knows the passwords that most people use, names, words, keyboards and dates.
"""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from flask_security import hash_password, verify_password

from assess import limits
from assess.extensions import security

_ENOUGH = 3
"""Of 0 to 4: more than 10 to the 8th guesses."""
_LEFT_AT_LEAST = 8
"""Signs that must be left of a password without what others know of the person."""
_LOOKED_AT = 72
"""Signs that are counted; more cost time, and are enough by themselves."""


class Weakness(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    OWN = "own"
    REPEATED = "repeated"
    IN_ORDER = "in order"
    KEYBOARD = "keyboard"
    DATE = "date"
    EASY = "easy"


_PATTERNS = {
    "repeat": Weakness.REPEATED,
    "sequence": Weakness.IN_ORDER,
    "spatial": Weakness.KEYBOARD,
    "date": Weakness.DATE,
    "regex": Weakness.DATE,
}
_DICTIONARIES = {"user_inputs": Weakness.OWN, "passwords": Weakness.COMMON}


def weakness(password: str, known: Iterable[str] = ()) -> Weakness | None:
    """Say why a password is too weak, or None; `known` is what others know of the person."""
    # Here, because its lists take memory that a process which sets no password never needs.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    signs = unicodedata.normalize("NFC", password)
    if len(signs) < limits.SHORTEST_PASSWORD:
        return Weakness.SHORT
    if len(signs) > limits.LONGEST_PASSWORD:
        return Weakness.LONG
    words = [part for text in known for part in (text, *text.replace("@", " ").replace(".", " ").split())]
    if _left(signs, words) < _LEFT_AT_LEAST:
        return Weakness.OWN
    found = zxcvbn(unicodedata.normalize("NFKC", signs)[:_LOOKED_AT], user_inputs=words)
    return None if found["score"] >= _ENOUGH else _worst(found["sequence"])


def _left(signs: str, words: Iterable[str]) -> int:
    """Count the signs of a password that are left when words of three signs and more are taken out of it."""
    left = signs.casefold()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word.casefold(), "") if len(word) > 2 else left
    return len(left.strip())


def _worst(parts: list[dict[str, Any]]) -> Weakness:
    """Name what the longest guessable part of a password is."""
    easy = [part for part in parts if part["pattern"] != "bruteforce"]
    if not easy:
        return Weakness.EASY
    longest = max(easy, key=lambda part: len(part["token"]))
    if longest["pattern"] == "dictionary":
        return _DICTIONARIES.get(longest["dictionary_name"], Weakness.EASY)
    return _PATTERNS.get(longest["pattern"], Weakness.EASY)


def hashed(password: str) -> str:
    """Return what is kept of a password, spelt as the sign-in spells it."""
    return str(hash_password(security.password_util.normalize(password)))


def fits(password: str, kept: str | None) -> bool:
    """Say whether a password is the one that is kept."""
    return kept is not None and bool(verify_password(security.password_util.normalize(password), kept))
