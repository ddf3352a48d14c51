"""What the ways of an eligibility report cost, what goes with them, and how near the next loss is."""

from dataclasses import replace

from assess.documents import report_sums as paper
from assess.documents.paper import Language
from assess.papers.words import words
from assess.texts import steps
from scoring import Change, Edition, Facts, Price, Result, Text, Way, edges, first_steps


def cost_of(price: Price | None, people: int | None) -> paper.Cost | None:
    """The price of a step as the report prints it."""
    if price is None:
        return None
    each = price.yen_yearly_per_person if people is None else 0
    return paper.Cost(price.hours, price.first_year(people), price.yen + price.yen_yearly, each, price.who)


def total_of(way: Way) -> paper.Total | None:
    """What a whole way takes; None in an edition that counts effort instead."""
    return way.work and paper.Total(*way.work)


class Costs:
    """The sums of a report in the words of its edition, in one language."""

    def __init__(self, edition: Edition, facts: Facts, result: Result, language: Language) -> None:
        self.edition, self.facts, self.result, self.language = edition, facts, result, language

    def in_(self, text: Text) -> str:
        return words(text).in_(self.language)

    def cheapest(self) -> tuple[paper.Cheap, ...]:
        """The ways of the least money, where they are not those of the least work."""
        return tuple(
            paper.Cheap(
                tier=self.in_(self.edition.tiers[way.tier].name),
                rate=way.rate,
                instead=self._titles(way.changes, beside=self._same_tier(way)),
                without=self._titles(self._same_tier(way), beside=way.changes),
                total=paper.Total(*way.work),
            )
            for way in self.result.cheapest
            if way.work
        )

    def _same_tier(self, cheap: Way) -> tuple[Change, ...]:
        return next((way.changes for way in self.result.ways if way.tier == cheap.tier), ())

    def _titles(self, changes: tuple[Change, ...], beside: tuple[Change, ...]) -> tuple[str, ...]:
        return tuple(self.in_(steps.title(change, self.edition)) for change in changes if change not in beside)

    def first_steps(self) -> tuple[paper.FirstStep, ...]:
        """The credits that anybody can get, counted after the nearest way."""
        nearest: tuple[Change, ...] = next((way.changes for way in self.result.ways if way.changes), ())
        after = {**self.facts.answers, **{change.question: change.to for change in nearest}}
        return tuple(
            paper.FirstStep(
                name=self.in_(self.edition.credits[step.credit].name),
                gain=step.gains,
                hours=step.price.hours,
                yen=step.price.first_year(self.facts.people),
            )
            for step in first_steps(self.edition, replace(self.facts, answers=after))
        )

    def falls(self) -> tuple[paper.Fall, ...]:
        """The answers of which a step down would take ten points or more away, with the rules that ask for it."""
        near = edges(self.edition, self.facts) if self.edition.rules > 1 else ()
        return tuple(
            paper.Fall(
                self.in_(question.name),
                self.in_(question.short_label(fall.from_)),
                self.in_(question.short_label(fall.to)),
                fall.rate,
                question.measure == "date",
            )
            for fall in near
            for question in (self.edition.questions[fall.question],)
        )
