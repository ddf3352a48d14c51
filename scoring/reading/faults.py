"""What is wrong with a file, as sentences that say where, what, and what would be right."""

import difflib
import types
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

NOT_ENGLISH = "not_english"
NOT_A_VALUE = "not_a_value"
"""The type of error where an English text is none, and where a value is neither word nor number; see `editions`."""


class Fault(NamedTuple):
    """One fault: the path of keys to it (list entries counted from 1) and a sentence."""

    path: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        place = ".".join(key if key.isprintable() and len(key) <= 60 else shown(key) for key in self.path)
        return f"{place}: {self.sentence}" if self.path else self.sentence


class Faults(Exception):
    """Base of those below; `.faults` holds every fault found, each one sentence."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class EditionFaults(Faults):
    """An edition that must not be used; each fault is `file: path.to.key: what is wrong; what is right`."""


class FactsFaults(Faults):
    """Facts that cannot be evaluated; each fault is `path.to.key: what is wrong, what would be right`."""


class RecordFaults(Faults):
    """A file that is no decision record; each fault is `path.to.key: what is wrong; what is right`."""


def listed(words: Iterable[str]) -> str:
    """Words as a list for a sentence; "none" when there are none."""
    return ", ".join(words) or "none"


def meant(word: str, right: Iterable[str]) -> str | None:
    """The right word that a wrong one looks most like, if any does."""
    return next(iter(difflib.get_close_matches(word[:80], list(right), n=1)), None)


def nearest(word: str, right: Iterable[str]) -> str:
    """ " (did you mean …?)" when one of the right words looks like the wrong one, else nothing."""
    close = meant(word, right)
    return f" (did you mean {close}?)" if close else ""


def shown(value: object) -> str:
    """A value as a reader of the file knows it, cut short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    words = repr(value) if isinstance(value, str) else str(value)
    return words if len(words) <= 60 else words[:57] + "…"


def faults_of_model(error: ValidationError, model: type[BaseModel]) -> list[Fault]:
    """Every validation error of a file's model as a fault; a key that is only misspelt is not missing as well."""
    details = error.errors(include_url=False)
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    misspelt = {(*above, meant(str(key), _known_keys(model, above))) for *above, key in unknown}
    return [_fault_of(detail, model) for detail in details if not _is_misspelt(detail, misspelt)]


def _is_misspelt(detail: ErrorDetails, misspelt: Container[tuple[int | str | None, ...]]) -> bool:
    return detail["type"] == "missing" and detail["loc"] in misspelt


def _fault_of(detail: ErrorDetails, model: type[BaseModel]) -> Fault:
    location = [part for part in detail["loc"] if part != "[key]"]
    path = tuple(str(part + 1) if isinstance(part, int) else part for part in location)
    return Fault(path, _sentence(detail, model, "[key]" in detail["loc"]))


def _sentence(detail: ErrorDetails, model: type[BaseModel], is_key: bool) -> str:
    kind, value, limits = detail["type"], detail["input"], detail.get("ctx", {})
    if is_key:
        return "is not a usable id; use small letters, digits and hyphens, as in remote-mfa"
    if kind == "extra_forbidden":
        right = _known_keys(model, detail["loc"][:-1])
        hint = _CUT_OFF if right == ["ja", "en"] else ""
        return f"is not a known key; known here are {listed(right)}{nearest(str(detail['loc'][-1]), right)}{hint}"
    if kind == "missing":
        return f"is missing; {_MISSING.get(str(detail['loc'][-1]), 'add it')}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(limits.get("pattern")), _ID).format(shown(value))
    if kind in _WANTED:
        return f"is {shown(value)}; {_WANTED[kind].format(**limits)}"
    return f"is {shown(value)}; {detail['msg'].lower()}"


_ID = "is {}, which is no id; ids are small letters, digits and hyphens, as in remote-mfa"
_CUT_OFF = "; if it goes on the text before the comma, put that text in quotes"
_PATTERNS = {
    r"\S": "is blank; write the text",
    r"^\d{4}-(0[1-9]|1[0-2])$": 'is {}; write year and month, as in "2026-10"',
}
_MISSING = {"ja": "write the Japanese text", "en": "write the English text"}
_WANTED = {
    NOT_ENGLISH: "that is Japanese: write the English text",
    NOT_A_VALUE: "write a word, in quotes, or a whole number",
    "string_type": "write text here, in quotes if it looks like a number or like true or false",
    "int_type": "write a whole number",
    "bool_type": "write true or false",
    "greater_than_equal": "write a whole number of {ge} or more",
    "less_than_equal": "write a whole number of {le} or less",
    "literal_error": "write one of {expected}",
    "string_too_long": "write at most {max_length} characters",
    "too_short": "write at least {min_length}",
    "model_type": "write a mapping of keys here",
    "dict_type": "write a mapping of keys here",
    "tuple_type": "write a list here, as in [one, two]",
}


def _known_keys(model: type[BaseModel], location: Sequence[int | str]) -> list[str]:
    """The keys that are known at a place in a file, found by walking the model's annotations."""
    here: Any = model
    for part in location:
        if isinstance(here, type) and issubclass(here, BaseModel):
            here = _bare(_fields(here)[str(part)].annotation)
        else:  # a mapping or a list: what it holds is its last argument but the dots
            here = _bare([arg for arg in get_args(here) if arg is not Ellipsis][-1])
    return list(_fields(here))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """A model's fields by the keys that a file knows them by."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _bare(annotation: Any) -> Any:
    """An annotation without `| None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation
