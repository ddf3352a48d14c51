"""Which items want more than the company's word, and whether it is there (docs/rules.md § 9)."""

import sqlalchemy as sa

from assess.cases import facts
from assess.cases.facts import ItemKey
from assess.extensions import db
from assess.store.models import Assessment, Evidence, Subject, Verdict, VerdictKind
from assess.underwriting.betterment import bettering
from scoring import Edition, RecordedVerdict


def required(book: Edition, key: ItemKey) -> bool:
    """Say whether the edition wants a file or a check before the item is confirmed."""
    subject, item = key
    if subject == Subject.ANSWER:
        return book.questions[item].evidence_required
    if subject == Subject.FACT:
        return book.profile[item].evidence_required
    return subject == Subject.CREDIT and book.credits[item].evidence_required


def wants(assessment: Assessment, verdict: RecordedVerdict) -> bool:
    """Say whether a verdict, were it given, would need a check because there is no file for its item."""
    key = (verdict.subject, verdict.item)
    others = [each for each in facts.final_verdicts(assessment) if (each.subject, each.item) != key]
    confirms = verdict.kind == "confirmed" and required(facts.edition_of(assessment), key)
    return (confirms or key in bettering(assessment, [*others, verdict])) and key not in _with_file(assessment)


def unshown(assessment: Assessment) -> list[ItemKey]:
    """List the items decided by verdicts that want a file or a check, and have neither as things stand now."""
    book, better = facts.edition_of(assessment), set(bettering(assessment))
    open_ = [
        key
        for key, verdict in facts.by_item(assessment).items()
        if not verdict.how_checked and (key in better or _confirms(book, key, verdict))
    ]
    files = _with_file(assessment) if open_ else frozenset()
    return [key for key in facts.items(assessment) if key in open_ and key not in files]


def _confirms(book: Edition, key: ItemKey, verdict: Verdict) -> bool:
    return verdict.kind == VerdictKind.CONFIRMED and required(book, key)


def _with_file(assessment: Assessment) -> frozenset[ItemKey]:
    """The items for which the company added a file."""
    chosen = sa.select(Evidence.subject, Evidence.item).where(Evidence.assessment_id == assessment.id).distinct()
    return frozenset((row.subject, row.item) for row in db.session.execute(chosen))
