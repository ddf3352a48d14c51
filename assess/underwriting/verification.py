"""What an underwriter does with a case: claim, give verdicts, send back, decline, sign as the second.

One function is one use case and one transaction.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from assess import clock
from assess.cases import facts, lookup
from assess.errors import (
    CheckMissing,
    InvalidChoice,
    NotFound,
    NothingQueried,
    NotYours,
    ReasonMissing,
    SamePerson,
    Undecided,
)
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, Evidence, Staff, State, Subject, Verdict, VerdictKind
from assess.underwriting.presented import Presented
from scoring import as_options

GIVEN_ON = {
    Subject.ANSWER: frozenset(VerdictKind),
    Subject.FACT: frozenset(VerdictKind) - {VerdictKind.CORRECTED},
    Subject.CREDIT: frozenset(VerdictKind) - {VerdictKind.CORRECTED},
}


@dataclass(frozen=True)
class Finding:
    """What the underwriter enters for one item; `how_checked` stands in for a file of evidence."""

    subject: str
    item: str
    kind: str
    corrected_to: str | None = None
    reason: str = ""
    how_checked: str = ""


def case(public_id: str) -> Assessment:
    """Return a case that was handed in at least once; a draft is the company's own: raises NotFound."""
    found = lookup.find(public_id)
    if found.receipt is None:
        raise NotFound
    return found


def claim(public_id: str, underwriter: Staff) -> Assessment:
    """Take a case from the queue; raises NotYours where it came back to another underwriter."""
    assessment = lookup.take(public_id)
    if assessment.underwriter_id not in (None, underwriter.id):
        raise NotYours
    lookup.step(assessment, State.IN_REVIEW)
    assessment.underwriter = underwriter
    audit.append(assessment, underwriter.email, Action.CLAIMED)
    db.session.commit()
    return assessment


def give_verdict(public_id: str, underwriter: Staff, finding: Finding) -> Assessment:
    """Give the verdict on one item, or change it; a second signature given before is void then.

    Raises InvalidChoice, ReasonMissing, CheckMissing (docs/rules.md § 9), NotYours, WrongState.
    """
    assessment = _held(public_id, underwriter)
    _check(assessment, finding)
    key = (finding.subject, finding.item)
    verdict = facts.by_item(assessment).get(key)
    if verdict is None:
        verdict = Verdict(subject=finding.subject, item=finding.item)
        assessment.verdicts.append(verdict)
    corrected = finding.kind == VerdictKind.CORRECTED
    verdict.kind, verdict.corrected_to = finding.kind, finding.corrected_to if corrected else None
    verdict.reason, verdict.how_checked = finding.reason.strip(), finding.how_checked.strip()
    verdict.staff, verdict.given_at = underwriter, clock.now()
    assessment.countersigner = None
    audit.append(
        assessment, underwriter.email, Action.VERDICT, **{**vars(finding), "corrected_to": verdict.corrected_to}
    )
    db.session.commit()
    return assessment


def send_back(public_id: str, underwriter: Staff, presented: Presented | None = None) -> Assessment:
    """Send the queried items back to the company; raises NothingQueried, CaseChanged."""
    assessment = _held(public_id, underwriter, presented)
    queries = [key for key, verdict in facts.by_item(assessment).items() if verdict.kind == VerdictKind.QUERY]
    if not queries:
        raise NothingQueried
    lookup.step(assessment, State.RETURNED)
    audit.append(assessment, underwriter.email, Action.SENT_BACK, items=[list(key) for key in queries])
    db.session.commit()
    return assessment


def decline(public_id: str, underwriter: Staff, reason: str, presented: Presented | None = None) -> Assessment:
    """Close the case without a certificate; the company reads the reason. Raises ReasonMissing, CaseChanged."""
    assessment = _held(public_id, underwriter, presented)
    if not reason.strip():
        raise ReasonMissing
    lookup.step(assessment, State.DECLINED)
    assessment.closing_note = reason.strip()
    audit.append(assessment, underwriter.email, Action.DECLINED, reason=assessment.closing_note)
    db.session.commit()
    return assessment


def countersign(public_id: str, underwriter: Staff, presented: Presented | None = None) -> Assessment:
    """Sign as the second underwriter; raises SamePerson, CaseChanged, and Undecided while a verdict is missing."""
    assessment = lookup.take(public_id)
    lookup.require_state(assessment, State.IN_REVIEW)
    if assessment.underwriter_id == underwriter.id:
        raise SamePerson
    verified = facts.verified_result(assessment)
    if presented is not None:
        presented.require(assessment, verified.rate)
    open_items = facts.undecided(assessment)
    if open_items:
        raise Undecided(tuple(open_items))
    assessment.countersigner = underwriter
    audit.append(assessment, underwriter.email, Action.COUNTERSIGNED, rate=verified.rate)
    db.session.commit()
    return assessment


def _held(public_id: str, underwriter: Staff, presented: Presented | None = None) -> Assessment:
    assessment = lookup.take(public_id)
    lookup.require_state(assessment, State.IN_REVIEW)
    if assessment.underwriter_id != underwriter.id:
        raise NotYours
    if presented is not None:
        presented.require(assessment)
    return assessment


def _check(assessment: Assessment, finding: Finding) -> None:
    if (finding.subject, finding.item) not in facts.items(assessment):
        raise InvalidChoice("item", finding.item)
    if finding.kind not in GIVEN_ON[Subject(finding.subject)]:
        raise InvalidChoice("verdict", finding.kind)
    if finding.kind != VerdictKind.CONFIRMED and not finding.reason.strip():
        raise ReasonMissing
    if finding.subject == Subject.ANSWER:
        _check_answer(assessment, finding)


def _check_answer(assessment: Assessment, finding: Finding) -> None:
    question = facts.edition_of(assessment).questions[finding.item]
    stated = as_options(facts.edition_of(assessment), facts.under_review(assessment))[finding.item]
    if finding.kind == VerdictKind.CORRECTED and (
        finding.corrected_to not in question.options or finding.corrected_to == stated
    ):
        raise InvalidChoice("corrected_to", str(finding.corrected_to))
    if finding.kind == VerdictKind.CONFIRMED and question.evidence_required and not _shown(assessment, finding):
        raise CheckMissing


def _shown(assessment: Assessment, finding: Finding) -> bool:
    """Say whether more than the company's word stands behind an answer: a note of a check, or a file."""
    if finding.how_checked.strip():
        return True
    files = sa.select(Evidence.id).where(
        Evidence.assessment_id == assessment.id,
        Evidence.subject == Subject.ANSWER,
        Evidence.item == finding.item,
    )
    return db.session.scalar(files.limit(1)) is not None
