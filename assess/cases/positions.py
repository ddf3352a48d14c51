"""Which facts count for a case today."""

from assess.cases import facts
from assess.store.models import Assessment, Basis
from scoring import Facts


def counting(case: Assessment, own: bool = False) -> Facts:
    """Return the facts that count: for the company itself, which sees what it writes, or for all others."""
    return facts.verified(case) if case.basis(own) is Basis.VERIFIED else said(case, own)


def said(case: Assessment, own: bool = False) -> Facts:
    """Return what the company says, whatever an underwriter found: as declared, or while it may change it as it is."""
    return facts.stated(case) if case.basis(own) is Basis.STATED else facts.under_review(case)
