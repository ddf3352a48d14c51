"""The underwriter's word on what disagrees or is referred, without which nothing is issued (docs/rules.md § 1)."""

from assess import clock
from assess.errors import InvalidChoice
from assess.errors.underwriting import ReasonMissing
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, Remark, Staff
from assess.underwriting import hands, matters, progress


def write(public_id: str, underwriter: Staff, key: matters.MatterKey, text: str) -> Assessment:
    """Write a word, or another in its place; a second signature given before is void then.

    Raises InvalidChoice where none is wanted, ReasonMissing for an empty one, NotYours, WrongState.
    """
    assessment = hands.held(public_id, underwriter)
    if key not in matters.wanted(assessment):
        raise InvalidChoice("matter", ":".join(key))
    if not text.strip():
        raise ReasonMissing
    row = matters.written(assessment).get(key)
    if row is None:
        row = Remark(matter=key[0], item=key[1])
        assessment.remarks.append(row)
    row.text, row.staff, row.given_at = text.strip(), underwriter, clock.now()
    assessment.countersigner = None
    audit.append(assessment, underwriter.email, Action.REMARKED, matter=key[0], item=key[1], text=row.text)
    progress.keep(assessment)
    db.session.commit()
    return assessment
