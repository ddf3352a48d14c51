"""What each state of an assessment is called, to the company and to staff; `store/models/life.py` says what it is."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from assess.store.models import Basis, State
from assess.texts.marks import Mark


@dataclass(frozen=True)
class Notice:
    """What an agent is told of a client's case; `colour` as of a Mark, or "care"."""

    title: LazyString
    sentence: LazyString
    colour: str = "care"


@dataclass(frozen=True)
class StateWords:
    """The words for one state: marks for the company and for staff, and what the company's pages say of it.

    `title` and `lead` head the page on which the company sees where its case stands; a state without them is
    none that was handed in. `locked` says why the answers cannot be changed; `void`, why nothing comes of the rate.
    """

    company: Mark
    staff: Mark
    title: LazyString | None = None
    lead: LazyString | None = None
    locked: LazyString | None = None
    agent: Notice | None = None
    void: LazyString | None = None


_HANDED_IN = _l("The answers were handed in.")

STATES: dict[State, StateWords] = {
    State.DRAFT: StateWords(
        company=Mark(_l("Draft")),
        staff=Mark(_l("Draft")),
    ),
    State.SUBMITTED: StateWords(
        company=Mark(_l("Handed in"), "info"),
        staff=Mark(_l("Handed in"), "info"),
        title=_l("We have received your assessment"),
        lead=_l("An underwriter will check your answers. You need do nothing now."),
        locked=_HANDED_IN,
    ),
    State.IN_REVIEW: StateWords(
        company=Mark(_l("Being verified"), "info"),
        staff=Mark(_l("Being verified"), "info"),
        title=_l("An underwriter is checking your answers"),
        lead=_l("If anything needs explaining, the case comes back to you here with the question."),
        locked=_HANDED_IN,
    ),
    State.RETURNED: StateWords(
        company=Mark(_l("Questions for you"), "trial"),
        staff=Mark(_l("Sent back to the company"), "trial"),
        title=_l("The underwriter has a question"),
        lead=_l("Answer what was asked, then declare and hand in again."),
        agent=Notice(
            _l("The underwriter has questions"),
            _l("The company was asked about some answers. The result below is what it declared before."),
        ),
    ),
    State.CERTIFIED: StateWords(
        company=Mark(_l("Certified"), "good"),
        staff=Mark(_l("Certified"), "good"),
        title=_l("Your discount is certified"),
        lead=_l("An underwriter has verified your answers and issued the certificate."),
        locked=_HANDED_IN,
    ),
    State.DECLINED: StateWords(
        company=Mark(_l("Declined"), "wrong"),
        staff=Mark(_l("Declined"), "wrong"),
        title=_l("No certificate could be issued"),
        lead=_l("The underwriter closed the case for the reason below. You may start a new assessment at any time."),
        locked=_HANDED_IN,
        agent=Notice(
            _l("No certificate was issued"),
            _l("The underwriter closed the case; the company has the reason. The result below is what was declared."),
            "wrong",
        ),
        void=_l("No certificate was issued: this rate does not count"),
    ),
    State.WITHDRAWN: StateWords(
        company=Mark(_l("Withdrawn")),
        staff=Mark(_l("Withdrawn")),
        title=_l("The assessment was withdrawn"),
        lead=_l("It ends here. You may start a new one at any time."),
        locked=_l("The assessment was withdrawn."),
        agent=Notice(
            _l("The assessment was withdrawn"),
            _l("It ends here: no underwriter checks it, and no certificate comes of it."),
        ),
        void=_l("The assessment was withdrawn: this rate does not count"),
    ),
}

SHOWN_AS: dict[Basis, LazyString] = {
    Basis.STATED: _l("They are shown as they stood then."),
    Basis.DECLARED: _l("They are shown as they were declared."),
    Basis.VERIFIED: _l("They are shown as they were declared."),
}
"""Follows `locked`: what the company sees of answers that it can no longer change."""
