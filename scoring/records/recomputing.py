"""A decision record, computed again (docs/rules.md § 10)."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..editions.edition import Edition
from ..reading.content import Unreadable, read_json
from ..reading.faults import FactsFaults, RecordFaults, faults_of_model
from ..results.engine import evaluate
from ..results.facts import Facts, read_facts
from .engines import REPRODUCED
from .shape import AnswerEntry, ParticularEntry, RecordShape


def recompute(record: Mapping[str, Any], edition: Edition) -> tuple[str, ...]:
    """Evaluate a record again: every difference as a sentence, none where all is the same.

    What is compared: the shape, the edition's files, each verified value against its verdict, the result.
    A result of an engine that is not reproduced here is not compared, and that is said: it may be right.
    """
    try:
        shape = RecordShape.model_validate(record)
    except ValidationError as error:
        return tuple(str(fault) for fault in faults_of_model(error, RecordShape))
    found = [*_other_edition(shape, edition), *_wrong_verdicts(shape)]
    written = REPRODUCED.get(shape.engine)
    if written is None:
        return (*found, f"engine: the record was made by engine {shape.engine}, which is not here{_WITH}")
    try:
        verified = _verified(shape, edition)
        again = written(edition, verified, evaluate(edition, verified))
    except FactsFaults as error:
        return (*found, *error.faults)
    return (*found, *_differences("result", shape.result, again))


_WITH = f"; its result can be compared with one of {', '.join(REPRODUCED)}"


def load_record(path: Path) -> tuple[dict[str, Any], str]:
    """A record's JSON file and the id of the edition that it names. Raises RecordFaults."""
    try:
        document = read_json(path)
        return document, RecordShape.model_validate(document).edition.id
    except Unreadable as stop:
        raise RecordFaults([str(stop)]) from None
    except ValidationError as error:
        raise RecordFaults(str(fault) for fault in faults_of_model(error, RecordShape)) from None


def _verified(shape: RecordShape, edition: Edition) -> Facts:
    """The verified facts of a record. Raises FactsFaults where they are none."""
    values = {
        "edition": shape.edition.id,
        "plan": shape.plan,
        "profile": {fact: entry.verified for fact, entry in shape.profile.items()},
        "answers": {q: entry.verified for q, entry in shape.answers.items() if entry.verified is not None},
        "credits": [credit for credit, entry in shape.credits.items() if entry.verified],
        "particulars": {p: entry.verified for p, entry in shape.particulars.items() if entry.verified is not None},
        **({} if shape.as_of is None else {"as_of": shape.as_of}),
    }
    return read_facts(values, {edition.id: edition})


def _other_edition(shape: RecordShape, edition: Edition) -> Iterator[str]:
    if shape.edition.id != edition.id:
        yield f"edition.id: the record was made with {shape.edition.id}, not with {edition.id}"
    for name in sorted(shape.edition.files.keys() | edition.files.keys()):
        if shape.edition.files.get(name) != edition.files.get(name):
            yield f"edition.files.{name}: the file is not the one that the record was made with"


def _wrong_verdicts(shape: RecordShape) -> Iterator[str]:
    for fact, entry in shape.profile.items():
        if (entry.verdict == "rejected") != (entry.verified is not entry.declared):
            yield f"profile.{fact}: the verified value does not follow from the verdict {entry.verdict}"
    for question, answer in shape.answers.items():
        if not _follows(answer):
            yield f"answers.{question}: the verified answer does not follow from the verdict {answer.verdict}"
    for particular, told in shape.particulars.items():
        if not _follows(told):
            yield f"particulars.{particular}: the verified value does not follow from the verdict {told.verdict}"
    for credit, held in shape.credits.items():
        if held.verified is (held.verdict == "rejected"):
            yield f"credits.{credit}: the verified value does not follow from the verdict {held.verdict}"


def _follows(entry: AnswerEntry | ParticularEntry) -> bool:
    return {
        "confirmed": entry.verified == entry.declared,
        "corrected": entry.verified not in (None, entry.declared),
        "rejected": entry.verified is None,
    }[entry.verdict]


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
