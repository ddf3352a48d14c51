"""From an edition to what its tariff book says."""

from datetime import date
from typing import Any

from assess.documents import book_paper as paper
from assess.documents.book_paper import BookPaper
from assess.documents.paper import Language
from assess.documents.report_paper import PlanRow
from assess.papers.book_changes import changes_since
from assess.papers.book_questions import Chapter, cost_of
from assess.papers.words import words
from scoring import ENGINE_VERSION, Edition, Text


def book_paper(
    edition: Edition,
    language: Language,
    *,
    published: bool,
    made_on: date,
    before: Edition | None = None,
    account: tuple[paper.Line, ...] = (),
) -> BookPaper:
    """The tariff book of an edition, with what changed against the one before and the maker's account of it."""
    say, chapter = _Wording(edition, language), Chapter(edition, language)
    return BookPaper(
        edition=edition.id,
        title=say.in_(edition.title),
        notice=say.in_(edition.notice),
        published=published,
        made_on=made_on,
        engine=ENGINE_VERSION,
        files=tuple(paper.File(name, sha256) for name, sha256 in edition.files.items()),
        has_reasons=edition.rules > 1,
        cap=edition.cap,
        credits_at_most=edition.credits_at_most,
        certificate_months=edition.validity.certificate_months,
        report_days=edition.validity.report_days,
        review=say.review(),
        weights=sum(question.weight for question in edition.questions.values()),
        tiers=say.tiers(),
        credits=say.credits(),
        bonuses=say.bonuses(),
        scales=say.scales(),
        domains=chapter.domains(),
        facts=chapter.facts(),
        particulars=chapter.particulars(),
        rules=chapter.rules(),
        plans=tuple(say.in_(plan.name) for plan in edition.plans.values()),
        risks=say.risks(),
        accidents=chapter.accidents(),
        changes=changes_since(before, edition, language) if before else None,
        account=account,
    )


class _Wording:
    """The tariff in the words of its edition, in one language."""

    def __init__(self, edition: Edition, language: Language) -> None:
        self.edition, self.language = edition, language

    def in_(self, text: Text) -> str:
        return words(text).in_(self.language)

    def maybe(self, text: Text | None) -> str | None:
        return None if text is None else self.in_(text)

    def questions(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.in_(self.edition.questions[question].name) for question in ids)

    def review(self) -> paper.Review:
        review = self.edition.review
        days = review.conditional.days_at_most if review.conditional else None
        never = self.questions(review.conditional.never) if review.conditional else ()
        return paper.Review(review.second_signature_from, days, never, self.maybe(review.because))

    def tiers(self) -> tuple[paper.Tier, ...]:
        return tuple(
            paper.Tier(
                name=self.in_(tier.name),
                score=tier.score,
                rate=tier.rate,
                rate_to=tier.rate_to,
                credits_at_most=tier.credits_at_most,
                ceiling=None if tier.ceiling == self.edition.cap else tier.ceiling,
                because=self.maybe(tier.because),
                gates=tuple(self._gate(gate) for gate in tier.gates),
            )
            for tier in self.edition.tiers.values()
        )

    def _gate(self, gate: Any) -> paper.Gate:
        question = self.edition.questions[gate.question]
        plan = self.in_(self.edition.plans[gate.plan].name) if gate.plan else None
        at_least = self.in_(question.short_label(gate.at_least))
        return paper.Gate(self.in_(question.name), at_least, plan, self.maybe(gate.because))

    def _group(self, group: str | None) -> str | None:
        return self.in_(self.edition.groups[group].name) if group else None

    def credits(self) -> tuple[paper.Credit, ...]:
        return tuple(
            paper.Credit(
                name=self.in_(credit.name),
                points=credit.points,
                group=self._group(credit.group),
                excluded_by=self._group(credit.excluded_by),
                evidence=self.in_(credit.evidence),
                evidence_required=credit.evidence_required,
                because=self.maybe(credit.because),
                cost=cost_of(credit.cost),
                cost_because=self.maybe(credit.cost_because),
                inactive_because=None if credit.active else self.maybe(credit.inactive_because),
            )
            for credit in self.edition.credits.values()
        )

    def bonuses(self) -> tuple[paper.Bonus, ...]:
        return tuple(
            paper.Bonus(
                self.in_(group.name),
                group.bonus.points,
                tuple(self.in_(self.edition.credits[credit].name) for credit in group.bonus.when),
                self.maybe(group.bonus.because),
            )
            for group in self.edition.groups.values()
            if group.bonus
        )

    def scales(self) -> tuple[paper.Scale, ...]:
        return tuple(
            paper.Scale(
                name=self.in_(scale.name),
                measure=scale.measure,
                because=self.maybe(scale.because),
                options=tuple(
                    paper.Option(
                        self.in_(option.label),
                        option.factor,
                        option.within_months if scale.measure == "date" else option.from_percent,
                        option.target,
                    )
                    for option in scale.options.values()
                ),
            )
            for scale in self.edition.scales.values()
        )

    def risks(self) -> tuple[PlanRow, ...]:
        return tuple(
            PlanRow(
                self.in_(risk.name),
                ("、" if self.language == "ja" else "; ").join(self.in_(sub.name) for sub in risk.sub_risks.values()),
                tuple(plan in risk.plans for plan in self.edition.plans),
            )
            for risk in self.edition.risks.values()
        )
