"""The life of an assessment: one table, and nothing else decides what a state means (docs/design.md § 4)."""

from dataclasses import dataclass
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


class Turn(StrEnum):
    """Whose turn it is: the company's, which may change its answers then; an underwriter's; nobody's any more."""

    COMPANY = "company"
    UNDERWRITER = "underwriter"
    NOBODY = "nobody"


class Basis(StrEnum):
    """What the result that is shown of a case rests on."""

    STATED = "stated"
    """What the company says at this moment, declared or not."""
    DECLARED = "declared"
    """What it declared when it last handed in."""
    VERIFIED = "verified"
    """What an underwriter found; whether that still holds, the certificate says."""


@dataclass(frozen=True)
class Phase:
    """What holds in one state. Words for it are in `texts/states.py`."""

    turn: Turn
    steps: frozenset[State] = frozenset()
    """The states that may follow."""
    only_asked: bool = False
    """Whether the company may change no more than what an underwriter asks about."""
    verified: bool = False
    """Whether the underwriter's findings are the result."""

    @property
    def editable(self) -> bool:
        """Say whether the company may change its answers."""
        return self.turn is Turn.COMPANY

    @property
    def closed(self) -> bool:
        """Say whether it is over."""
        return self.turn is Turn.NOBODY


LIFE: dict[State, Phase] = {
    State.DRAFT: Phase(Turn.COMPANY, frozenset({State.SUBMITTED, State.WITHDRAWN})),
    State.SUBMITTED: Phase(Turn.UNDERWRITER, frozenset({State.IN_REVIEW, State.WITHDRAWN})),
    State.IN_REVIEW: Phase(
        Turn.UNDERWRITER, frozenset({State.CERTIFIED, State.DECLINED, State.RETURNED, State.SUBMITTED})
    ),
    State.RETURNED: Phase(
        Turn.COMPANY, frozenset({State.SUBMITTED, State.WITHDRAWN, State.IN_REVIEW}), only_asked=True
    ),
    State.CERTIFIED: Phase(Turn.NOBODY, verified=True),
    State.DECLINED: Phase(Turn.NOBODY),
    State.WITHDRAWN: Phase(Turn.NOBODY),
}


def states(turn: Turn) -> list[State]:
    """List the states in which it is somebody's turn."""
    return [state for state, phase in LIFE.items() if phase.turn is turn]
