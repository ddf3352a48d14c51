"""The decision record: what was decided, on what, so that anyone can compute it again (docs/rules.md §§ 9, 10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

from ..editions.edition import Edition
from ..results.answers import Answer
from ..results.engine import ENGINE_VERSION, evaluate
from ..results.facts import Facts
from ..results.particulars import Told, is_told_of
from .shape import FORMAT, Kind, Subject

Item = tuple[Subject, str]
T = TypeVar("T")


class RecordedVerdict(NamedTuple):
    """An underwriter's final verdict on one item; `corrected_to` is an answer or what is told, where corrected."""

    subject: Subject
    item: str
    kind: Kind
    on: date
    corrected_to: Answer | Told | None = None


@dataclass(frozen=True)
class RecordedDeclaration:
    """Who declared the answers, when (ISO 8601 with its offset), and in which version of the wording."""

    name: str
    title: str
    at: str
    wording: str


@dataclass(frozen=True)
class Issue:
    """What makes a verified result a certificate; `company_number` is None where there is none."""

    number: str
    company: str
    company_number: str | None
    declaration: RecordedDeclaration
    underwriters: tuple[str, ...]
    issued_on: date
    expires_on: date


def verified_facts(declared: Facts, verdicts: Iterable[RecordedVerdict]) -> Facts:
    """The declared facts with final verdicts applied (docs/rules.md § 9); what has no verdict stands as declared.

    A rejected answer counts as unanswered, a rejected fact is turned round, a rejected credit is left out.
    """
    given = {(verdict.subject, verdict.item): verdict for verdict in verdicts}
    answers = {q: _judged(a, given.get(("answer", q))) for q, a in declared.answers.items()}
    told = {p: _judged(value, given.get(("particular", p))) for p, value in declared.particulars.items()}
    return replace(
        declared,
        profile={f: yes ^ _rejected(given, ("fact", f)) for f, yes in declared.profile.items()},
        answers={question: answer for question, answer in answers.items() if answer is not None},
        particulars={particular: value for particular, value in told.items() if value is not None},
        credits=tuple(c for c in declared.credits if not _rejected(given, ("credit", c))),
    )


def build_record(
    edition: Edition, declared: Facts, verdicts: Iterable[RecordedVerdict], issue: Issue
) -> dict[str, Any]:
    """The decision record as a JSON object; its identity is `digest(record)`.

    Answers to questions that were not asked when it was declared are no part of the case. The premium is
    left out, as it bears on no rate. Raises ValueError where a verdict is missing or is on nothing declared.
    """
    given = {(verdict.subject, verdict.item): verdict for verdict in verdicts}
    declared = _asked(edition, replace(declared, premium=None, people=None))
    _refuse_gaps(declared, given)
    verified = verified_facts(declared, given.values())

    return {
        "format": FORMAT,
        "number": issue.number,
        "company": {"name": issue.company, "number": issue.company_number},
        "edition": {"id": edition.id, "files": dict(edition.files)},
        "engine": ENGINE_VERSION,
        "plan": declared.plan,
        **_items(declared, verified, given),
        "result": evaluate(edition, verified).as_json(),
        "declaration": vars(issue.declaration).copy(),
        "underwriters": list(issue.underwriters),
        "issued_on": issue.issued_on.isoformat(),
        "expires_on": issue.expires_on.isoformat(),
    }


def _asked(edition: Edition, declared: Facts) -> Facts:
    """The facts without what the company is not asked."""
    not_asked = evaluate(edition, declared).not_asked
    return replace(
        declared,
        answers={question: answer for question, answer in declared.answers.items() if question not in not_asked},
        particulars={
            key: told
            for key, told in declared.particulars.items()
            if is_told_of(edition.particulars[key], declared.profile)
        },
    )


def _items(declared: Facts, verified: Facts, given: Mapping[Item, RecordedVerdict]) -> dict[str, Any]:
    """Everything that has a verdict, by kind, as it was declared and as it is found; and the day of the dates."""

    def entry(subject: Subject, item: str, **more: Any) -> dict[str, Any]:
        verdict = given[subject, item]
        return {"verdict": str(verdict.kind), "on": verdict.on.isoformat(), **more}

    said, found = declared.as_json(), verified.as_json()

    def entries(subject: Subject, key: str) -> dict[str, Any]:
        return {
            item: entry(subject, item, declared=value, verified=found.get(key, {}).get(item))
            for item, value in said.get(key, {}).items()
        }

    items = {
        "profile": entries("fact", "profile"),
        "answers": entries("answer", "answers"),
        "credits": {c: entry("credit", c, verified=c in verified.credits) for c in declared.credits},
        "particulars": entries("particular", "particulars"),
        "as_of": said.get("as_of"),
    }
    return {key: value for key, value in items.items() if key not in ("particulars", "as_of") or value}


def _refuse_gaps(declared: Facts, given: Mapping[Item, RecordedVerdict]) -> None:
    items: set[Item] = {("fact", fact) for fact in declared.profile}
    items |= {("answer", question) for question in declared.answers}
    items |= {("credit", credit) for credit in declared.credits}
    items |= {("particular", particular) for particular in declared.particulars}
    for subject, item in sorted(items ^ given.keys()):
        wrong = "has no verdict" if (subject, item) in items else "has a verdict, but was not declared"
        raise ValueError(f"{subject} {item} {wrong}")


def _judged(declared: T, verdict: RecordedVerdict | None) -> T | None:
    """An answer, or what was told, as its verdict leaves it; None where it was rejected."""
    if verdict is None or verdict.kind == "confirmed":
        return declared
    return cast(T, verdict.corrected_to) if verdict.kind == "corrected" else None


def _rejected(given: Mapping[Item, RecordedVerdict], item: Item) -> bool:
    return item in given and given[item].kind == "rejected"
