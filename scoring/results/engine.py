"""From facts to a result: score, tier, rate and weaknesses (docs/rules.md §§ 3–6)."""

from functools import partial

from ..editions.edition import UNKNOWN, Edition, Tier
from ..reading.faults import FactsFaults
from .facts import Facts
from .facts_faults import facts_faults
from .improvement import Present, least_work, least_yen
from .particulars import particulars_faults, referred
from .rate import control_rate, credits_in, rate_in
from .result import DomainScore, GateResult, QuestionScore, Result, Score, Weakness
from .scorecard import Scorecard, scorecard_of
from .standing import raw_as_options

ENGINE_VERSION = "2.0.0"
"""Raised whenever the same facts could give another result."""


def evaluate(edition: Edition, facts: Facts) -> Result:
    """What the rules say about the facts. Pure. Raises FactsFaults if the facts are not of the edition."""
    try:
        return _evaluate(edition, facts)
    except KeyError:
        raise FactsFaults(str(fault) for fault in facts_faults(facts.as_json(), {edition.id: edition})) from None


def _evaluate(edition: Edition, facts: Facts) -> Result:
    if not _is_of(edition, facts):
        raise KeyError
    card = scorecard_of(edition, facts.plan, frozenset([fact for fact, yes in facts.profile.items() if yes]))
    stood = raw_as_options(edition, facts)
    answers = {**facts.answers, **stood} if stood else facts.answers
    scores = tuple([row.scores[answers.get(row.id)] for row in card.rows])  # type: ignore[index]  # none is raw now
    gates = tuple([results[answers.get(question)] for question, results in card.gates])  # type: ignore[index]
    points = sum([score.points for score in scores])
    tier = _tier(edition, points, card.possible, gates)
    credits = credits_in(edition, tier, facts.credits)
    rate = rate_in(edition, tier, credits, control_rate(edition, tier, points, card.possible))
    present = Present(edition, card, facts, tuple([score.answer for score in scores]), points, tier, rate.rate)
    return Result(
        edition=edition.id,
        plan=facts.plan,
        score=Score(points, card.possible, percent(points, card.possible)),
        tier=tier.id,
        control_rate=rate.control_rate,
        credit_rate=rate.credit_rate,
        uncapped=rate.uncapped,
        rate=rate.rate,
        limited_by=rate.limited_by,
        domains=_domains(card, scores),
        questions=scores,
        gates=gates,
        credits=credits,
        weaknesses=_weaknesses(card, scores),
        unknown=tuple([score.question for score in scores if score.answer == UNKNOWN]),
        unanswered=tuple([score.question for score in scores if score.answer is None]),
        not_asked=card.not_asked,
        stands_for={q: option for q, option in stood.items() if q not in card.not_asked} if card.not_asked else stood,
        refer=referred(edition, facts.profile, facts.particulars),
        rules=edition.rules,
        find_ways=partial(least_work, present),
        find_cheapest=partial(least_yen, present),
    )


def _weaknesses(card: Scorecard, scores: tuple[QuestionScore, ...]) -> tuple[Weakness, ...]:
    """Every question that loses points, in the order of the points that it loses (docs/rules.md § 6)."""
    order = sorted([(-score.lost, place) for place, score in enumerate(scores) if score.lost])
    return tuple([card.rows[place].weaknesses[scores[place].answer] for _, place in order])


def _is_of(edition: Edition, facts: Facts) -> bool:
    return (
        facts.edition == edition.id
        and facts.plan in edition.plans
        and facts.profile.keys() == edition.profile.keys()
        and facts.answers.keys() <= edition.questions.keys()
        and edition.credits.keys() >= set(facts.credits)
        and not (facts.particulars and any(particulars_faults(facts.particulars, edition)))
    )


def _tier(edition: Edition, points: int, possible: int, gates: tuple[GateResult, ...]) -> Tier:
    """The highest tier whose score is reached and whose gates hold, with those of all below (docs/rules.md § 4)."""
    shut = {gate.tier for gate in gates if not gate.met}
    reached = next(iter(edition.tiers.values()))
    for tier in edition.tiers.values():
        if tier.id in shut or 100 * points < tier.score * possible:
            break
        reached = tier
    return reached


def _domains(card: Scorecard, scores: tuple[QuestionScore, ...]) -> tuple[DomainScore, ...]:
    found = []
    for domain, start, stop, possible in card.domains:
        points = sum([score.points for score in scores[start:stop]])
        found.append(DomainScore(domain, points, possible, percent(points, possible) if possible else None))
    return tuple(found)


def percent(points: int, possible: int) -> str:
    """100 · points / possible, rounded down to one decimal (docs/rules.md § 3)."""
    tenths = 1000 * points // possible
    return f"{tenths // 10}.{tenths % 10}"
