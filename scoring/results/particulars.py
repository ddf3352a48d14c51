"""What a company tells the insurer beside its answers; no score uses it (docs/rules.md § 1, Particulars)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..editions.edition import Edition, Particular
from ..reading.faults import Fault, listed, nearest, shown
from .answers import read_day

LONGEST_TEXT = 2000
HIGHEST_NUMBER = 10**15
_DETAILED = {"value", "details"}


@dataclass(frozen=True, slots=True)
class Told:
    """The value of a particular ("yes", "no", a whole number, an option's id, a text, a day) and details of it."""

    value: str | int
    details: str | None = None


def is_told_of(particular: Particular, profile: Mapping[str, bool]) -> bool:
    """Whether a company with this profile is asked for it."""
    return particular.applies_if is None or profile[particular.applies_if]


def meets(particular: Particular, told: Told, bound: str | int | None) -> bool:
    """Whether what was told is the value, or for a number at least the bound."""
    if bound is None:
        return False
    if isinstance(bound, int) and particular.kind == "number":
        return isinstance(told.value, int) and told.value >= bound
    return told.value == bound


def referred(edition: Edition, profile: Mapping[str, bool], told: Mapping[str, Told]) -> tuple[str, ...]:
    """The particulars on which an underwriter must write a word before issue."""
    return tuple(
        [
            particular.id
            for particular in edition.particulars.values()
            if particular.id in told
            and is_told_of(particular, profile)
            and meets(particular, told[particular.id], particular.refer_if)
        ]
    )


def open_particulars(edition: Edition, profile: Mapping[str, bool], told: Mapping[str, Told]) -> tuple[str, ...]:
    """The particulars that a company must still tell before it hands in, or of which details are wanting."""
    found = []
    for particular in edition.particulars.values():
        if is_told_of(particular, profile):
            said = told.get(particular.id)
            if said is None:
                found += [particular.id] if particular.required else []
            elif meets(particular, said, particular.details_if) and not (said.details or "").strip():
                found.append(particular.id)
    return tuple(found)


def plain_told(told: Told) -> str | int | dict[str, Any]:
    """What was told as a facts file writes it, for JSON."""
    return told.value if told.details is None else {"value": told.value, "details": told.details}


def read_told(value: Any) -> Told:
    """What a value of a facts file tells; the value has no fault."""
    if isinstance(value, Told):
        return value
    return Told(value["value"], value.get("details")) if isinstance(value, Mapping) else Told(value)


def particulars_faults(particulars: object, edition: Edition) -> Iterator[Fault]:
    """Everything that keeps values of a facts file from being particulars; see `facts_faults`."""
    if not isinstance(particulars, Mapping):
        yield Fault(("particulars",), f"is {shown(particulars)}; write particular: value under it")
        return
    for key, value in particulars.items():
        path = ("particulars", str(key))
        if key not in edition.particulars:
            right = edition.particulars
            yield Fault(path, f"is not a particular; there are {listed(right)}{nearest(str(key), right)}")
            continue
        told = plain_told(value) if isinstance(value, Told) else value
        if isinstance(told, Mapping):
            yield from _details_faults(told, path)
            yield from _value_faults(edition.particulars[key], told.get("value"), (*path, "value"))
        else:
            yield from _value_faults(edition.particulars[key], told, path)


def _details_faults(value: Mapping[Any, Any], path: tuple[str, ...]) -> Iterator[Fault]:
    for key in value:
        if key not in _DETAILED:
            yield Fault((*path, str(key)), "is not a known key here; write {value: …, details: …}")
    details = value.get("details", "")
    if not isinstance(details, str) or len(details) > LONGEST_TEXT:
        yield Fault((*path, "details"), f"is {shown(details)}; write a text of at most {LONGEST_TEXT} characters")


def _value_faults(particular: Particular, value: object, path: tuple[str, ...]) -> Iterator[Fault]:
    kind = particular.kind
    if kind in ("yes_no", "choice"):
        right = ["yes", "no"] if kind == "yes_no" else list(particular.options)
        if not isinstance(value, str) or value not in right:
            yield Fault(path, f"is {shown(value)}; write one of {listed(right)}{nearest(str(value), right)}")
    elif kind == "number" and (type(value) is not int or not 0 <= value <= HIGHEST_NUMBER):
        yield Fault(path, f"is {shown(value)}; write a whole number from 0 to {HIGHEST_NUMBER}")
    elif kind == "date" and (not isinstance(value, str) or read_day(value) is None):
        yield Fault(path, f"is {shown(value)}; write a day, as in 2026-03-04")
    elif kind == "text" and (not isinstance(value, str) or len(value) > LONGEST_TEXT):
        yield Fault(path, f"is {shown(value)}; write a text of at most {LONGEST_TEXT} characters")
