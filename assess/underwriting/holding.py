"""Who works on a case: the next one taken, one given back to the queue, one called back from its company.

One function is one use case and one transaction.
"""

from assess.cases import lookup
from assess.errors import WrongState
from assess.errors.underwriting import NotYours
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, Staff, State
from assess.underwriting import hands, progress, queues, verification


def claim_next(underwriter: Staff) -> Assessment | None:
    """Take the case that waits longest, or None where none waits; one that a colleague takes meanwhile is passed."""
    passed: set[str] = set()
    while (public_id := queues.next_waiting(passed)) is not None:
        try:
            return verification.claim(public_id, underwriter)
        except (NotYours, WrongState):
            db.session.rollback()
            passed.add(public_id)
    return None


def release(public_id: str, underwriter: Staff) -> Assessment:
    """Give a case back to the queue, its verdicts stay; raises NotYours, WrongState."""
    assessment = hands.held(public_id, underwriter)
    lookup.step(assessment, State.SUBMITTED)
    assessment.underwriter = None
    assessment.countersigner = None
    audit.append(assessment, underwriter.email, Action.RELEASED)
    progress.keep(assessment)
    db.session.commit()
    return assessment


def recall(public_id: str, underwriter: Staff) -> Assessment:
    """Call back a case that was sent back, with its queries open; raises NotYours, WrongState.

    What the company changed meanwhile was not declared, and is not looked at until it is.
    """
    assessment = hands.held(public_id, underwriter, State.RETURNED)
    lookup.step(assessment, State.IN_REVIEW)
    audit.append(assessment, underwriter.email, Action.RECALLED)
    progress.keep(assessment)
    db.session.commit()
    return assessment
