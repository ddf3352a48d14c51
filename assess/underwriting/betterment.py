"""Which verdicts make the result of a case better than what was declared (docs/rules.md § 9)."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assess.cases import facts
from assess.cases.facts import ItemKey
from assess.store.models import Assessment, Subject, VerdictKind
from scoring import Edition, Facts, RecordedVerdict, Result, evaluate, verified_facts

_MAY_BETTER = {(Subject.ANSWER, VerdictKind.CORRECTED), (Subject.FACT, VerdictKind.REJECTED)}
"""What can raise a result: to leave an answer or a credit out never does, and particulars bear on no rate."""


def bettering(assessment: Assessment, verdicts: Sequence[RecordedVerdict] | None = None) -> tuple[ItemKey, ...]:
    """List the items whose verdict betters score, tier or rate: alone, or beside all other verdicts.

    `verdicts` are those given so far, unless others are tried. All is judged as of the day of the decision, so that
    a day that aged since the declaration counts for nothing here.
    """
    found = facts.final_verdicts(assessment) if verdicts is None else list(verdicts)
    suspects = [verdict for verdict in found if (verdict.subject, verdict.kind) in _MAY_BETTER]
    if not suspects:
        return ()
    book, said = facts.edition_of(assessment), _as_of_the_decision(assessment)

    def result(given: Sequence[RecordedVerdict]) -> Result:
        return evaluate(book, verified_facts(said, given))

    declared, verified = result(()), result(found)
    return tuple(
        (verdict.subject, verdict.item)
        for verdict in suspects
        if _better(book, result([verdict]), declared)
        or _better(book, verified, result([other for other in found if other is not verdict]))
    )


def _as_of_the_decision(assessment: Assessment) -> Facts:
    said = facts.under_review(assessment)
    return said if said.as_of is None else replace(said, as_of=facts.decided_on(assessment))


def _better(book: Edition, one: Result, other: Result) -> bool:
    tiers = list(book.tiers)
    higher_tier = tiers.index(one.tier) > tiers.index(other.tier)
    return one.rate > other.rate or higher_tier or _share(one) > _share(other)


def _share(result: Result) -> Fraction:
    """The score as a fraction: what is not asked counts neither way."""
    return Fraction(result.score.points, result.score.possible or 1)
