"""What changed from one edition to the next, as a tariff book tells it: every figure, and what was only reworded."""

from collections.abc import Iterator
from typing import Any

from assess.documents.book_paper import Changes, Difference, Line
from assess.documents.paper import Language
from assess.documents.wording import catalogue
from assess.papers.words import words
from scoring import Edition, Gate, Text


def changes_since(before: Edition, now: Edition, language: Language) -> Changes:
    """Every figure that differs between two editions, and the questions of which only the words do."""
    old, new = _Figures(before, language), _Figures(now, language)
    told = dict(old.all()), dict(new.all())
    every = dict.fromkeys((*told[0], *told[1]))
    found = [Difference(what, told[0].get(what), told[1].get(what)) for what in every]
    differences = tuple(change for change in found if change.before != change.now)
    return Changes(new.in_(before.title), differences, tuple(_reworded(before, now, new)))


def _reworded(before: Edition, now: Edition, figures: "_Figures") -> Iterator[str]:
    for key, question in now.questions.items():
        earlier = before.questions.get(key)
        fields = ("name", "ask", "scope", "why", "check", "evidence", "marking", "action")
        if earlier and any(getattr(earlier, field) != getattr(question, field) for field in fields):
            yield figures.in_(question.name)


class _Figures:
    """Each figure of an edition under the words for it."""

    def __init__(self, edition: Edition, language: Language) -> None:
        self.edition, self.language, self._ = edition, language, catalogue(language).gettext

    def in_(self, text: Text) -> str:
        return words(text).in_(self.language)

    def named(self, entry: Any, what: str) -> str:
        return ("　" if self.language == "ja" else ", ").join((self.in_(entry.name), what))

    def all(self) -> Iterator[tuple[str, str]]:
        edition = self.edition
        yield self._("cap of the tariff"), f"{edition.cap}%"
        yield self._("credits at most in all"), str(edition.credits_at_most)
        yield self._("second signature from"), f"{edition.review.second_signature_from}%"
        yield from self._tiers()
        for credit in edition.credits.values():
            yield self.named(credit, self._("points")), str(credit.points)
        yield from self._questions()
        for what, entries in (
            (self._("profile fact"), edition.profile),
            (self._("fact for the insurer"), edition.particulars),
        ):
            for entry in entries.values():
                yield self.named(entry, what), self._("there")
        yield self._("rules on answers that disagree"), str(len(edition.contradictions))

    def _tiers(self) -> Iterator[tuple[str, str]]:
        for tier in self.edition.tiers.values():
            yield self.named(tier, self._("score at least")), str(tier.score)
            to = f"–{tier.rate_to}" if tier.rate_to != tier.rate else ""
            yield self.named(tier, self._("rate")), f"{tier.rate}{to}%"
            yield self.named(tier, self._("credits at most")), str(tier.credits_at_most)
            yield self.named(tier, self._("ceiling of the rate")), f"{tier.ceiling}%"
            yield self.named(tier, self._("gates")), "; ".join(self._gate(gate) for gate in tier.gates) or "–"

    def _gate(self, gate: Gate) -> str:
        question = self.edition.questions[gate.question]
        return f"{self.in_(question.name)} {self.in_(question.short_label(gate.at_least))}"

    def _questions(self) -> Iterator[tuple[str, str]]:
        for question in self.edition.questions.values():
            yield self.named(question, self._("weight")), str(question.weight)
            yield self.named(question, self._("scale")), self.in_(self.edition.scales[question.scale].name)
            factors = " / ".join(str(option.factor) for option in question.options.values())
            yield self.named(question, self._("factors")), factors
            yield (
                self.named(question, self._("evidence required")),
                self._("yes") if question.evidence_required else self._("no"),
            )


def account_of(log: str, language: Language) -> tuple[Line, ...]:
    """The part of an edition's CHANGELOG.md that is in a language, line by line; marks of emphasis left out."""
    parts = [part for part in log.split("\n## ")[1:] if _is_japanese(part.partition("\n")[0]) is (language == "ja")]
    lines = "\n".join(part.partition("\n")[2] for part in parts).replace("**", "").replace("`", "").splitlines()
    return tuple(_line(line.replace("’", "'") if language == "en" else line) for line in lines if line.strip())


def _is_japanese(heading: str) -> bool:
    return any("\u3040" <= letter <= "\u9fff" for letter in heading)


def _line(text: str) -> Line:
    if text.startswith("#"):
        return Line("heading", text.lstrip("# "))
    return Line("item", text[2:]) if text.startswith("- ") else Line("text", text)
