"""What an underwriter asks when a case is sent back, and what the company has said to it since.

A query wants an answer: another answer, a note, a file or a reply in words. One function is one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assess.cases import evidence, facts, identity, lookup
from assess.cases.facts import ItemKey
from assess.errors import NotAllowed, ReplyMissing
from assess.extensions import db
from assess.store import audit
from assess.store.models import Action, Assessment, Event, Subject, VerdictKind
from scoring import Answer, Edition, Facts, Told, evaluate, is_told_of

COMPANY = "company"
Said = Answer | Told | bool | None
"""An answer, what a particular is, a name or number, yes or no to a fact, or whether a credit is claimed; None where
nothing is said."""


@dataclass(frozen=True)
class Query:
    """A question about one item, and what the company has said to it since it was asked.

    `applies` is false once another answer of the company has made the item pointless.
    """

    key: ItemKey
    question: str
    declared: Said
    stated: Said
    applies: bool
    note: str
    files: tuple[str, ...]
    replies: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Say whether the company has still to say something."""
        said = self.declared != self.stated or self.note or self.files or self.replies
        return self.applies and not said


def listed(assessment: Assessment) -> list[Query]:
    """List what the underwriter asks, in the order of the edition; nothing unless the case was sent back."""
    if not assessment.phase.only_asked:
        return []
    given = facts.by_item(assessment)
    asked = [key for key in facts.items(assessment) if key in given and given[key].kind == VerdictKind.QUERY]
    told = audit.events(assessment)
    before, since = _parted(told)
    declared, stated = facts.under_review(assessment), facts.stated(assessment)
    was, now = identity.declared(assessment), identity.stated(assessment)
    book = facts.edition_of(assessment)
    files = evidence.listed(assessment)
    return [
        Query(
            key=key,
            question=given[key].reason,
            declared=_said(declared, was, key),
            stated=_said(stated, now, key),
            applies=_applies(book, stated, key),
            note=_new_note(before, since, key),
            files=tuple(row.name for row in files.get(key, ()) if row.added_at >= since[0].at),
            replies=tuple(event.data["reply"] for event in since if _replies(event, key)),
        )
        for key in asked
    ]


def still_open(assessment: Assessment) -> tuple[ItemKey, ...]:
    """Return the items of the queries to which the company has said nothing yet."""
    return tuple(query.key for query in listed(assessment) if query.open)


def reply(public_id: str, subject: str, item: str, text: str) -> Assessment:
    """Answer a query in words; raises NotAllowed where there is none now, ReplyMissing, WrongState, NotFound."""
    assessment = lookup.take_editable(public_id)
    if (subject, item) not in [query.key for query in listed(assessment)]:
        raise NotAllowed
    if not text.strip():
        raise ReplyMissing
    audit.append(assessment, COMPANY, Action.REPLIED, subject=subject, item=item, reply=text.strip())
    db.session.commit()
    return assessment


def _parted(told: Sequence[Event]) -> tuple[Sequence[Event], Sequence[Event]]:
    """Part the log at the moment when the case was last sent back, which begins the second part."""
    last = max(place for place, event in enumerate(told) if event.action == Action.SENT_BACK)
    return told[:last], told[last:]


def _said(said: Facts, who: identity.Identity, key: ItemKey) -> Said:
    subject, item = key
    if subject == Subject.IDENTITY:
        return who[item]
    if subject == Subject.FACT:
        return said.profile[item]
    if subject == Subject.PARTICULAR:
        return said.particulars.get(item)
    return item in said.credits if subject == Subject.CREDIT else said.answers.get(item)


def _applies(book: Edition, stated: Facts, key: ItemKey) -> bool:
    subject, item = key
    if subject == Subject.PARTICULAR:
        return is_told_of(book.particulars[item], stated.profile)
    return subject != Subject.ANSWER or item not in evaluate(book, stated).not_asked


def _new_note(before: Sequence[Event], since: Sequence[Event], key: ItemKey) -> str:
    note = _last_note(since, key)
    return "" if note is None or note == _last_note(before, key) else note


def _last_note(told: Sequence[Event], key: ItemKey) -> str | None:
    notes = [
        event.data["answers"][key[1]]["note"]
        for event in told
        if event.action == Action.ANSWERED and key[0] == Subject.ANSWER and key[1] in event.data["answers"]
    ]
    return notes[-1] if notes else None


def _replies(event: Event, key: ItemKey) -> bool:
    return event.action == Action.REPLIED and (event.data["subject"], event.data["item"]) == key
