"""The properties of docs/rules.md § 8, on generated editions and answers."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scoring import RATE_LIMIT, UNKNOWN, Edition, Facts, Result, canonical, evaluate
from tests.scoring import by_hand
from tests.scoring.generated import cases

Case = tuple[Edition, Facts]


def standing(edition: Edition, result: Result) -> tuple[int, int, int]:
    """What must never fall: points, the tier's place, the rate."""
    return result.score.points, list(edition.tiers).index(result.tier), result.rate


def not_lower(edition: Edition, facts: Facts, better: Facts) -> bool:
    before, after = standing(edition, evaluate(edition, facts)), standing(edition, evaluate(edition, better))
    return all(new >= old for old, new in zip(before, after, strict=True))


@given(cases())
def test_the_engine_agrees_with_the_rules_worked_by_hand(case: Case) -> None:
    edition, facts = case
    result = evaluate(edition, facts)
    tier = by_hand.tier(edition, facts)
    assert by_hand.score(edition, facts) * result.score.possible == 100 * result.score.points
    assert result.tier == tier.id
    assert result.rate == by_hand.rate(edition, facts)
    assert result.control_rate == by_hand.control_rate(edition, facts, tier)
    counted = sum(credit.points for credit in result.credits if credit.counted)
    assert min(counted, tier.credits_at_most) == result.credit_rate
    assert result.uncapped == result.control_rate + result.credit_rate
    assert {gate.tier for gate in result.gates if not gate.met} == {
        tier.id for tier in edition.tiers.values() if not by_hand.gates_hold(edition, facts, tier)
    }


@given(cases(), st.data())
def test_a_better_answer_never_lowers_score_tier_or_rate(case: Case, data: st.DataObject) -> None:
    edition, facts = case
    question = data.draw(st.sampled_from(sorted(facts.answers) or sorted(edition.questions)))
    options = list(edition.questions[question].options)
    level = by_hand.stands(edition.questions[question], by_hand.option_of(edition, facts, question))
    better = data.draw(st.sampled_from(options[level:]))
    assert not_lower(edition, facts, replace(facts, answers={**facts.answers, question: better}))


@given(cases(), st.data())
def test_unknown_is_never_better_than_any_answer(case: Case, data: st.DataObject) -> None:
    edition, facts = case
    question = data.draw(st.sampled_from(sorted(edition.questions)))
    answer = data.draw(st.sampled_from(list(edition.questions[question].options)))
    unknown = replace(facts, answers={**facts.answers, question: UNKNOWN})
    assert not_lower(edition, unknown, replace(facts, answers={**facts.answers, question: answer}))


@given(cases())
def test_unanswered_counts_as_unknown(case: Case) -> None:
    edition, facts = case
    unknown = replace(facts, answers=dict.fromkeys(edition.questions, UNKNOWN) | dict(facts.answers))
    one, other = evaluate(edition, facts), evaluate(edition, unknown)
    assert standing(edition, one) == standing(edition, other)
    assert [(way.tier, way.effort, way.rate) for way in one.ways] == [
        (way.tier, way.effort, way.rate) for way in other.ways
    ]
    assert not other.unanswered


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(case: Case, chance: random.Random) -> None:
    edition, facts = case
    answers, profile, credits = list(facts.answers.items()), list(facts.profile.items()), list(facts.credits)
    for items in (answers, profile, credits):
        chance.shuffle(items)
    shuffled = replace(facts, answers=dict(answers), profile=dict(profile), credits=tuple(credits))
    assert canonical(evaluate(edition, facts).as_json()) == canonical(evaluate(edition, shuffled).as_json())


@given(cases())
def test_the_rate_stays_between_0_and_60(case: Case) -> None:
    edition, facts = case
    result = evaluate(edition, facts)
    assert 0 <= result.rate <= min(RATE_LIMIT, edition.cap)
    assert all(result.rate <= way.rate <= min(RATE_LIMIT, edition.cap) for way in result.ways)


@given(cases(), st.data())
def test_a_credit_never_lowers_the_rate(case: Case, data: st.DataObject) -> None:
    edition, facts = case
    active = [credit.id for credit in edition.credits.values() if credit.active]
    credit = data.draw(st.sampled_from(active))
    without = replace(facts, credits=tuple(held for held in facts.credits if held != credit))
    assert not_lower(edition, without, replace(without, credits=(*without.credits, credit)))


@given(cases(), st.data())
def test_an_answer_to_a_question_that_is_not_asked_changes_nothing(case: Case, data: st.DataObject) -> None:
    edition, facts = case
    answers = dict(facts.answers)
    for question in evaluate(edition, facts).not_asked:
        answers[question] = data.draw(st.sampled_from(list(edition.questions[question].options)))
    assert evaluate(edition, facts).as_json() == evaluate(edition, replace(facts, answers=answers)).as_json()


@given(cases())
def test_the_four_states_of_an_answer_are_never_confused(case: Case) -> None:
    edition, facts = case
    result = evaluate(edition, facts)
    answered = {q.question for q in result.questions if q.answer not in (None, UNKNOWN)}
    states = [answered, set(result.unknown), set(result.unanswered), set(result.not_asked)]
    assert sum(len(state) for state in states) == len(set.union(*states)) == len(edition.questions)
    assert set(result.unanswered).isdisjoint(facts.answers)


@given(cases())
def test_weaknesses_are_all_lost_points_in_falling_order(case: Case) -> None:
    edition, facts = case
    result = evaluate(edition, facts)
    order = list(edition.questions)
    keys = [(-weakness.lost, order.index(weakness.question)) for weakness in result.weaknesses]
    assert keys == sorted(keys)
    assert sum(weakness.lost for weakness in result.weaknesses) == result.score.possible - result.score.points
    for weakness in result.weaknesses:
        accidents = tuple(link.accident for link in weakness.accidents)
        assert accidents == edition.questions[weakness.question].mitigates


@given(cases())
def test_the_percentage_shown_is_rounded_down(case: Case) -> None:
    edition, facts = case
    shown = evaluate(edition, facts).score.percent
    tenths = int(shown.replace(".", ""))
    assert tenths <= by_hand.score(edition, facts) * 10 < tenths + 1
