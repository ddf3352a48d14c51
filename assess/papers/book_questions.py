"""What a tariff book says of an edition's questions, facts, particulars and contradictions."""

from collections.abc import Iterator
from typing import Any

from assess.documents import book_paper as paper
from assess.documents.paper import Language
from assess.documents.wording import catalogue
from assess.papers.words import percent, points, words
from scoring import Contradiction, Edition, Particular, Question, Text

_STANDARDS = {"cis": "CIS Controls 8.1", "csf": "NIST CSF 2.0", "scs": "METI SCS"}


def cost_of(entry: Any) -> paper.Cost | None:
    """A cost of the edition as the book prints it."""
    return entry and paper.Cost(entry.hours, entry.yen, entry.yen_yearly, entry.yen_yearly_per_person, entry.who)


class Chapter:
    """The questions of an edition in its words, in one language."""

    def __init__(self, edition: Edition, language: Language) -> None:
        self.edition, self.language, self._ = edition, language, catalogue(language).gettext
        self.weights = sum(question.weight for question in edition.questions.values())
        self.numbers = {question: number for number, question in enumerate(edition.questions, 1)}

    def in_(self, text: Text) -> str:
        return words(text).in_(self.language)

    def maybe(self, text: Text | None) -> str | None:
        return None if text is None else self.in_(text)

    def joined(self, *parts: str) -> str:
        return ("：" if self.language == "ja" else ": ").join(parts)

    def quoted(self, name: str) -> str:
        return f"「{name}」" if self.language == "ja" else f"“{name}”"

    def domains(self) -> tuple[paper.Domain, ...]:
        return tuple(
            paper.Domain(self.in_(domain.name), tuple(self._question(q) for q in domain.questions.values()))
            for domain in self.edition.domains.values()
        )

    def _question(self, question: Question) -> paper.Question:
        return paper.Question(
            number=self.numbers[question.id],
            id=question.id,
            name=self.in_(question.name),
            ask=self.in_(question.ask),
            scope=self.in_(question.scope),
            marking=self.in_(question.marking),
            evidence=self.in_(question.evidence),
            evidence_required=question.evidence_required,
            weight=question.weight,
            share=percent(question.weight, self.weights) or "",
            because=self.maybe(question.because),
            scale=self.in_(self.edition.scales[question.scale].name),
            effort=question.effort,
            steps=tuple(self._steps(question)),
            cost_because=self.maybe(question.cost_because),
            parts=tuple(self.in_(part.label) for part in (question.parts or question.which).values()),
            applies_if=self.in_(self.edition.profile[question.applies_if].name) if question.applies_if else None,
            gates=tuple(self._gates(question)),
            mitigates=tuple(self.in_(self.edition.accidents[accident].title) for accident in question.mitigates),
            references=tuple(
                f"{name} {', '.join(getattr(question.references, key))}"
                for key, name in _STANDARDS.items()
                if getattr(question.references, key)
            ),
        )

    def _steps(self, question: Question) -> Iterator[paper.Step]:
        for option in question.options.values():
            yield paper.Step(
                self.in_(option.label),
                self.maybe(option.note),
                option.factor,
                points(question.weight * option.factor),
                cost_of((question.cost or {}).get(option.id)),
            )

    def _gates(self, question: Question) -> Iterator[str]:
        for tier in self.edition.tiers.values():
            for gate in tier.gates:
                if gate.question == question.id:
                    plan = f" ({self.in_(self.edition.plans[gate.plan].name)})" if gate.plan else ""
                    plan = plan.replace(" (", "（").replace(")", "）") if self.language == "ja" else plan
                    yield self.joined(self.in_(tier.name), self.in_(question.short_label(gate.at_least)) + plan)

    def facts(self) -> tuple[paper.Fact, ...]:
        return tuple(
            paper.Fact(
                self.in_(fact.name),
                self.in_(fact.ask),
                self.maybe(fact.marking),
                self.maybe(fact.evidence),
                fact.evidence_required,
                tuple(self.in_(q.name) for q in self.edition.questions.values() if q.applies_if == fact.id),
            )
            for fact in self.edition.profile.values()
        )

    def particulars(self) -> tuple[paper.Particular, ...]:
        return tuple(
            paper.Particular(
                self.in_(particular.name),
                self.in_(particular.ask),
                particular.kind,
                tuple(self.in_(option.label) for option in particular.options.values()),
                particular.required,
                self._value(particular, particular.details_if),
                self._value(particular, particular.refer_if),
            )
            for particular in self.edition.particulars.values()
        )

    def _value(self, particular: Particular, value: str | int | None) -> str | None:
        if value is None:
            return None
        if particular.kind == "number":
            return self._("%(number)s or more") % {"number": f"{value:,}"}
        if str(value) in particular.options:
            return self.in_(particular.options[str(value)].label)
        return self.yes_or_no(value == "yes") if particular.kind == "yes_no" else str(value)

    def yes_or_no(self, holds: bool) -> str:
        return self._("yes") if holds else self._("no")

    def rules(self) -> tuple[paper.Rule, ...]:
        return tuple(
            paper.Rule(tuple(self._parts(rule)), self.in_(rule.say)) for rule in self.edition.contradictions.values()
        )

    def _parts(self, rule: Contradiction) -> Iterator[str]:
        for question, option in rule.at_least.items():
            yield self._bound(question, option, -1, self._("%(answer)s or better"))
        for question, option in rule.at_most.items():
            yield self._bound(question, option, 0, self._("%(answer)s or worse"))
        for key, value in rule.particulars.items():
            particular = self.edition.particulars[key]
            yield self.joined(self.in_(particular.name), self.quoted(self._value(particular, value) or ""))
        for key, holds in rule.facts.items():
            yield self.joined(self.in_(self.edition.profile[key].name), self.quoted(self.yes_or_no(holds)))
        for key, holds in rule.credits.items():
            yield self.joined(self.in_(self.edition.credits[key].name), self.quoted(self.yes_or_no(holds)))

    def _bound(self, question: str, option: str, end: int, bound: str) -> str:
        """An answer and all above or below it; by itself where there is none beyond."""
        asked = self.edition.questions[question]
        answer = self.quoted(self.in_(asked.short_label(option)))
        alone = option == list(asked.options)[end]
        return self.joined(self.in_(asked.name), answer if alone else bound % {"answer": answer})

    def accidents(self) -> tuple[paper.Accident, ...]:
        return tuple(
            paper.Accident(
                self.in_(accident.title),
                tuple(self.numbers[q.id] for q in self.edition.questions.values() if accident.id in q.mitigates),
            )
            for accident in self.edition.accidents.values()
        )
