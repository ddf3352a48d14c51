"""The options that the answers of some facts stand for (docs/rules.md § 2)."""

from collections.abc import Mapping
from functools import lru_cache

from ..editions.edition import Edition
from .answers import Thresholds, stands_at, thresholds_of
from .facts import Facts


def raw_as_options(edition: Edition, facts: Facts) -> dict[str, str]:
    """The option of each raw answer, by question. Raises KeyError where a question has no such answer."""
    thresholds, as_of = _thresholds(edition), facts.as_of
    return {
        question: stands_at(thresholds[question], answer, as_of)  # type: ignore[arg-type]  # no id is left
        for question, answer in facts.answers.items()
        if type(answer) is not str
    }


@lru_cache(maxsize=64)
def _thresholds(edition: Edition) -> Mapping[str, Thresholds]:
    return {question.id: thresholds_of(question) for question in edition.questions.values()}


def as_options(edition: Edition, facts: Facts) -> Mapping[str, str]:
    """Every answer as an option's id or "unknown". The facts are such that `evaluate` takes them."""
    return {**facts.answers, **raw_as_options(edition, facts)}  # type: ignore[dict-item]  # what is raw is replaced
