"""From a declaration to what the company's copy of it says: what was asked, how it is counted, what was answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from assess.documents.copy_paper import CopyPaper, Entry, Part
from assess.documents.paper import Issuer, Language
from assess.papers.words import words
from assess.texts import people
from assess.texts.answers import answer_text, ticked
from assess.texts.companies import IDENTIFYING
from assess.texts.declarations import WORDINGS
from assess.texts.particulars import told_in_words
from scoring import Edition, Facts, Question, Text

_COMPANY = Text(ja="会社", en="the company")
_YES, _NO = Text(ja="はい", en="Yes"), Text(ja="いいえ", en="No")
_HELD = Text(ja="あり（申告）", en="Held, as declared")
_FACTS = Text(ja="会社の状況", en="About the company")
_PARTICULARS = Text(ja="告知事項など、点数に入らない事項", en="Particulars, which count for no score")
_CREDITS = Text(ja="加点", en="Credits")


@dataclass(frozen=True)
class Signed:
    """Who declared, when and in which words, and what came out.

    `identity` says by item who the company is; `number` counts the declarations of the case from 1.
    """

    receipt: str
    identity: Mapping[str, str | None]
    number: int
    name: str
    title: str
    at: datetime
    wording: str
    rate: int
    tier: str
    sha256: str


@dataclass(frozen=True)
class Typed:
    """Who entered an answer, "" for the company itself, when, and the note that stood with it."""

    by: str
    at: datetime
    note: str


def copy_paper(
    edition: Edition, said: Facts, signed: Signed, typed: Mapping[str, Typed], issuer: Issuer, language: Language
) -> CopyPaper:
    """The copy of a declaration in one language."""
    say = _Wording(edition, said, typed, language)
    return CopyPaper(
        receipt=signed.receipt,
        company=tuple(_described(signed.identity)),
        edition=edition.id,
        edition_title=say.in_(edition.title),
        plan=say.in_(edition.plans[said.plan].name),
        number=signed.number,
        name=signed.name,
        title=signed.title,
        at=signed.at,
        wording=signed.wording,
        statements=tuple(say.in_(statement) for statement in WORDINGS[signed.wording]),
        rate=signed.rate,
        tier=say.in_(edition.tiers[signed.tier].name),
        parts=tuple(part for part in say.parts() if part.entries),
        sha256=signed.sha256,
        issuer=issuer,
    )


def _described(identity: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    for item, asked in IDENTIFYING.items():
        known = identity.get(item)
        if known:
            yield str(asked.label), known


class _Wording:
    """What was declared, in the words of its edition."""

    def __init__(self, edition: Edition, said: Facts, typed: Mapping[str, Typed], language: Language) -> None:
        self.edition, self.said, self.typed, self.language = edition, said, typed, language

    def in_(self, text: Text) -> str:
        return words(text).in_(self.language)

    def parts(self) -> Iterator[Part]:
        yield Part(self.in_(_FACTS), tuple(self._facts()))
        for domain in self.edition.domains.values():
            asked = (question for question in domain.questions.values() if question.id in self.said.answers)
            yield Part(self.in_(domain.name), tuple(self._answer(question) for question in asked))
        yield Part(self.in_(_PARTICULARS), tuple(self._particulars()))
        yield Part(self.in_(_CREDITS), tuple(self._credits()))

    def _facts(self) -> Iterator[Entry]:
        for fact in self.edition.profile.values():
            marking = self.in_(fact.marking) if fact.marking else None
            holds = _YES if self.said.profile[fact.id] else _NO
            yield Entry(self.in_(fact.name), self.in_(fact.ask), marking, self.in_(holds))

    def _answer(self, question: Question) -> Entry:
        given, entered = self.said.answers[question.id], self.typed.get(question.id)
        answer = self.in_(answer_text(question, given, self.said.as_of, full=True))
        parts = [self.in_(part) for part in ticked(question, given)]
        return Entry(
            name=self.in_(question.name),
            ask=self.in_(question.ask),
            marking=self.in_(question.marking) if question.marking else None,
            answer="\n".join([answer, *parts]),
            note=entered.note if entered else "",
            by=self._by(entered) if entered else None,
            at=entered.at if entered else None,
        )

    def _by(self, entered: Typed) -> str:
        return people.named(entered.by) if entered.by else self.in_(_COMPANY)

    def _particulars(self) -> Iterator[Entry]:
        for particular in self.edition.particulars.values():
            told = self.said.particulars.get(particular.id)
            if told is not None:
                answer = told_in_words(particular, told, self.language)
                yield Entry(self.in_(particular.name), self.in_(particular.ask), None, answer, told.details or "")

    def _credits(self) -> Iterator[Entry]:
        for credit in self.said.credits:
            yield Entry(
                self.in_(self.edition.credits[credit].name),
                self.in_(self.edition.credits[credit].name),
                None,
                self.in_(_HELD),
            )
