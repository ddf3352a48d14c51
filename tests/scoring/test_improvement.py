"""The way to a higher tier is the true optimum (RULES §7)."""

from dataclasses import replace

import by_hand
from generated import cases
from hypothesis import given, settings

from scoring import Edition, Facts, Way, evaluate

Case = tuple[Edition, Facts]


def applied(facts: Facts, way: Way) -> Facts:
    return replace(facts, answers={**facts.answers, **{change.question: change.to for change in way.changes}})


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cases(most_questions=5))
def test_each_way_is_the_one_that_exhaustive_search_finds(case: Case) -> None:
    edition, facts = case
    expected = by_hand.ways(edition, facts)
    found = {
        way.tier: None if way.blocked_by else (way.effort, [f"{change.question}:{change.to}" for change in way.changes])
        for way in evaluate(edition, facts).ways
    }
    assert found == expected


@given(cases())
def test_a_way_once_applied_reaches_its_tier_and_its_rate(case: Case) -> None:
    edition, facts = case
    tiers = list(edition.tiers)
    for way in evaluate(edition, facts).ways:
        if way.blocked_by:
            continue
        reached = evaluate(edition, applied(facts, way))
        assert tiers.index(reached.tier) >= tiers.index(way.tier)
        assert way.rate == by_hand.rate_at(edition, facts, edition.tiers[way.tier])


@given(cases())
def test_the_yen_saved_are_the_difference_of_the_rates_rounded_down(case: Case) -> None:
    edition, facts = case
    result = evaluate(edition, facts)
    for way in result.ways:
        if facts.premium is None or way.blocked_by:
            assert way.saves_yen is None
        else:
            assert way.saves_yen == facts.premium * (way.rate - result.rate) // 100


@given(cases())
def test_a_tier_that_no_answers_reach_says_that_the_score_is_in_the_way(case: Case) -> None:
    edition, facts = case
    best = {question.id: list(question.options)[-1] for question in edition.questions.values()}
    highest = by_hand.score(edition, replace(facts, answers=best))
    for way in evaluate(edition, facts).ways:
        blocked = edition.tiers[way.tier].score > highest
        assert way.blocked_by == (("score",) if blocked else ())
        assert not (blocked and (way.changes or way.effort))
