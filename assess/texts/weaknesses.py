"""Which weaknesses are called so, and which are only what can still grow."""

from scoring import Edition, Weakness

GROWING_FROM = 70
"""From this percent of a question's points on, nobody would call the answer a weakness."""


def is_growing(edition: Edition, weakness: Weakness) -> bool:
    """Say whether the answer is good already, though not the best."""
    weight = edition.questions[weakness.question].weight
    return 100 * weight - weakness.lost >= GROWING_FROM * weight
