"""Answers that can hardly be true together, by the edition's own rules (docs/rules.md § 1, Contradictions).

They bear on no score and no rate: a reason to look twice, never a verdict.
"""

from collections.abc import Mapping

from ..editions.edition import UNKNOWN, Contradiction, Edition
from .facts import Facts
from .particulars import is_told_of, meets
from .standing import as_options


def contradictions_in(edition: Edition, facts: Facts) -> tuple[Contradiction, ...]:
    """The rules of the edition that fire on the facts, in its order. The facts are such that `evaluate` takes them."""
    answers = as_options(edition, facts)
    return tuple([rule for rule in edition.contradictions.values() if _fires(rule, edition, facts, answers)])


def _fires(rule: Contradiction, edition: Edition, facts: Facts, answers: Mapping[str, str]) -> bool:
    return (
        all(facts.profile[fact] is value for fact, value in rule.facts.items())
        and all((credit in facts.credits) is held for credit, held in rule.credits.items())
        and all(_is_told(edition, facts, particular, value) for particular, value in rule.particulars.items())
        and all(_stands(rule, edition, facts, answers, question, o, 1) for question, o in rule.at_least.items())
        and all(_stands(rule, edition, facts, answers, question, o, -1) for question, o in rule.at_most.items())
    )


def _is_told(edition: Edition, facts: Facts, particular: str, value: str | int) -> bool:
    entry, told = edition.particulars[particular], facts.particulars.get(particular)
    return told is not None and is_told_of(entry, facts.profile) and meets(entry, told, value)


def _stands(
    rule: Contradiction,
    edition: Edition,
    facts: Facts,
    answers: Mapping[str, str],
    question: str,
    option: str,
    direction: int,
) -> bool:
    """Whether an answer stands at an option or beyond it. What is not asked counts if the rule is about just that."""
    entry, answer = edition.questions[question], answers.get(question)
    fact = entry.applies_if
    if answer in (None, UNKNOWN) or (fact is not None and not facts.profile[fact] and fact not in rule.facts):
        return False
    order = list(entry.options)
    return (order.index(str(answer)) - order.index(option)) * direction >= 0
