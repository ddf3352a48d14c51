"""What is said beside a rate: that it is an estimate, as declared, verified, or no longer good."""

from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from assess.store.models import Assessment, Basis, Certificate, State
from assess.texts.marks import Mark
from assess.texts.standings import STANDINGS, today
from assess.texts.states import STATES


class RateWords(NamedTuple):
    """The mark beside a rate, the same at length, and what the rate is.

    `counts` says whether it is certified today; `void` why it never will be, or no longer is, and is None while
    something can still come of it.
    """

    mark: Mark
    long: Mark
    label: LazyString
    counts: bool = False
    void: LazyString | None = None


_ESTIMATES = {
    Basis.STATED: Mark(_l("Estimate"), "trial"),
    Basis.DECLARED: Mark(_l("Estimate as declared"), "trial"),
}
_ESTIMATE_AT_LENGTH = Mark(_l("Estimate — answers not yet verified"), "trial")
_VERIFIED = Mark(_l("Verified by an underwriter"), "good")
_LABELS = {
    Basis.STATED: _l("Rate as it stood"),
    Basis.DECLARED: _l("Rate as declared"),
    Basis.VERIFIED: _l("Rate of the certificate"),
}


def words_of(case: Assessment, paper: Certificate | None, own: bool = False) -> RateWords:
    """Say what the rate of a case with that certificate, if any, is today; `own` as in `Assessment.basis`."""
    basis, standing = case.basis(own), today(paper)
    if standing is not None and standing.in_force:
        return RateWords(_VERIFIED, _VERIFIED, _l("Discount rate"), counts=True)
    if standing is not None:
        return _void(STANDINGS[standing].case, STANDINGS[standing].void, basis)
    words = STATES[State(case.state)]
    if words.void is not None:
        return _void(words.company if own else words.staff, words.void, basis)
    label = _l("Rate now") if basis is Basis.STATED else _LABELS[basis]
    return RateWords(_ESTIMATES[basis], _ESTIMATE_AT_LENGTH, label)


def _void(mark: Mark, void: LazyString | None, basis: Basis) -> RateWords:
    return RateWords(mark, Mark(void or mark.word, mark.colour), _LABELS[basis], void=void)
