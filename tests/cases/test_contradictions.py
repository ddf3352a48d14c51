"""Answers that can hardly be true together are pointed out, and others are not."""

from typing import Any

import pytest
from flask import Flask

from assess.cases import contradictions, facts
from assess.cases.contradictions import RULES, Rule
from assess.texts import editions
from scoring import Edition, Facts
from tests import builders

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def book(app: Flask) -> Edition:
    with app.app_context():
        return editions.latest()


def said(book: Edition, *, profile: dict[str, bool] | None = None, **answers: str) -> Facts:
    given = {question.replace("_", "-"): option for question, option in answers.items()}
    yes = dict.fromkeys(book.profile, True)
    return Facts(book.id, "wide", {**yes, **(profile or {})}, {**builders.best(book), **given})


def of_rule(rule: Rule) -> dict[str, Any]:
    return {question.replace("-", "_"): option for question, option in {**rule.at_least, **rule.at_most}.items()}


def test_the_best_answers_contradict_nothing(book: Edition) -> None:
    assert contradictions.find(book, said(book)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "-".join(rule.at_least))
def test_each_rule_speaks_of_options_of_the_edition_and_is_found(book: Edition, rule: Rule) -> None:
    for question, option in {**rule.at_least, **rule.at_most}.items():
        assert option in book.questions[question].options
    found = contradictions.find(book, said(book, **of_rule(rule)))
    assert rule.sentence in [finding.sentence for finding in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "-".join(rule.at_least))
def test_what_the_company_does_not_know_contradicts_nothing(book: Edition, rule: Rule) -> None:
    answers = {**of_rule(rule), **{question.replace("-", "_"): "unknown" for question in rule.at_most}}
    found = contradictions.find(book, said(book, **answers))
    assert rule.sentence not in [finding.sentence for finding in found]


def test_a_fact_that_became_no_after_its_question_was_answered_is_pointed_out(book: Edition) -> None:
    found = contradictions.find(book, said(book, profile={"remote_access": False}))
    assert [finding.items for finding in found] == [(("fact", "remote_access"),)]
    assert "社外からの多要素認証" in found[0].sentence.ja
    assert "asked only after a yes" in found[0].sentence.en


def test_a_fact_that_was_no_from_the_beginning_is_not(app: Flask) -> None:
    with app.app_context():
        book = editions.latest()
        case = builders.answered(profile=dict.fromkeys(book.profile, False))
        kept = dict(facts.stated(case).answers)
        asked = {question for question in kept if book.questions[question].applies_if is None}
        plain = Facts(book.id, "wide", dict.fromkeys(book.profile, False), {q: kept[q] for q in asked})
    assert contradictions.find(book, plain) == []
