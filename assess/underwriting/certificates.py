"""Certificates: the decision to issue, taking one back, finding one, and the file that is handed out.

One function is one use case and one transaction.
"""

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from assess import clock
from assess.cases import facts, identity, lookup
from assess.errors import CertificateRevoked, NotFound
from assess.errors.underwriting import (
    NotEligible,
    ReasonMissing,
    RemarksMissing,
    SecondSignatureMissing,
    Undecided,
    Unshown,
)
from assess.extensions import db
from assess.papers.press import Press
from assess.store import audit, codes, numbers
from assess.store.models import Action, Assessment, Certificate, IssuedFile, Staff, Standing, State, Subject
from assess.underwriting import hands, lineages, matters, showing, signatures
from assess.underwriting.presented import Presented
from scoring import Issue, RecordedDeclaration, Result, build_record, canonical, digest


@dataclass(frozen=True)
class Shown:
    """What anyone may learn of a certificate: never its answers."""

    number: str
    company: str
    plan: str
    tier: str
    rate: int
    issued_on: date
    expires_on: date
    edition: str
    record_sha256: str
    status: Standing
    since: date
    followed_by: str | None

    def as_json(self) -> dict[str, Any]:
        """Return it with days in ISO 8601."""
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(self).items()}


def issue(public_id: str, underwriter: Staff, presented: Presented | None = None) -> Certificate:
    """Take the decision: certificate, decision record and state in one transaction.

    The rate is computed here and now from the verified answers, and from nothing else; where it is not what was
    presented, nothing is issued. Raises NotYours, WrongState, CaseChanged, OthersReplaced, Undecided,
    RemarksMissing, NotEligible, Unshown, SecondSignatureMissing, NotAllowed.
    """
    assessment = hands.held(public_id, underwriter)
    signatures.require_underwriter(underwriter)
    today = clock.today()
    verified = facts.verified_result(assessment, today)
    if presented is not None:
        presented.require(assessment, verified.rate)
        presented.require_replaced(paper.number for paper in replaced(assessment))
    _refuse_unready(assessment, verified)
    certificate = _write(assessment, underwriter, verified, today)
    audit.append(
        assessment,
        underwriter.email,
        Action.ISSUED,
        number=certificate.number,
        rate=certificate.rate,
        record=certificate.record_sha256,
    )
    lookup.step(assessment, State.CERTIFIED)
    _supersede(certificate, assessment, underwriter.email)
    db.session.commit()
    return certificate


def replaced(assessment: Assessment) -> list[Certificate]:
    """List the certificates in force whose place a certificate of this case takes, oldest first."""
    today = clock.today()
    return [paper for paper in _followed(assessment) if paper.standing(today).in_force]


def _followed(assessment: Assessment) -> list[Certificate]:
    """The company's certificates for the same plan from other cases: of its lineage, or with its corporate number."""
    older = (
        sa.select(Certificate)
        .join(Certificate.assessment)
        .where(
            lineages.same_company(assessment),
            Certificate.plan == assessment.declared_plan,
            Certificate.assessment_id != assessment.id,
            Certificate.superseded_by_id.is_(None),
        )
    )
    return list(db.session.scalars(older.order_by(Certificate.id)))


def revoke(number: str, underwriter: Staff, reason: str, presented: Presented | None = None) -> Certificate:
    """Take a certificate back for good; the first reason stands. Raises NotFound, ReasonMissing, CaseChanged."""
    if not reason.strip():
        raise ReasonMissing
    certificate = find(number)
    assessment = lookup.take(certificate.assessment.public_id)
    if presented is not None:
        presented.require(assessment)
    if certificate.revoked_at is not None:
        db.session.rollback()
        return certificate
    certificate.revoked_at, certificate.revocation_reason = clock.now(), reason.strip()
    audit.append(assessment, underwriter.email, Action.REVOKED, number=number, reason=reason.strip())
    db.session.commit()
    return certificate


def find(number: str) -> Certificate:
    """Return the certificate with this number; raises NotFound."""
    found = db.session.scalar(sa.select(Certificate).where(Certificate.number == number))
    if found is None:
        raise NotFound
    return found


def check(code: str) -> Shown | None:
    """Return what anyone may learn of the certificate with this code, or None where there is none."""
    return _shown(db.session.scalar(sa.select(Certificate).where(Certificate.code == code)))


def recognise(sha256: str) -> Shown | None:
    """Return what anyone may learn of the certificate for which the file with this SHA-256 was issued, or None."""
    issued = sa.select(Certificate).join(IssuedFile.certificate).where(IssuedFile.sha256 == sha256)
    return _shown(db.session.scalar(issued))


def _shown(found: Certificate | None) -> Shown | None:
    if found is None:
        return None
    today = clock.today()
    return Shown(
        number=found.number,
        company=found.company_name,
        plan=found.plan,
        tier=found.tier,
        rate=found.rate,
        issued_on=found.issued_on,
        expires_on=found.expires_on,
        edition=found.assessment.edition,
        record_sha256=found.record_sha256,
        status=found.standing(today),
        since=found.since(today),
        followed_by=found.superseded_by.number if found.superseded_by else None,
    )


def file(certificate: Certificate, language: str, press: Press) -> bytes:
    """Return the signed PDF, made and stored at the first request and served as stored ever after.

    Raises CertificateRevoked where none was made before it was revoked: none is made after.
    """
    stored = _stored(certificate, language)
    if stored is not None:
        return stored
    if certificate.standing(clock.today()) is Standing.REVOKED:
        raise CertificateRevoked
    content = press.certificate(certificate.record, certificate.code, language)
    made = IssuedFile(
        sha256=hashlib.sha256(content).hexdigest(),
        certificate_id=certificate.id,
        language=language,
        content=content,
        made_at=clock.now(),
    )
    db.session.add(made)
    try:
        db.session.commit()
    except IntegrityError:
        # Two first requests at once: the one that was stored first is the file, for both.
        db.session.rollback()
        return _stored(certificate, language) or content
    return content


def _stored(certificate: Certificate, language: str) -> bytes | None:
    chosen = sa.select(IssuedFile.content).where(
        IssuedFile.certificate_id == certificate.id, IssuedFile.language == language
    )
    return db.session.scalar(chosen)


def _refuse_unready(assessment: Assessment, verified: Result) -> None:
    missing = facts.undecided(assessment)
    if missing:
        raise Undecided(tuple(missing))
    unsaid = matters.missing(assessment)
    if unsaid:
        raise RemarksMissing(tuple(unsaid))
    if verified.rate == 0:
        raise NotEligible
    unshown = showing.unshown(assessment)
    if unshown:
        raise Unshown(tuple(unshown))
    unsigned = signatures.unmet(assessment)
    if unsigned:
        raise SecondSignatureMissing(tuple(unsigned))


def _write(assessment: Assessment, underwriter: Staff, verified: Result, issued_on: date) -> Certificate:
    book = facts.edition_of(assessment)
    number = numbers.certificate(issued_on.year)
    expires_on = clock.months_after(issued_on, book.validity.certificate_months)
    who = identity.judged(assessment)
    record = _record(assessment, underwriter, number, issued_on, expires_on)
    certificate = Certificate(
        number=number,
        code=codes.make(codes.PRINTED),
        assessment=assessment,
        company_name=who[identity.NAME],
        corporate_number=who[identity.NUMBER],
        plan=assessment.declared_plan,
        tier=verified.tier,
        rate=verified.rate,
        issued_on=issued_on,
        expires_on=expires_on,
        record=canonical(record).decode(),
        record_sha256=digest(record),
        issued_by=underwriter,
        revocation_reason="",
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def _record(
    assessment: Assessment, underwriter: Staff, number: str, issued_on: date, expires_on: date
) -> dict[str, Any]:
    declared, who = assessment.declarations[-1], identity.judged(assessment)
    signers = [person for person in (underwriter, assessment.countersigner) if person is not None]
    issue = Issue(
        number=number,
        company=str(who[identity.NAME]),
        company_number=who[identity.NUMBER],
        declaration=RecordedDeclaration(
            name=declared.name,
            title=declared.title,
            at=declared.declared_at.astimezone(clock.JAPAN).isoformat(timespec="seconds"),
            wording=declared.wording_version,
        ),
        underwriters=tuple(person.name for person in signers),
        issued_on=issued_on,
        expires_on=expires_on,
    )
    given = {(verdict.subject, verdict.item): verdict for verdict in facts.final_verdicts(assessment)}
    # Format 1 of the record tells who the company is, and holds no verdicts on it (docs/rules.md § 10).
    verdicts = [given[key] for key in facts.items(assessment) if key[0] != Subject.IDENTITY]  # type: ignore[index]
    said = facts.under_review(assessment)
    # Days are judged as of the decision (docs/rules.md § 9), and the record computes its result from that day.
    judged = said if said.as_of is None else replace(said, as_of=issued_on)
    return build_record(facts.edition_of(assessment), judged, verdicts, issue)


def _supersede(newer: Certificate, assessment: Assessment, actor: str) -> None:
    """A company has one valid certificate a plan: the newest.

    Each that is replaced has an event in the log of its own case.
    """
    older = [(paper.number, paper.assessment.public_id) for paper in _followed(assessment)]
    for old_number, public_id in older:
        db.session.flush()
        case = lookup.take(public_id)
        find(old_number).superseded_by = newer
        audit.append(case, actor, Action.SUPERSEDED, number=old_number, by=newer.number)
