"""A result in the words of its edition, part by part as the report prints it."""

from collections.abc import Sequence
from typing import Any

from assess import figures
from assess.documents import report_paper as paper
from assess.documents.paper import Language
from assess.papers.report_costs import cost_of, total_of
from assess.papers.words import points, words
from assess.texts import steps
from assess.texts.answers import answer_text
from assess.texts.particulars import told_in_words
from assess.texts.weaknesses import is_growing
from scoring import (
    Answer,
    Change,
    Edition,
    Facts,
    RecordedVerdict,
    Result,
    Text,
    Told,
)

_NO_YES = {"ja": ("なし", "あり"), "en": ("no", "yes")}


class Wording:
    """A result in the words of its edition, in one language."""

    def __init__(
        self, edition: Edition, facts: Facts, result: Result, rejected: frozenset[str], language: Language
    ) -> None:
        self.edition, self.facts, self.result, self.language = edition, facts, result, language
        self.rejected = rejected
        self.present = edition.tiers[result.tier]
        self.present_step = list(edition.tiers).index(result.tier)
        linked = {link.accident for weakness in result.weaknesses for link in weakness.accidents}
        ordered = [accident for accident in edition.accidents if accident in linked]
        self.numbers = {accident: number for number, accident in enumerate(ordered, 1)}

    def in_(self, text: Text) -> str:
        return words(text).in_(self.language)

    def names(self, questions: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.in_(self.edition.questions[question].name) for question in questions)

    def answer(self, question: str, option: str | None) -> str | None:
        return None if option is None else self.in_(self.edition.questions[question].short_label(option))

    def said(self, question: str) -> str | None:
        """What stands at a question now, with what was counted, or that it is an estimate."""
        answer = self.facts.answers.get(question)
        if answer is None:
            return None
        return self.in_(answer_text(self.edition.questions[question], answer, self.facts.as_of))

    def steps(self) -> tuple[paper.Step, ...]:
        nearest = next((list(self.edition.tiers).index(way.tier) for way in self.result.ways if way.changes), None)

        def state(step: int) -> Any:
            if step <= self.present_step:
                return "now" if step == self.present_step else "below"
            return "next" if step == nearest else "above"

        return tuple(
            paper.Step(
                self.in_(tier.name),
                tier.score,
                tier.rate,
                tier.rate_to,
                tier.most,
                state(step),
            )
            for step, tier in enumerate(self.edition.tiers.values())
        )

    def domains(self) -> tuple[paper.Standing, ...]:
        return tuple(
            paper.Standing(
                self.in_(self.edition.domains[line.domain].name),
                points(line.points),
                points(line.possible),
                line.percent,
            )
            for line in self.result.domains
        )

    def credits(self) -> tuple[paper.Earned, ...]:
        return tuple(
            paper.Earned(self.in_(self.edition.credits[line.credit].name), line.points, line.counted, line.reason.name)
            for line in self.result.credits
        )

    def ways(self) -> tuple[paper.Way, ...]:
        return tuple(
            paper.Way(
                tier=self.in_(self.edition.tiers[way.tier].name),
                rate=way.rate,
                gain=way.rate - self.result.rate,
                saves=way.saves_yen,
                changes=len(way.changes),
                blocked_by=tuple(self._gate(reason) for reason in way.blocked_by if reason != "score"),
                short_of="score" in way.blocked_by,
                total=total_of(way),
            )
            for way in self.result.ways
        )

    def changes(self) -> tuple[paper.Change, ...]:
        """What any way asks for, those of the nearest tier first."""
        every = [set(way.changes) for way in self.result.ways]
        once = dict.fromkeys(change for way in self.result.ways for change in way.changes)
        return tuple(self._change(change, tuple(change in asked for asked in every)) for change in once)

    def _change(self, change: Change, needed: tuple[bool, ...]) -> paper.Change:
        entry = self.edition.questions[change.question]
        before, goal = self.said(change.question), self.in_(entry.short_label(change.to))
        size = steps.size(change) if entry.effort else None
        cost = cost_of(change.price, self.facts.people)
        return paper.Change(self.in_(steps.title(change, self.edition)), before, goal, size, needed, cost)

    def _gate(self, reason: str) -> str:
        question, _, option = reason.partition(":")
        mark = "：" if self.language == "ja" else ": "
        return f"{self.in_(self.edition.questions[question].name)}{mark}{self.answer(question, option)}"

    def weaknesses(self) -> tuple[paper.Weak, ...]:
        """Those that are called so first, then what can still grow; in each part most points lost first."""
        missed = [(gate.question, gate.tier) for gate in self.result.gates if not gate.met]
        return tuple(
            paper.Weak(
                question=self.in_(self.edition.questions[weak.question].name),
                answer=self.said(weak.question),
                lost=points(weak.lost),
                weight=self.edition.questions[weak.question].weight,
                bars=tuple(
                    self.in_(self.edition.tiers[tier].name) for question, tier in missed if question == weak.question
                ),
                accidents=tuple(sorted(self.numbers[link.accident] for link in weak.accidents)),
                rejected=weak.question in self.rejected,
                growing=is_growing(self.edition, weak),
            )
            for weak in sorted(self.result.weaknesses, key=lambda weak: is_growing(self.edition, weak))
        )

    def ask_first(self) -> tuple[paper.Ask, ...]:
        asked = [self.edition.questions[question] for question in self.result.ask_first]
        return tuple(paper.Ask(self.in_(question.ask), self.in_(question.check)) for question in asked)

    def strengths(self) -> tuple[str, ...]:
        return self.names(tuple(line.question for line in self.result.questions if line.lost == 0))

    def verification(self, declared: Facts, verdicts: Sequence[RecordedVerdict]) -> paper.Verification | None:
        if not verdicts:
            return None
        altered = tuple(self._altered(declared, verdict) for verdict in verdicts if verdict.kind != "confirmed")
        return paper.Verification(max(verdict.on for verdict in verdicts), len(verdicts), altered)

    def _altered(self, declared: Facts, verdict: RecordedVerdict) -> paper.Altered:
        """An answer that was corrected or rejected, a fact that was turned round, a credit that does not count."""
        item, no, yes = verdict.item, *_NO_YES[self.language]
        if verdict.subject == "fact":
            name, said = self.edition.profile[item].name, declared.profile[item]
            return paper.Altered(self.in_(name), (no, yes)[said], (yes, no)[said], verdict.on)
        if verdict.subject == "credit":
            return paper.Altered(self.in_(self.edition.credits[item].name), yes, None, verdict.on)
        if verdict.subject == "particular":
            return self._altered_particular(declared, verdict)
        question, before = self.edition.questions[item], declared.answers.get(item)
        after = verdict.corrected_to if isinstance(verdict.corrected_to, Answer) else None
        said_before = no if before is None else self.in_(answer_text(question, before, declared.as_of))
        found = None if after is None else self.in_(answer_text(question, after, self.facts.as_of))
        return paper.Altered(self.in_(question.name), said_before, found, verdict.on)

    def _altered_particular(self, declared: Facts, verdict: RecordedVerdict) -> paper.Altered:
        particular, after = self.edition.particulars[verdict.item], verdict.corrected_to
        before = told_in_words(particular, declared.particulars.get(verdict.item), self.language)
        found = told_in_words(particular, after, self.language) if isinstance(after, Told) else None
        return paper.Altered(self.in_(particular.name), before, found, verdict.on)

    def stories(self) -> tuple[paper.Story, ...]:
        return tuple(self._story(accident, number) for accident, number in self.numbers.items())

    def _story(self, accident: str, number: int) -> paper.Story:
        entry = self.edition.accidents[accident]
        risk = self.edition.risks[entry.risk]
        return paper.Story(
            number=number,
            title=self.in_(entry.title),
            story=self.in_(entry.story),
            caution=self.in_(entry.caution) if entry.caution else None,
            risk=self.in_(risk.name),
            covered=self.facts.plan in risk.plans,
        )

    def coverage(self) -> paper.Coverage:
        edition = self.edition
        plans = tuple(edition.plans)
        separator = "、" if self.language == "ja" else "; "
        return paper.Coverage(
            plans=tuple(self.in_(plan.name) for plan in edition.plans.values()),
            chosen=plans.index(self.facts.plan),
            risks=tuple(
                paper.PlanRow(
                    self.in_(risk.name),
                    separator.join(self.in_(part.name) for part in risk.sub_risks.values()),
                    tuple(plan in risk.plans for plan in plans),
                )
                for risk in edition.risks.values()
            ),
            damages=tuple(
                paper.Damage(self.in_(damage.name), self.in_(damage.help), self._limit(damage.limit))
                for damage in edition.damages.values()
            ),
            cost_events=tuple(
                paper.PlanRow(self.in_(event.name), "", tuple(plan in event.plans for plan in plans))
                for event in edition.cost_events.values()
            ),
        )

    def _limit(self, limit: Any) -> str | None:
        if limit is None:
            return None
        per = self.in_(limit.per)
        amount = figures.yen(limit.yen, self.language)
        return f"{per} {amount}" if self.language == "ja" else f"{amount} {per}"
