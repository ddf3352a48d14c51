"""From facts and their result to what the eligibility report says."""

from datetime import date, timedelta
from typing import Any

from assess.clock import months_after
from assess.documents import report_paper as paper
from assess.documents.paper import Declaration, Issuer, Language
from assess.documents.report_paper import ReportPaper
from assess.papers.words import points, words
from scoring import ENGINE_VERSION, RATE_LIMIT, Edition, Facts, Result, Text, digest


def report_paper(  # noqa: PLR0913 -- a paper names all that stands on it
    edition: Edition,
    facts: Facts,
    result: Result,
    *,
    company: str,
    number: str,
    as_of: date,
    verified: bool,
    issuer: Issuer,
    language: Language,
    declared: Result | None = None,
    agent: str | None = None,
    declaration: Declaration | None = None,
) -> ReportPaper:
    """What the eligibility report of these facts says, in one language (CONTENT §7).

    `declared` is the result as declared where `result` is the verified one. An indication is good for the
    edition's `report_days`, a verified report for as long as a certificate.
    """
    wording = _Wording(edition, facts, result, language)
    in_ = wording.in_
    validity = edition.validity
    until = months_after(as_of, validity.certificate_months) if verified else as_of + timedelta(validity.report_days)
    return ReportPaper(
        number=number,
        company=company,
        plan=in_(edition.plans[facts.plan].name),
        verified=verified,
        as_of=as_of,
        valid_until=until,
        edition=edition.id,
        edition_title=in_(edition.title),
        notice=in_(edition.notice),
        engine=ENGINE_VERSION,
        digest=digest(result.as_json()),
        issuer=issuer,
        rate=result.rate,
        tier=in_(wording.present.name),
        tier_step=wording.present_step,
        control_rate=result.control_rate,
        credit_rate=result.credit_rate,
        uncapped=result.uncapped,
        limited_by=result.limited_by,
        ceiling=wording.present.ceiling,
        cap=min(RATE_LIMIT, edition.cap),
        score=result.score.percent,
        questions=len(result.questions),
        premium=facts.premium,
        steps=wording.steps(),
        domains=wording.domains(),
        credits=wording.credits(),
        ways=wording.ways(),
        weaknesses=wording.weaknesses(),
        strengths=wording.strengths(),
        to_check=wording.to_check(),
        unanswered=wording.names(result.unanswered),
        not_asked=wording.names(result.not_asked),
        stories=wording.stories(),
        coverage=wording.coverage(),
        declared_rate=declared.rate if declared else None,
        agent=agent,
        declaration=declaration,
    )


class _Wording:
    """A result in the words of its edition, in one language."""

    def __init__(self, edition: Edition, facts: Facts, result: Result, language: Language) -> None:
        self.edition, self.facts, self.result, self.language = edition, facts, result, language
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

    def steps(self) -> tuple[paper.Step, ...]:
        def state(step: int) -> Any:
            away = step - self.present_step
            return "below" if away < 0 else ("now", "next")[away] if away < 2 else "above"

        return tuple(
            paper.Step(self.in_(tier.name), tier.score, tier.rate, tier.ceiling, state(step))
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
                changes=tuple(self._change(change.question, change.from_, change.to) for change in way.changes),
                blocked_by=tuple(self._gate(reason) for reason in way.blocked_by if reason != "score"),
                short_of="score" in way.blocked_by,
            )
            for way in self.result.ways
        )

    def _change(self, question: str, from_: str | None, to: str) -> paper.Change:
        entry = self.edition.questions[question]
        goal = self.in_(entry.short_label(to))
        return paper.Change(self.in_(entry.action), self.answer(question, from_), goal, entry.effort)

    def _gate(self, reason: str) -> str:
        question, _, option = reason.partition(":")
        mark = "：" if self.language == "ja" else ": "
        return f"{self.in_(self.edition.questions[question].name)}{mark}{self.answer(question, option)}"

    def weaknesses(self) -> tuple[paper.Weak, ...]:
        missed = [(gate.question, gate.tier) for gate in self.result.gates if not gate.met]
        return tuple(
            paper.Weak(
                question=self.in_(self.edition.questions[weak.question].name),
                domain=self.in_(self.edition.domains[self.edition.questions[weak.question].domain].name),
                answer=self.answer(weak.question, weak.answer),
                lost=points(weak.lost),
                weight=self.edition.questions[weak.question].weight,
                bars=tuple(
                    self.in_(self.edition.tiers[tier].name) for question, tier in missed if question == weak.question
                ),
                accidents=tuple(sorted(self.numbers[link.accident] for link in weak.accidents)),
            )
            for weak in self.result.weaknesses
        )

    def strengths(self) -> tuple[str, ...]:
        return self.names(tuple(line.question for line in self.result.questions if line.lost == 0))

    def to_check(self) -> tuple[paper.ToCheck, ...]:
        questions = (self.edition.questions[question] for question in self.result.unknown)
        return tuple(paper.ToCheck(self.in_(entry.name), self.in_(entry.check)) for entry in questions)

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
        return f"{per} {limit.yen:,}円" if self.language == "ja" else f"¥{limit.yen:,} {per}"
