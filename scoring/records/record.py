"""The decision record: what was decided, on what, so that anyone can compute it again (docs/rules.md §§ 9, 10)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, StrictBool, StrictStr, ValidationError

from ..editions.edition import Edition
from ..editions.entry import Entry
from ..reading.content import Unreadable, read_json
from ..reading.faults import FactsFaults, RecordFaults, faults_of_model
from ..results.engine import ENGINE_VERSION, evaluate
from ..results.facts import Facts
from .engines import REPRODUCED

FORMAT: Literal["sonae-decision-record/1"] = "sonae-decision-record/1"
Subject = Literal["answer", "fact", "credit"]
Kind = Literal["confirmed", "corrected", "rejected"]
Day = Annotated[StrictStr, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Sha256 = Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{64}$")]
Item = tuple[Subject, str]


class RecordedVerdict(NamedTuple):
    """An underwriter's final verdict on one item; `corrected_to` is an option id, where corrected."""

    subject: Subject
    item: str
    kind: Kind
    on: date
    corrected_to: str | None = None


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


class _Judged(Entry):
    verdict: Kind
    on: Day


class _Fact(_Judged):
    declared: StrictBool
    verified: StrictBool


class _Answer(_Judged):
    declared: StrictStr
    verified: StrictStr | None


class _Credit(_Judged):
    verified: StrictBool


class _Company(Entry):
    name: StrictStr
    number: StrictStr | None


class _Edition(Entry):
    id: StrictStr
    files: dict[str, Sha256]


class _Declaration(Entry):
    name: StrictStr
    title: StrictStr
    at: StrictStr
    wording: StrictStr


class _Record(Entry):
    """The shape of a record; `result` is the object of docs/rules.md § 11."""

    format: Literal["sonae-decision-record/1"]
    number: StrictStr
    company: _Company
    edition: _Edition
    engine: StrictStr
    plan: StrictStr
    profile: dict[str, _Fact]
    answers: dict[str, _Answer]
    credits: dict[str, _Credit]
    result: dict[str, Any]
    declaration: _Declaration
    underwriters: Annotated[tuple[StrictStr, ...], Field(min_length=1)]
    issued_on: Day
    expires_on: Day


def verified_facts(declared: Facts, verdicts: Iterable[RecordedVerdict]) -> Facts:
    """The declared facts with final verdicts applied (docs/rules.md § 9); what has no verdict stands as declared.

    A rejected answer counts as unanswered, a rejected fact is turned round, a rejected credit is left out.
    """
    given = {(verdict.subject, verdict.item): verdict for verdict in verdicts}
    answers = {q: _answer(a, given.get(("answer", q))) for q, a in declared.answers.items()}
    return replace(
        declared,
        profile={f: yes ^ _rejected(given, ("fact", f)) for f, yes in declared.profile.items()},
        answers={question: answer for question, answer in answers.items() if answer is not None},
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
    declared = replace(declared, answers=_asked_answers(edition, declared), premium=None)
    _refuse_gaps(declared, given)
    verified = verified_facts(declared, given.values())

    def judged(subject: Subject, item: str, **more: Any) -> dict[str, Any]:
        verdict = given[subject, item]
        return {"verdict": str(verdict.kind), "on": verdict.on.isoformat(), **more}

    return {
        "format": FORMAT,
        "number": issue.number,
        "company": {"name": issue.company, "number": issue.company_number},
        "edition": {"id": edition.id, "files": dict(edition.files)},
        "engine": ENGINE_VERSION,
        "plan": declared.plan,
        "profile": {
            fact: judged("fact", fact, declared=yes, verified=verified.profile[fact])
            for fact, yes in declared.profile.items()
        },
        "answers": {
            question: judged("answer", question, declared=answer, verified=verified.answers.get(question))
            for question, answer in declared.answers.items()
        },
        "credits": {c: judged("credit", c, verified=c in verified.credits) for c in declared.credits},
        "result": evaluate(edition, verified).as_json(),
        "declaration": vars(issue.declaration).copy(),
        "underwriters": list(issue.underwriters),
        "issued_on": issue.issued_on.isoformat(),
        "expires_on": issue.expires_on.isoformat(),
    }


def recompute(record: Mapping[str, Any], edition: Edition) -> tuple[str, ...]:
    """Evaluate a record again: every difference as a sentence, none where all is the same.

    What is compared: the shape, the edition's files, each verified value against its verdict, the result.
    A result of an engine that is not reproduced here is not compared, and that is said: it may be right.
    """
    try:
        shape = _Record.model_validate(record)
    except ValidationError as error:
        return tuple(str(fault) for fault in faults_of_model(error, _Record))
    found = [*_other_edition(shape, edition), *_wrong_verdicts(shape)]
    written = REPRODUCED.get(shape.engine)
    if written is None:
        return (*found, f"engine: the record was made by engine {shape.engine}, which is not here{_WITH}")
    verified = _verified(shape)
    try:
        again = written(edition, verified, evaluate(edition, verified))
    except FactsFaults as error:
        return (*found, *error.faults)
    return (*found, *_differences("result", shape.result, again))


_WITH = f"; its result can be compared with one of {', '.join(REPRODUCED)}"


def load_record(path: Path) -> tuple[dict[str, Any], str]:
    """A record's JSON file and the id of the edition that it names. Raises RecordFaults."""
    try:
        document = read_json(path)
        return document, _Record.model_validate(document).edition.id
    except Unreadable as stop:
        raise RecordFaults([str(stop)]) from None
    except ValidationError as error:
        raise RecordFaults(str(fault) for fault in faults_of_model(error, _Record)) from None


def _asked_answers(edition: Edition, declared: Facts) -> dict[str, str]:
    not_asked = evaluate(edition, declared).not_asked
    return {question: answer for question, answer in declared.answers.items() if question not in not_asked}


def _refuse_gaps(declared: Facts, given: Mapping[Item, RecordedVerdict]) -> None:
    items: set[Item] = {("fact", fact) for fact in declared.profile}
    items |= {("answer", question) for question in declared.answers}
    items |= {("credit", credit) for credit in declared.credits}
    for subject, item in sorted(items ^ given.keys()):
        wrong = "has no verdict" if (subject, item) in items else "has a verdict, but was not declared"
        raise ValueError(f"{subject} {item} {wrong}")


def _answer(declared: str, verdict: RecordedVerdict | None) -> str | None:
    if verdict is None or verdict.kind == "confirmed":
        return declared
    return verdict.corrected_to if verdict.kind == "corrected" else None


def _rejected(given: Mapping[Item, RecordedVerdict], item: Item) -> bool:
    return item in given and given[item].kind == "rejected"


def _verified(shape: _Record) -> Facts:
    return Facts(
        edition=shape.edition.id,
        plan=shape.plan,
        profile={fact: entry.verified for fact, entry in shape.profile.items()},
        answers={q: entry.verified for q, entry in shape.answers.items() if entry.verified is not None},
        credits=tuple(credit for credit, entry in shape.credits.items() if entry.verified),
    )


def _other_edition(shape: _Record, edition: Edition) -> Iterator[str]:
    if shape.edition.id != edition.id:
        yield f"edition.id: the record was made with {shape.edition.id}, not with {edition.id}"
    for name in sorted(shape.edition.files.keys() | edition.files.keys()):
        if shape.edition.files.get(name) != edition.files.get(name):
            yield f"edition.files.{name}: the file is not the one that the record was made with"


def _wrong_verdicts(shape: _Record) -> Iterator[str]:
    for fact, entry in shape.profile.items():
        if (entry.verdict == "rejected") != (entry.verified is not entry.declared):
            yield f"profile.{fact}: the verified value does not follow from the verdict {entry.verdict}"
    for question, answer in shape.answers.items():
        follows = {
            "confirmed": answer.verified == answer.declared,
            "corrected": answer.verified not in (None, answer.declared),
            "rejected": answer.verified is None,
        }
        if not follows[answer.verdict]:
            yield f"answers.{question}: the verified answer does not follow from the verdict {answer.verdict}"
    for credit, held in shape.credits.items():
        if held.verified is (held.verdict == "rejected"):
            yield f"credits.{credit}: the verified value does not follow from the verdict {held.verdict}"


def _differences(path: str, recorded: Any, again: Any) -> Iterator[str]:
    """Where two JSON values differ, down to the smallest part that does."""
    if isinstance(recorded, dict) and isinstance(again, dict):
        for key in sorted(recorded.keys() | again.keys()):
            yield from _differences(f"{path}.{key}", recorded.get(key, _ABSENT), again.get(key, _ABSENT))
    elif isinstance(recorded, list) and isinstance(again, list) and len(recorded) == len(again):
        for place, (one, other) in enumerate(zip(recorded, again, strict=True), 1):
            yield from _differences(f"{path}.{place}", one, other)
    elif type(recorded) is not type(again) or recorded != again:
        yield f"{path}: the record says {_json(recorded)}, computed again it is {_json(again)}"


_ABSENT = object()


def _json(value: Any) -> str:
    return "nothing" if value is _ABSENT else json.dumps(value, ensure_ascii=False, sort_keys=True)
