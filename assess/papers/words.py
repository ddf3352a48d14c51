"""How the edition's texts and the rules' figures are written on paper."""

from collections.abc import Mapping

from assess.documents.paper import Bilingual, Circumstance
from scoring import Edition, Text


def words(text: Text) -> Bilingual:
    # The Japanese faces set the curved apostrophe half a letter wide; a straight one reads as one word.
    return Bilingual(text.ja, text.en.replace("’", "'"))


def points(hundredths: int) -> str:
    """Points of a question or domain: 540 is 5.4, 635 is 6.35."""
    whole, part = divmod(hundredths, 100)
    return f"{whole}.{part // 10}" if part % 10 == 0 else f"{whole}.{part:02d}"


def percent(points: int, possible: int) -> str | None:
    """Rounded down to one decimal, as every score (docs/rules.md § 3); None where nothing was asked."""
    if not possible:
        return None
    tenths = 1000 * points // possible
    return f"{tenths // 10}.{tenths % 10}"


def scope(edition: Edition, profile: Mapping[str, bool]) -> tuple[Circumstance, ...]:
    """What the company has or has not, in the edition's order."""
    return tuple(Circumstance(words(fact.name), profile[fact.id]) for fact in edition.profile.values())
