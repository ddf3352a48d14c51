"""How near the next loss is, and the free first steps beside the ways (docs/rules.md §§ 1, 7)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from assess.cli.population import KINDS, drawn
from scoring import EDGE, Edition, Facts, as_options, edges, evaluate, falls, first_steps, load_editions, read_facts

EDITIONS = load_editions(Path(__file__).parents[2] / "questionnaires")
FIRST, SECOND = EDITIONS["sme-cyber/2026-10"], EDITIONS["sme-cyber/2026-12"]


def facts(edition: Edition, answers: Mapping[str, object], **more: object) -> Facts:
    best = {question.id: list(question.options)[-1] for question in edition.questions.values()}
    said = {"edition": edition.id, "plan": "wide", "profile": dict.fromkeys(edition.profile, True)}
    return read_facts({**said, "answers": {**best, **answers}, **more}, EDITIONS)


@pytest.mark.parametrize("edition", [FIRST, SECOND], ids=lambda edition: edition.edition)
def test_a_fall_is_what_evaluate_gives_a_step_lower(edition: Edition) -> None:
    for company in drawn(edition, KINDS["better"], 20, seed=2):
        now = evaluate(edition, company).rate
        found = {fall.question: fall for fall in falls(edition, company)}
        for question, answer in as_options(edition, company).items():
            options = list(edition.questions[question].options)
            place = options.index(answer) if answer in options else 0
            lower = options[max(place - 1, 0)]
            then = evaluate(edition, replace(company, answers={**company.answers, question: lower})).rate
            assert now - then == (found[question].loses if question in found else 0)
            if question in found:
                assert found[question][1:4] == (answer, lower, then)


def test_the_deepest_fall_comes_first_and_an_edge_begins_at_ten_points() -> None:
    company = facts(SECOND, {})
    found = falls(SECOND, company)
    assert [fall.loses for fall in found] == sorted((fall.loses for fall in found), reverse=True)
    assert found[0][:4] == ("antivirus", "all", "most", 10)
    assert [fall for fall in found if fall.loses >= EDGE] == list(edges(SECOND, company))
    assert len(edges(SECOND, company)) < len(found)


def test_a_fall_of_just_ten_points_is_an_edge_and_one_of_nine_is_none() -> None:
    found = [fall for company in drawn(FIRST, KINDS["better"], 40, seed=1) for fall in edges(FIRST, company)]
    assert min(fall.loses for fall in found) == EDGE
    every = [fall.loses for company in drawn(SECOND, KINDS["better"], 80, seed=1) for fall in falls(SECOND, company)]
    assert {EDGE - 1} < set(every)


def test_who_has_no_discount_can_lose_none() -> None:
    worst = {question.id: next(iter(question.options)) for question in SECOND.questions.values()}
    assert falls(SECOND, facts(SECOND, worst)) == ()


def test_a_day_stands_a_step_lower_too() -> None:
    dated = facts(SECOND, {"restore-test": {"on": "2026-02-01"}}, as_of="2026-12-01")
    (fall,) = [fall for fall in edges(SECOND, dated) if fall.question == "restore-test"]
    assert (fall.from_, fall.to) == ("within-12-months", "within-24-months")


def test_the_free_first_step_says_what_it_gains_and_what_it_takes() -> None:
    (step,) = first_steps(SECOND, facts(SECOND, {"alert-watch": "daily"}))
    assert (step.credit, step.price.hours, step.price.first_year(None), step.gains) == ("security-action-2", 2, 0, 2)
    held = evaluate(SECOND, facts(SECOND, {"alert-watch": "daily"}, credits=["security-action-2"]))
    assert step.rate == held.rate


@pytest.mark.parametrize(
    ("answers", "credits"),
    [
        ({}, []),  # at the cap it adds nothing
        ({"alert-watch": "daily"}, ["security-action-2"]),  # it is held already
        ({"alert-watch": "daily"}, ["isms"]),  # it does not count beside a certification
    ],
)
def test_a_first_step_that_would_add_nothing_is_not_offered(answers: dict[str, object], credits: list[str]) -> None:
    assert first_steps(SECOND, facts(SECOND, answers, credits=credits)) == ()


def test_an_edition_without_costs_of_credits_offers_no_first_step() -> None:
    assert first_steps(FIRST, facts(FIRST, {"alert-watch": "daily"})) == ()
