"""The options that the answers of some facts stand for (docs/rules.md § 2)."""

from collections.abc import Mapping

from ..editions.edition import Edition
from .answers import stands_for
from .facts import Facts


def raw_as_options(edition: Edition, facts: Facts) -> dict[str, str]:
    """The option of each raw answer, by question. Raises KeyError where a question has no such answer."""
    return {
        question: stands_for(edition.questions[question], answer, facts.as_of)
        for question, answer in facts.answers.items()
        if not isinstance(answer, str)
    }


def as_options(edition: Edition, facts: Facts) -> Mapping[str, str]:
    """Every answer as an option's id or "unknown". The facts are such that `evaluate` takes them."""
    return {**facts.answers, **raw_as_options(edition, facts)}  # type: ignore[dict-item]  # what is raw is replaced
