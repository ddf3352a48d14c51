"""Where a case stands today: which facts count, what they rest on, and how its certificate stands."""

from dataclasses import dataclass

from assess import clock
from assess.cases import facts
from assess.store.models import Assessment, Basis, Standing
from scoring import Facts


@dataclass(frozen=True)
class Position:
    """The facts that count for a case today. `standing` is None where there is no certificate."""

    facts: Facts
    basis: Basis
    standing: Standing | None

    @property
    def verified(self) -> bool:
        """Say whether an underwriter has verified these facts and that still holds."""
        return self.standing is not None and self.standing.in_force


def position(case: Assessment, own: bool = False) -> Position:
    """Say where a case stands: for the company itself, which sees what it writes, or for all others."""
    basis = case.basis(own)
    if basis is Basis.VERIFIED:
        counting = facts.verified(case)
    elif basis is Basis.DECLARED:
        counting = facts.under_review(case)
    else:
        counting = facts.stated(case)
    return Position(counting, basis, case.standing(clock.today()))


def said(case: Assessment, own: bool = False) -> Facts:
    """Return what the company says, whatever an underwriter found: as declared, or while it may change it as it is."""
    return facts.stated(case) if case.basis(own) is Basis.STATED else facts.under_review(case)
