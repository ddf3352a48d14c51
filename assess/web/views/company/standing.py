"""Where a case stands after it was handed in: what is asked back, and what the verdicts changed."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _

from assess import clock
from assess.cases import facts, identity, queries
from assess.cases.facts import ItemKey
from assess.cases.queries import Query, Said
from assess.store.models import Assessment, State, Subject, Verdict, VerdictKind
from assess.texts import companies
from assess.texts.answers import answer_text
from assess.texts.formats import text
from assess.texts.particulars import told_in_words
from assess.texts.states import SHOWN_AS, STATES
from assess.web.forms.company import PREFIX
from assess.web.views.items import name_of
from scoring import Edition, Facts, Told


class Asked(NamedTuple):
    """A question of the underwriter to the company, where it is answered, and what the company said to it since.

    `reply_url` leads to where it is answered in words, for items that have no note.
    """

    name: str
    reason: str
    url: str
    reply_url: str | None
    open: bool
    since: list[str]


class Difference(NamedTuple):
    """An item on which the verified result does not rest as declared."""

    name: str
    declared: str
    verified: str
    reason: str


def reasons(assessment: Assessment, subject: Subject) -> dict[str, str]:
    """Return what the underwriter asks about items of one kind, by item; nothing unless it was sent back."""
    if not assessment.phase.only_asked:
        return {}
    asked = (row for row in assessment.verdicts if row.subject == subject and row.kind == VerdictKind.QUERY)
    return {row.item: row.reason for row in asked}


def why_locked(assessment: Assessment) -> LazyString | None:
    """Say why the answers cannot be changed; None while they can."""
    return STATES[State(assessment.state)].locked


def shown_as(assessment: Assessment) -> LazyString:
    """Say what the company sees of answers that it cannot change."""
    return SHOWN_AS[assessment.basis(own=True)]


def asked_back(assessment: Assessment) -> list[Asked]:
    """List what the underwriter asks, in the order of the edition; nothing unless it was sent back."""
    if not assessment.phase.only_asked:
        return []
    book = facts.edition_of(assessment)
    return [
        Asked(
            name_of(book, query.key),
            query.question,
            place_of(book, assessment, query.key),
            None if query.key[0] == Subject.ANSWER else reply_url(assessment, query.key),
            query.open,
            said_since(book, query),
        )
        for query in queries.listed(assessment)
    ]


def said_since(book: Edition, query: Query) -> list[str]:
    """Say, a sentence each, what the company did at the item of a query since it was asked."""
    told = []
    if query.declared != query.stated:
        before, after = (_in_words(book, query.key, said, clock.today()) for said in (query.declared, query.stated))
        told.append(_("Changed from “%(before)s” to “%(after)s”", before=before, after=after))
    if query.note:
        told.append(_("Your note: “%(note)s”", note=query.note))
    told += [_("File added: %(file)s", file=file) for file in query.files]
    told += [_("Your reply: “%(reply)s”", reply=reply) for reply in query.replies]
    if not query.applies:
        told.append(_("No longer asked, as what you said of the company has changed"))
    return told


def reply_url(assessment: Assessment, key: ItemKey) -> str:
    """Where a query is answered in words."""
    return url_for("company.reply", aid=assessment.public_id, subject=key[0], item=key[1])


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
    book, said = facts.edition_of(assessment), facts.under_review(assessment)
    name = name_of(book, (verdict.subject, verdict.item))
    if verdict.subject == Subject.IDENTITY:
        before, after = (who(assessment)[verdict.item] for who in (identity.declared, identity.judged))
        return Difference(name, companies.identified(before), companies.identified(after), verdict.reason)
    if verdict.subject == Subject.FACT:
        words = (_("No"), _("Yes"))
        was = said.profile[verdict.item]
        return Difference(name, words[was], words[not was], verdict.reason)
    if verdict.subject == Subject.CREDIT:
        return Difference(name, _("Counted"), _("Not counted"), verdict.reason)
    declared, found = _words_of(assessment, said), _words_of(assessment, facts.verified(assessment))
    key = (verdict.subject, verdict.item)
    gone = _("Not accepted") if verdict.subject == Subject.PARTICULAR else _("Not accepted (0 points)")
    after = found(key) if verdict.kind == VerdictKind.CORRECTED else gone
    return Difference(name, declared(key), str(after), verdict.reason)


def _words_of(assessment: Assessment, of: Facts) -> Callable[[ItemKey], str]:
    book = facts.edition_of(assessment)

    def words(key: ItemKey) -> str:
        subject, item = key
        said = of.particulars.get(item) if subject == Subject.PARTICULAR else of.answers.get(item)
        return _in_words(book, key, said, of.as_of)

    return words


def _in_words(book: Edition, key: ItemKey, said: Said, as_of: date | None) -> str:
    subject, item = key
    if subject == Subject.IDENTITY:
        return companies.identified(str(said) if said else None)
    if subject == Subject.FACT:
        return str(_("Yes") if said else _("No"))
    if subject == Subject.CREDIT:
        return str(_("Held") if said else _("Not held"))
    if subject == Subject.PARTICULAR:
        return told_in_words(book.particulars[item], said if isinstance(said, Told) else None)
    if said is None or isinstance(said, bool | Told):
        return str(_("Not answered"))
    return text(answer_text(book.questions[item], said, as_of))


def place_of(book: Edition, assessment: Assessment, key: ItemKey) -> str:
    """Where an item is answered."""
    aid, (subject, item) = assessment.public_id, key
    if subject == Subject.IDENTITY:
        return url_for("company.details", aid=aid, _anchor=PREFIX + companies.IDENTIFYING[item].name)
    if subject == Subject.FACT:
        return url_for("company.details", aid=aid, _anchor=f"profile-{item}-0")
    if subject == Subject.CREDIT:
        return url_for("company.credits", aid=aid, _anchor=item)
    if subject == Subject.PARTICULAR:
        return url_for("company.particulars", aid=aid, _anchor=item)
    return url_for("company.domain", aid=aid, domain=book.questions[item].domain, _anchor=item)
