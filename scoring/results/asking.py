"""What asking may show: the facts as they would be if all that is unknown were done (docs/rules.md § 7)."""

from dataclasses import replace

from ..editions.edition import UNKNOWN, Edition
from .facts import Facts


def best_known(edition: Edition, facts: Facts) -> Facts:
    """The facts with the best option in place of every unknown answer."""
    unknown = [question for question, answer in facts.answers.items() if answer == UNKNOWN]
    best = {question: list(edition.questions[question].options)[-1] for question in unknown}
    return replace(facts, answers={**facts.answers, **best})
