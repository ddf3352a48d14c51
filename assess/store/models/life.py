"""The life of an assessment: one table of steps, and nothing else decides (docs/design.md § 4)."""

from enum import StrEnum


class State(StrEnum):
    """Where an assessment stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    CERTIFIED = "certified"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STEPS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.IN_REVIEW: frozenset({State.CERTIFIED, State.DECLINED, State.RETURNED}),
    State.RETURNED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.CERTIFIED: frozenset(),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

EDITABLE = frozenset({State.DRAFT, State.RETURNED})
"""The states in which the company may change its answers."""
