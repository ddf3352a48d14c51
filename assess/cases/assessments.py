"""What a company does with its assessment as a whole: start, describe itself, declare, withdraw.

One function is one use case and one transaction.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from assess import clock
from assess.cases import facts, identity, lookup, particulars, queries
from assess.errors import InvalidChoice, NotAllowed, QueriesOpen, StaleDetails, Unanswered, Undeclared, Untold
from assess.extensions import db
from assess.store import audit, numbers
from assess.store.models import (
    Action,
    Assessment,
    Company,
    Declaration,
    Event,
    ProfileAnswer,
    State,
    Subject,
    VerdictKind,
)
from assess.texts import companies, editions
from assess.texts.declarations import WORDING_VERSION
from scoring import Edition, Result, evaluate

COMPANY = "company"


@dataclass(frozen=True)
class Details:
    """What decides which questions apply and what is estimated, and who the company is, by field.

    A plan may be chosen later, a profile fact (None) be found out later; `premium` is yen a year before the
    discount, `people` the head-count, with which costs for each person become yen. The declaration needs all that
    `undeclared` lists.
    """

    plan: str | None
    premium: int | None
    profile: Mapping[str, bool | None]
    company: Mapping[str, str | None] = field(default_factory=dict)
    people: int | None = None


def listed(public_ids: Sequence[str]) -> list[Assessment]:
    """Return the assessments with these ids, the latest started first."""
    chosen = sa.select(Assessment).where(Assessment.public_id.in_(public_ids)).order_by(Assessment.id.desc())
    return list(db.session.scalars(chosen)) if public_ids else []


def start(details: Details, language: str, edition: str | None = None, renewed: Assessment | None = None) -> Assessment:
    """Begin an assessment with the newest edition, or a named one; raises InvalidChoice for what it does not have.

    One that is `renewed` hands its lineage on: the two are one company's, whatever number it has.
    """
    book = editions.edition(edition) if edition else editions.latest()
    _check_details(book, details)
    public_id = secrets.token_hex(16)
    assessment = Assessment(
        public_id=public_id,
        lineage=renewed.lineage if renewed else public_id,
        company=Company(),
        edition=book.id,
        plan=details.plan,
        premium=details.premium,
        people=details.people,
        state=State.DRAFT,
        version=1,
        chain="",
        language=language,
        started_at=clock.now(),
        closing_note="",
        profile=[ProfileAnswer(fact=fact, value=details.profile[fact]) for fact in book.profile],
    )
    who = identity.describe(assessment, details.company)
    db.session.add(assessment)
    db.session.flush()
    began = {"edition": book.id, "plan": details.plan, "profile": dict(details.profile), "lineage": assessment.lineage}
    audit.append(assessment, COMPANY, Action.STARTED, **began, **who)
    db.session.commit()
    return assessment


def save_details(public_id: str, based_on: int, details: Details) -> Assessment:
    """Change the company's details, plan and profile; raises StaleDetails where another change came between, NotAllowed
    and IdentityFrozen for what was handed in and is not asked about.

    Answers to questions that no longer apply are kept: they count again when the fact is set back.
    """
    assessment = lookup.take_editable(public_id)
    _check_details(facts.edition_of(assessment), details)
    if _details_changed_since(assessment, based_on):
        raise StaleDetails
    if assessment.phase.only_asked:
        _check_returned(assessment, details)
    who = identity.describe(assessment, details.company)
    assessment.plan, assessment.premium, assessment.people = details.plan, details.premium, details.people
    for row in assessment.profile:
        row.value = details.profile[row.fact]
    audit.append(assessment, COMPANY, Action.DETAILS_SAVED, plan=details.plan, profile=dict(details.profile), **who)
    db.session.commit()
    return assessment


def submit(
    public_id: str,
    name: str,
    title: str,
    language: str,
    company: Mapping[str, str | None] | None = None,
    wording: str = WORDING_VERSION,
) -> Assessment:
    """Declare the answers in the words of a version, and hand them in, with what is said of the company by field.

    Raises Unanswered with the questions that are still open, Untold with the particulars, Undeclared while the
    plan, a profile fact or something about the company is missing, and QueriesOpen with the items at which the
    underwriter asked something and the company has said nothing since, IdentityFrozen as `identity.describe`. Who the
    company is, the declared facts and the result are kept as they stand now. A case that was sent back keeps its
    receipt and its underwriter, and the items it was sent back for wait for a new verdict.
    """
    assessment = lookup.take_editable(public_id)
    who = identity.describe(assessment, company or {})
    now = clock.now()
    said = facts.stated(assessment, clock.day_of(now))
    declared = evaluate(facts.edition_of(assessment), said)
    _refuse_incomplete(assessment, declared)
    lookup.step(assessment, State.SUBMITTED)
    assessment.receipt = assessment.receipt or numbers.receipt(clock.day_of(now).year)
    assessment.submitted_at = now
    assessment.verdicts = [verdict for verdict in assessment.verdicts if verdict.kind != VerdictKind.QUERY]
    signed = {"name": name, "title": title, "wording_version": wording, "language": language, "declared_at": now}
    result = {"result": declared.as_json(), "tier": declared.tier, "rate": declared.rate}
    declared_as = dict(identity.stated(assessment))
    assessment.declarations.append(Declaration(**signed, identity=declared_as, facts=facts.as_json(said), **result))
    told = {"receipt": assessment.receipt, "name": name, "title": title, "rate": declared.rate, "declared": declared_as}
    audit.append(assessment, COMPANY, Action.SUBMITTED, **told, **who)
    db.session.commit()
    return assessment


def _refuse_incomplete(assessment: Assessment, declared: Result) -> None:
    if declared.unanswered:
        raise Unanswered(declared.unanswered)
    if particulars.wanting(assessment):
        raise Untold(particulars.wanting(assessment))
    unsaid = queries.still_open(assessment)
    if unsaid:
        raise QueriesOpen(unsaid)
    if undeclared(assessment) or companies.missing(assessment.company):
        raise Undeclared


def undeclared(assessment: Assessment) -> tuple[str, ...]:
    """Name what an estimate assumes and a declaration must say: "plan", and the profile facts not known."""
    return ("plan",) * (assessment.plan is None) + facts.assumed(assessment).facts


def withdraw(public_id: str) -> Assessment:
    """Take the assessment back for good; raises WrongState once an underwriter is checking it."""
    assessment = lookup.take(public_id)
    lookup.step(assessment, State.WITHDRAWN)
    audit.append(assessment, COMPANY, Action.WITHDRAWN)
    db.session.commit()
    return assessment


def _check_details(book: Edition, details: Details) -> None:
    if details.plan is not None and details.plan not in book.plans:
        raise InvalidChoice("plan", details.plan)
    if set(details.profile) != set(book.profile):
        raise InvalidChoice("profile", ", ".join(sorted(details.profile)))


def _check_returned(assessment: Assessment, details: Details) -> None:
    queried = facts.queried(assessment, Subject.FACT)
    kept = all(details.profile[row.fact] == row.value for row in assessment.profile if row.fact not in queried)
    if not kept or details.plan != assessment.plan:
        raise NotAllowed


def _details_changed_since(assessment: Assessment, version: int) -> bool:
    later = sa.select(Event.id).where(
        Event.assessment_id == assessment.id, Event.sequence > version, Event.action == Action.DETAILS_SAVED
    )
    return db.session.scalar(later.limit(1)) is not None
