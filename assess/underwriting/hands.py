"""In whose hands a case is: only who holds it goes on with it."""

from assess.cases import lookup
from assess.errors.underwriting import NotYours
from assess.store.models import Assessment, Staff, State


def held(public_id: str, underwriter: Staff, state: State = State.IN_REVIEW) -> Assessment:
    """Take a case that stands in a state and that the underwriter holds; raises NotFound, WrongState, NotYours."""
    assessment = lookup.take(public_id)
    lookup.require_state(assessment, state)
    if assessment.underwriter_id != underwriter.id:
        raise NotYours
    return assessment
