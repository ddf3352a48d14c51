"""What an underwriter does with a case: claim, give verdicts, send back, decline, sign as the second.

One function is one use case and one transaction.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from assess import clock
from assess.cases import facts, identity, lookup
from assess.errors import InvalidChoice, NotFound
from assess.errors.underwriting import (
    CheckMissing,
    NoCorrection,
    NothingQueried,
    NotYours,
    ReasonMissing,
    RemarksMissing,
    Undecided,
    Unshown,
)
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, Staff, State, Subject, Verdict, VerdictKind
from assess.underwriting import hands, matters, progress, showing, signatures
from assess.underwriting.presented import Presented
from scoring import (
    Answer,
    Question,
    RawAnswer,
    RecordedVerdict,
    Told,
    particulars_faults,
    plain_answer,
    plain_told,
    stands_for,
)

_WORD = 80
"""Letters of what is kept of a correction in a word."""

GIVEN_ON = {
    Subject.ANSWER: frozenset(VerdictKind),
    Subject.FACT: frozenset(VerdictKind) - {VerdictKind.CORRECTED},
    Subject.CREDIT: frozenset(VerdictKind) - {VerdictKind.CORRECTED},
    Subject.PARTICULAR: frozenset(VerdictKind),
    Subject.IDENTITY: frozenset(VerdictKind),
}


@dataclass(frozen=True)
class Finding:
    """What the underwriter enters for one item; `how_checked` stands in for a file of evidence.

    `corrected_to` is the right answer, an option or a raw one, what is right of a particular, or a name or number.
    """

    subject: str
    item: str
    kind: str
    corrected_to: Answer | Told | None = None
    reason: str = ""
    how_checked: str = ""


def case(public_id: str) -> Assessment:
    """Return a case that was handed in at least once; a draft is the company's own: raises NotFound."""
    found = lookup.find(public_id)
    if found.receipt is None:
        raise NotFound
    return found


def claim(public_id: str, underwriter: Staff) -> Assessment:
    """Take a case from the queue; raises NotYours where it came back to another underwriter, WrongState."""
    assessment = lookup.take(public_id)
    signatures.require_underwriter(underwriter)
    if assessment.underwriter_id not in (None, underwriter.id):
        raise NotYours
    lookup.require_state(assessment, State.SUBMITTED)
    lookup.step(assessment, State.IN_REVIEW)
    assessment.underwriter = underwriter
    audit.append(assessment, underwriter.email, Action.CLAIMED)
    progress.keep(assessment)
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
    right = _right(assessment, finding)
    verdict.kind, verdict.corrected_to, verdict.corrected_raw = finding.kind, right.word, right.raw
    verdict.reason, verdict.how_checked = finding.reason.strip(), finding.how_checked.strip()
    verdict.staff, verdict.given_at = underwriter, clock.now()
    assessment.countersigner = None
    exact = {} if right.raw is None else {"corrected_raw": right.raw}
    audit.append(
        assessment, underwriter.email, Action.VERDICT, **{**vars(finding), "corrected_to": right.word}, **exact
    )
    progress.keep(assessment)
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
    progress.keep(assessment)
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
    """Sign as the second underwriter.

    Raises SamePerson, LeadWanted, NotAllowed, CaseChanged, Undecided, RemarksMissing, Unshown.
    """
    assessment = lookup.take(public_id)
    lookup.require_state(assessment, State.IN_REVIEW)
    signatures.require_signer(assessment, underwriter)
    verified = facts.verified_result(assessment)
    if presented is not None:
        presented.require(assessment, verified.rate)
    open_items = facts.undecided(assessment)
    if open_items:
        raise Undecided(tuple(open_items))
    unsaid = matters.missing(assessment)
    if unsaid:
        raise RemarksMissing(tuple(unsaid))
    unshown = showing.unshown(assessment)
    if unshown:
        raise Unshown(tuple(unshown))
    assessment.countersigner = underwriter
    audit.append(assessment, underwriter.email, Action.COUNTERSIGNED, rate=verified.rate)
    progress.keep(assessment)
    db.session.commit()
    return assessment


def _held(public_id: str, underwriter: Staff, presented: Presented | None = None) -> Assessment:
    assessment = hands.held(public_id, underwriter)
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
    if finding.subject == Subject.PARTICULAR and finding.kind == VerdictKind.CORRECTED:
        _check_particular(assessment, finding)
    if finding.subject == Subject.IDENTITY:
        _check_identity(assessment, finding)
        return
    final = finding.kind != VerdictKind.QUERY
    if final and not finding.how_checked.strip() and showing.wants(assessment, _recorded(finding)):
        raise CheckMissing


class _Right(NamedTuple):
    """What an item is corrected to: in a word, and as a facts file writes it where a word is not enough."""

    word: str | None = None
    raw: Any = None


def _right(assessment: Assessment, finding: Finding) -> _Right:
    right = finding.corrected_to
    if finding.kind != VerdictKind.CORRECTED or right is None:
        return _Right()
    if isinstance(right, Told):
        return _Right(str(right.value)[:_WORD], plain_told(right))
    if isinstance(right, str):
        return _Right(right[:_WORD], right) if finding.subject == Subject.IDENTITY else _Right(right)
    question = facts.edition_of(assessment).questions[finding.item]
    return _Right(stands_for(question, right, clock.today()), plain_answer(right))


def _check_particular(assessment: Assessment, finding: Finding) -> None:
    book, right = facts.edition_of(assessment), finding.corrected_to
    stated = facts.under_review(assessment).particulars[finding.item]
    if not isinstance(right, Told) or right == stated or any(particulars_faults({finding.item: right}, book)):
        raise InvalidChoice("corrected_to", str(right))


def _check_identity(assessment: Assessment, finding: Finding) -> None:
    """Refuse what no company can be called, and to leave out more than a corporate number that was given."""
    stated, right = identity.declared(assessment)[finding.item], finding.corrected_to
    if finding.kind == VerdictKind.REJECTED and (finding.item != identity.NUMBER or stated is None):
        raise InvalidChoice("verdict", finding.kind)
    if finding.kind != VerdictKind.CORRECTED:
        return
    if not isinstance(right, str) or right == stated or not identity.may_be(finding.item, right):
        raise NoCorrection("corrected_to", str(right))


def _check_answer(assessment: Assessment, finding: Finding) -> None:
    """Refuse a correction to no answer of the question, and one to what the company says; raises InvalidChoice."""
    question = facts.edition_of(assessment).questions[finding.item]
    if finding.kind != VerdictKind.CORRECTED:
        return
    right, stated = finding.corrected_to, facts.under_review(assessment).answers[finding.item]
    if isinstance(right, str):
        known = right in question.options and right != _stands_for(question, stated)
    else:
        known = isinstance(right, RawAnswer) and right != stated and _stands_for(question, right) is not None
    if not known:
        raise InvalidChoice("corrected_to", str(right))


def _stands_for(question: Question, answer: Answer) -> str | None:
    try:
        return answer if isinstance(answer, str) else stands_for(question, answer, clock.today())
    except KeyError:
        return None


def _recorded(finding: Finding) -> RecordedVerdict:
    """The finding in the form of the rules, to be tried before it is kept."""
    return RecordedVerdict(
        subject=finding.subject,  # type: ignore[arg-type]  # it is that of an item of the case
        item=finding.item,
        kind=finding.kind,  # type: ignore[arg-type]  # a query is tried by nobody
        on=clock.today(),
        corrected_to=finding.corrected_to if finding.kind == VerdictKind.CORRECTED else None,
    )
