"""An answer: an option's id, or what was counted, ticked or dated and stands for an option (docs/rules.md §§ 1, 2)."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ..editions.edition import UNKNOWN, Question
from ..reading.faults import Fault, listed, nearest, shown


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many: `has` of `of`.

    `which`, where it was said one by one: what there is of what the question names, and whether it counts.
    """

    has: int
    of: int
    which: frozenset[tuple[str, bool]] = frozenset()


@dataclass(frozen=True, slots=True)
class Ticked:
    """The parts that are done."""

    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dated:
    """The day on which it was last done."""

    on: date


RawAnswer = Counted | Ticked | Dated
Answer = str | RawAnswer
"""An option's id (or "unknown"), or a raw answer."""

_KEYS: Mapping[str, tuple[str, ...]] = {"share": ("has", "of"), "parts": ("parts",), "date": ("on",)}
_WANTED = {
    "share": "{has: 11, of: 12}",
    "parts": "{parts: [id, …]}",
    "date": "{on: 2026-03-04}",
}


class Thresholds(NamedTuple):
    """What tells the option of a raw answer: options and their bounds, from the highest down; what it names."""

    measure: str | None
    options: tuple[tuple[str, int], ...]
    named: frozenset[str]


def thresholds_of(question: Question) -> Thresholds:
    """The thresholds of a question's options: percentages, or months; none where it has no measure."""
    options = list(question.options.values())[::-1]
    bounds = tuple((option.id, (option.from_percent or 0) + (option.within_months or 0)) for option in options)
    return Thresholds(question.measure, bounds, frozenset(question.parts or question.which))


def stands_at(thresholds: Thresholds, raw: RawAnswer, as_of: date | None) -> str:
    """The option that a raw answer stands for. Raises KeyError where the question has no such answer."""
    measure, options, named = thresholds
    if (
        measure == "share"
        and isinstance(raw, Counted)
        and 0 <= raw.has <= raw.of
        and raw.of
        and (not raw.which or _agrees(raw, named))
    ):
        return _at_percent(options, raw.has, raw.of)
    if measure == "parts" and isinstance(raw, Ticked) and raw.parts <= named:
        return _at_percent(options, len(raw.parts), len(named))
    if measure == "date" and isinstance(raw, Dated) and as_of is not None and raw.on <= as_of:
        for option, months in options[:-1]:
            if raw.on >= months_before(as_of, months):
                return option
        return options[-1][0]
    raise KeyError(raw)


def _agrees(raw: Counted, named: frozenset[str]) -> bool:
    """Whether what is named one by one makes the same numbers."""
    which = dict(raw.which)
    return which.keys() <= named and (sum(which.values()), len(raw.which)) == (raw.has, raw.of)


def _at_percent(options: tuple[tuple[str, int], ...], has: int, of: int) -> str:
    for option, percent in options[:-1]:
        if 100 * has >= percent * of:
            return option
    return options[-1][0]


def stands_for(question: Question, raw: RawAnswer, as_of: date | None) -> str:
    """The option that a raw answer to a question stands for. Raises KeyError where it has no such answer."""
    return stands_at(thresholds_of(question), raw, as_of)


@lru_cache(maxsize=1024)
def months_before(day: date, months: int) -> date:
    """The day so many months of the calendar before; where that month has no such day, its last (Civil Code 143)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plain_answer(answer: Answer) -> str | dict[str, Any]:
    """An answer as a facts file writes it, for JSON."""
    if isinstance(answer, Counted):
        which = {"which": dict(sorted(answer.which))} if answer.which else {}
        return {"has": answer.has, "of": answer.of, **which}
    if isinstance(answer, Ticked):
        return {"parts": sorted(answer.parts)}
    if isinstance(answer, Dated):
        return {"on": answer.on.isoformat()}
    return answer


def read_answer(value: Any) -> Answer:
    """The answer that a value of a facts file is; the value has no fault."""
    if not isinstance(value, Mapping):
        return value  # type: ignore[no-any-return]  # an id, or a raw answer already
    if "on" in value:
        on = value["on"]
        return Dated(on if isinstance(on, date) else date.fromisoformat(on))
    if "parts" in value:
        return Ticked(frozenset(value["parts"]))
    return Counted(value["has"], value["of"], frozenset(value.get("which", {}).items()))


def answer_faults(value: object, question: Question, path: tuple[str, ...], as_of: date | None) -> Iterator[Fault]:
    """Everything that keeps a value from being an answer to a question; see `facts_faults`."""
    value = plain_answer(value) if isinstance(value, RawAnswer) else value
    if isinstance(value, Mapping) and question.measure is not None:
        yield from _raw_faults(value, question, path, as_of)
        return
    right = [*question.options, UNKNOWN]
    counted = "" if question.measure is None else f", or {_WANTED[question.measure]}"
    if not isinstance(value, str):
        yield Fault(path, f"is {shown(value)}; write one of {listed(right)}{counted}")
    elif value not in right:
        wrong = f"is {shown(value)}, which is not an option of this question"
        yield Fault(path, f"{wrong}; there are {listed(right)}{nearest(value, right)}{counted}")


def _raw_faults(
    value: Mapping[Any, Any], question: Question, path: tuple[str, ...], as_of: date | None
) -> Iterator[Fault]:
    measure = str(question.measure)
    right = _KEYS[measure]
    optional = {"which"} if question.which else set()
    for key in value:
        if key not in right and key not in optional:
            yield Fault((*path, str(key)), f"is not a known key here; write {_WANTED[measure]}")
    for key in right:
        if key not in value:
            yield Fault((*path, key), f"is missing; write {_WANTED[measure]}")
    if not (value.keys() - optional) ^ set(right):
        check = {"share": _share_faults, "parts": _parts_faults, "date": _date_faults}[measure]
        yield from check(value, question, path, as_of)


def _share_faults(
    value: Mapping[str, Any], question: Question, path: tuple[str, ...], _as_of: date | None
) -> Iterator[Fault]:
    for key, least in (("has", 0), ("of", 1)):
        if type(value[key]) is not int or value[key] < least:
            yield Fault((*path, key), f"is {shown(value[key])}; write a whole number of {least} or more")
            return
    if value["has"] > value["of"]:
        yield Fault((*path, "has"), f"is {value['has']}, more than all {value['of']}; write {value['of']} or less")
    elif "which" in value:
        yield from _which_faults(value, question, path)


def _which_faults(value: Mapping[str, Any], question: Question, path: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong with what was named one by one, or that it makes other numbers than those beside it."""
    which, wrong = value["which"], False
    if not isinstance(which, Mapping):
        yield Fault((*path, "which"), f"is {shown(which)}; write true or false under each of what there is")
        return
    for name, counts in which.items():
        if name not in question.which:
            right = f"there are {listed(question.which)}{nearest(str(name), question.which)}"
            yield Fault((*path, "which", str(name)), f"is nothing that this question names; {right}")
        elif not isinstance(counts, bool):
            yield Fault((*path, "which", name), f"is {shown(counts)}; write true if it counts, false if it only exists")
        wrong = wrong or name not in question.which or not isinstance(counts, bool)
    has, of = sum(counts is True for counts in which.values()), len(which)
    if not wrong and (has, of) != (value["has"], value["of"]):
        numbers = f"{value['has']} of {value['of']}"
        yield Fault((*path, "which"), f"names {has} of {of}, but the numbers say {numbers}; make them agree")


def _parts_faults(
    value: Mapping[str, Any], question: Question, path: tuple[str, ...], _as_of: date | None
) -> Iterator[Fault]:
    parts = value["parts"]
    if not isinstance(parts, list | tuple | set | frozenset):
        yield Fault((*path, "parts"), f"is {shown(parts)}; write a list of parts, or [] for none")
        return
    for place, part in enumerate(parts, 1):
        if not isinstance(part, str) or part not in question.parts:
            wrong = f"is {shown(part)}, which is not a part of this question; there are {listed(question.parts)}"
            yield Fault((*path, "parts", str(place)), wrong)
        elif part in list(parts)[: place - 1]:
            yield Fault((*path, "parts", str(place)), f"is {part}, which the list already holds; name it once")


def _date_faults(
    value: Mapping[str, Any], _question: Question, path: tuple[str, ...], as_of: date | None
) -> Iterator[Fault]:
    on = read_day(value["on"])
    if on is None:
        yield Fault((*path, "on"), f"is {shown(value['on'])}; write a day, as in 2026-03-04")
    elif as_of is None:
        yield Fault(("as_of",), "is missing; an answer is a day, so write the day on which the facts hold")
    elif on > as_of:
        yield Fault((*path, "on"), f"is {on}, after as_of {as_of}; write that day or an earlier one")


def read_day(value: object) -> date | None:
    """A day from a value of a file, as in 2026-03-04; None where it is none."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-03-04") else None
    except ValueError:
        return None
