"""The properties of docs/rules.md § 8 that came with rules 2, on generated editions and answers."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    Counted,
    Dated,
    Edition,
    Facts,
    Ticked,
    Told,
    as_options,
    contradictions_in,
    evaluate,
    falls,
    first_steps,
    stands_for,
    wants_second_signature,
)
from tests.scoring import by_hand
from tests.scoring.generated import AS_OF, cases, raw_answers
from tests.scoring.test_properties import not_lower

Case = tuple[Edition, Facts]


@given(cases())
def test_a_raw_answer_stands_for_the_option_that_the_rules_worked_by_hand_give(case: Case) -> None:
    edition, facts = case
    result = evaluate(edition, facts)
    raw = {question for question, answer in facts.answers.items() if not isinstance(answer, str)}
    assert result.stands_for == {
        question: by_hand.option_of(edition, facts, question) for question in raw - set(result.not_asked)
    }


@given(cases())
def test_a_raw_answer_and_the_option_it_stands_for_give_the_same_result(case: Case) -> None:
    edition, facts = case
    counted = evaluate(edition, facts).as_json()
    chosen = evaluate(edition, replace(facts, answers=as_options(edition, facts))).as_json()
    assert chosen.pop("stands_for") == {}
    assert {key: value for key, value in counted.items() if key != "stands_for"} == chosen


@given(cases(), st.integers(0, 4000))
def test_a_later_day_never_raises_anything(case: Case, days: int) -> None:
    edition, facts = case
    assert not_lower(edition, replace(facts, as_of=AS_OF + timedelta(days=days)), facts)


@given(cases(), st.data())
def test_more_that_is_counted_or_ticked_or_a_later_test_never_lowers_anything(case: Case, data: st.DataObject) -> None:
    edition, facts = case
    question = edition.questions[data.draw(st.sampled_from(sorted(edition.questions)))]
    answer = data.draw(raw_answers(question))
    more = answer
    if isinstance(answer, Counted):
        more = Counted(data.draw(st.integers(answer.has, answer.of)), answer.of)
    elif isinstance(answer, Ticked):
        more = Ticked(answer.parts | data.draw(st.frozensets(st.sampled_from(sorted(question.parts)))))
    elif isinstance(answer, Dated):
        more = Dated(data.draw(st.dates(answer.on, AS_OF)))
    before, after = (replace(facts, answers={**facts.answers, question.id: one}) for one in (answer, more))
    assert not_lower(edition, before, after)


@given(cases(), st.sampled_from(["yes", "no"]), st.integers(0, 10))
def test_particulars_change_nothing_but_what_is_referred(case: Case, incidents: str, records: int) -> None:
    edition, facts = case
    told = {"incidents": Told(incidents, "details"), "records": Told(records)}
    one, other = evaluate(edition, facts).as_json(), evaluate(edition, replace(facts, particulars=told)).as_json()
    refer = one.pop("refer"), other.pop("refer")
    assert one == other
    assert set(refer[1]) <= set(told)


@given(cases(), st.one_of(st.none(), st.integers(1, 300)))
def test_the_head_count_changes_yen_and_nothing_else(case: Case, people: int | None) -> None:
    edition, facts = case
    one, other = evaluate(edition, facts), evaluate(edition, replace(facts, people=people))
    assert one == other
    assert [way._replace(work=None) for way in one.ways] == [way._replace(work=None) for way in other.ways]


@given(cases())
def test_what_is_asked_first_is_all_that_is_unknown_the_heaviest_first(case: Case) -> None:
    edition, facts = case
    result = evaluate(edition, facts)
    assert sorted(result.ask_first) == sorted(result.unknown)
    weights = [edition.questions[question].weight for question in result.ask_first]
    assert weights == sorted(weights, reverse=True)


@given(cases())
def test_a_contradiction_fires_where_all_its_parts_hold_by_hand(case: Case) -> None:
    edition, facts = case
    fired = {rule.id for rule in contradictions_in(edition, facts)}
    for rule in edition.contradictions.values():
        holds = all(facts.profile[fact] is said for fact, said in rule.facts.items())
        holds &= all((credit in facts.credits) is held for credit, held in rule.credits.items())
        for particular, value in rule.particulars.items():
            holds &= particular in facts.particulars and facts.particulars[particular].value == value
        for bounds, side in ((rule.at_least, 1), (rule.at_most, -1)):
            for asked, option in bounds.items():
                question, answer = edition.questions[asked], by_hand.option_of(edition, facts, asked)
                fact = question.applies_if
                counts = fact is None or facts.profile[fact] or fact in rule.facts
                holds &= counts and answer in question.options
                holds &= side * (by_hand.stands(question, answer) - by_hand.stands(question, option)) >= 0
        assert (rule.id in fired) is holds


@given(cases())
def test_what_is_referred_is_what_the_edition_names(case: Case) -> None:
    edition, facts = case
    told = {key: told.value for key, told in facts.particulars.items()}
    named = {key: edition.particulars[key].refer_if for key in ("incidents", "care")}
    expected = {key for key, value in named.items() if told.get(key) == value}
    records = edition.particulars["records"]
    asked = records.applies_if is None or facts.profile[records.applies_if]
    if asked and "records" in told and int(told["records"]) >= int(records.refer_if or 0):
        expected.add("records")
    assert set(evaluate(edition, facts).refer) == expected


@given(cases())
def test_a_fall_is_one_answer_a_step_lower_and_first_steps_give_what_they_say(case: Case) -> None:
    edition, facts = case
    result = evaluate(edition, facts)
    for fall in falls(edition, facts):
        then = evaluate(edition, replace(facts, answers={**facts.answers, fall.question: fall.to})).rate
        assert (then, result.rate - then) == (fall.rate, fall.loses)
        assert 0 < fall.loses <= result.rate
    for step in first_steps(edition, facts):
        then = evaluate(edition, replace(facts, credits=(*facts.credits, step.credit))).rate
        assert (then, then - result.rate) == (step.rate, step.gains)
        assert edition.credits[step.credit].cost is not None
        assert step.credit not in facts.credits


@given(cases(), st.integers(0, 60))
def test_a_higher_rate_never_wants_fewer_signatures(case: Case, rate: int) -> None:
    edition, _ = case
    assert wants_second_signature(edition, rate) <= wants_second_signature(edition, rate + 1)


@given(cases(), st.data())
def test_one_question_is_told_the_same_alone_and_in_the_whole(case: Case, data: st.DataObject) -> None:
    edition, facts = case
    question = edition.questions[data.draw(st.sampled_from(sorted(edition.questions)))]
    answer = data.draw(raw_answers(question))
    if not isinstance(answer, str):
        whole = as_options(edition, replace(facts, answers={question.id: answer}))
        assert whole == {question.id: stands_for(question, answer, AS_OF)}
