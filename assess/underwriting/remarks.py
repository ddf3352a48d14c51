"""The underwriter's word on what disagrees or is referred, without which nothing is issued (docs/rules.md § 1)."""

from assess import clock
from assess.cases import contradictions, facts, lookup
from assess.errors import InvalidChoice
from assess.errors.underwriting import NotYours, ReasonMissing
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, Matter, Remark, Staff, State

MatterKey = tuple[str, str]
"""A Matter, and the id of the contradiction or the particular."""


def wanted(assessment: Assessment) -> list[MatterKey]:
    """List on what a word is wanted: rules of the edition that fire on the facts as found, particulars referred."""
    book = facts.edition_of(assessment)
    if not book.contradictions and not book.particulars:
        return []
    fired = [found.rule for found in contradictions.find(book, facts.verified(assessment)) if found.rule]
    referred = facts.verified_result(assessment).refer
    return [
        *((Matter.CONTRADICTION.value, rule) for rule in fired),
        *((Matter.PARTICULAR.value, particular) for particular in referred),
    ]


def written(assessment: Assessment) -> dict[MatterKey, Remark]:
    """Return the words that stand, by their matter."""
    return {(row.matter, row.item): row for row in assessment.remarks}


def missing(assessment: Assessment) -> list[MatterKey]:
    """List on what a word is still wanted."""
    there = written(assessment)
    return [key for key in wanted(assessment) if key not in there]


def write(public_id: str, underwriter: Staff, key: MatterKey, text: str) -> Assessment:
    """Write a word, or another in its place; a second signature given before is void then.

    Raises InvalidChoice where none is wanted, ReasonMissing for an empty one, NotYours, WrongState.
    """
    assessment = lookup.take(public_id)
    lookup.require_state(assessment, State.IN_REVIEW)
    if assessment.underwriter_id != underwriter.id:
        raise NotYours
    if key not in wanted(assessment):
        raise InvalidChoice("matter", ":".join(key))
    if not text.strip():
        raise ReasonMissing
    row = written(assessment).get(key)
    if row is None:
        row = Remark(matter=key[0], item=key[1])
        assessment.remarks.append(row)
    row.text, row.staff, row.given_at = text.strip(), underwriter, clock.now()
    assessment.countersigner = None
    audit.append(assessment, underwriter.email, Action.REMARKED, matter=key[0], item=key[1], text=row.text)
    db.session.commit()
    return assessment
