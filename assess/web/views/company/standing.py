"""Where a case stands after it was handed in: what is asked back, and what the verdicts changed."""

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from assess.cases import facts
from assess.store.models import Assessment, State, Subject, Verdict, VerdictKind
from assess.texts.formats import text
from scoring import Edition, as_options


class Asked(NamedTuple):
    """A question of the underwriter to the company, and where it is answered."""

    name: str
    reason: str
    url: str


class Difference(NamedTuple):
    """An item on which the verified result does not rest as declared."""

    name: str
    declared: str
    verified: str
    reason: str


def reasons(assessment: Assessment, subject: Subject) -> dict[str, str]:
    """Return what the underwriter asks about items of one kind, by item; nothing unless it was sent back."""
    if assessment.state != State.RETURNED:
        return {}
    asked = (row for row in assessment.verdicts if row.subject == subject and row.kind == VerdictKind.QUERY)
    return {row.item: row.reason for row in asked}


def asked_back(assessment: Assessment) -> list[Asked]:
    """List what the underwriter asks, in the order of the edition; nothing unless it was sent back."""
    if assessment.state != State.RETURNED:
        return []
    given = facts.by_item(assessment)
    queries = [given[key] for key in facts.items(assessment) if key in given]
    book = facts.edition_of(assessment)
    return [
        Asked(_name(book, verdict), verdict.reason, _place(book, assessment, verdict))
        for verdict in queries
        if verdict.kind == VerdictKind.QUERY
    ]


def differences(assessment: Assessment) -> list[Difference]:
    """List what was corrected or not accepted, in the order of the edition."""
    given = facts.by_item(assessment)
    changed = [given[key] for key in facts.items(assessment) if key in given]
    return [
        _difference(assessment, verdict)
        for verdict in changed
        if verdict.kind in (VerdictKind.CORRECTED, VerdictKind.REJECTED)
    ]


def _difference(assessment: Assessment, verdict: Verdict) -> Difference:
    book, said = facts.edition_of(assessment), facts.stated(assessment)
    if verdict.subject == Subject.FACT:
        words = (_("No"), _("Yes"))
        was = said.profile[verdict.item]
        return Difference(_name(book, verdict), words[was], words[not was], verdict.reason)
    if verdict.subject == Subject.CREDIT:
        return Difference(_name(book, verdict), _("Counted"), _("Not counted"), verdict.reason)
    question = book.questions[verdict.item]
    after = verdict.corrected_to
    return Difference(
        _name(book, verdict),
        text(question.short_label(as_options(book, said)[verdict.item])),
        text(question.short_label(after)) if after else _("Not accepted (0 points)"),
        verdict.reason,
    )


def _name(book: Edition, verdict: Verdict) -> str:
    if verdict.subject == Subject.FACT:
        return text(book.profile[verdict.item].name)
    if verdict.subject == Subject.CREDIT:
        return text(book.credits[verdict.item].name)
    return text(book.questions[verdict.item].name)


def _place(book: Edition, assessment: Assessment, verdict: Verdict) -> str:
    aid = assessment.public_id
    if verdict.subject == Subject.FACT:
        return url_for("company.details", aid=aid, _anchor=f"profile-{verdict.item}-0")
    if verdict.subject == Subject.CREDIT:
        return url_for("company.credits", aid=aid, _anchor=verdict.item)
    domain = book.questions[verdict.item].domain
    return url_for("company.domain", aid=aid, domain=domain, _anchor=verdict.item)
