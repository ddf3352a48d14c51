"""Reading YAML so that nothing is guessed: the text means what it looks like, or it is refused.

PyYAML's own loaders keep the last of two equal keys, turn `no` into false, unfold aliases and
recurse as deep as the file says. Here the parser's events are followed one by one instead:
only `true`, `false`, whole numbers and decimals are not text; equal keys, aliases, tags, empty
values and deep nesting are faults.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from .content import Unreadable, decoded, read_content
from .faults import Fault

DEEPEST = 16
LONGEST_NUMBER = 30
_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = re.compile(r"~|null|Null|NULL|")
_ID_LIKE = re.compile(r"[a-z0-9_-]+")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?")

_ADVICE = {
    "mapping values are not allowed": "put a text with a colon and a space in quotes",
    "expected ',' or": "close the bracket, or put the text in quotes, in this line or the one before",
    "did not find expected key": "set the line as far to the right as its neighbours",
}
"""What the parser's commonest complaints mean for somebody who wrote a text."""


class Reading(NamedTuple):
    """What a file holds, as far as it could be read, what is wrong with its YAML, and each path's line."""

    value: Any
    faults: list[Fault]
    lines: Mapping[tuple[str, ...], int]


def read_yaml(path: Path) -> Reading:
    """Read a YAML file of one mapping. Never raises: what is wrong is among the faults."""
    try:
        return parse_yaml(read_content(path))
    except Unreadable as stop:
        return Reading(None, [Fault((), str(stop))], {})


def parse_yaml(content: bytes) -> Reading:
    """Read YAML bytes that hold one mapping. Never raises."""
    builder = _Builder()
    try:
        text = decoded(content)
        value = builder.document(text, _events(text))
    except Unreadable as stop:
        return Reading(None, [*builder.faults, Fault((), str(stop))], builder.lines)
    if not builder.faults and not isinstance(value, dict):
        builder.faults.append(Fault((), "the file holds no keys; write `key: value` lines"))
    return Reading(value, builder.faults, builder.lines)


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_Parser)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "broken text"
        advice = next((words for part, words in _ADVICE.items() if part in problem), "check indentation and quotes")
        raise Unreadable(f"{place}this is not YAML ({problem}); {advice}") from error


class _Builder:
    """Builds plain values from parser events and collects what is not allowed, with its place."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.lines: dict[tuple[str, ...], int] = {}

    def document(self, text: str, events: Iterator[Any]) -> Any:
        value: Any = None
        self._text, self._events = text.splitlines(), events
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if value is not None:
                    raise Unreadable(f"line {_line(event)}: a second document starts; keep one to a file")
                value = self._value(next(events), ())
        return value

    def _value(self, event: Any, path: tuple[str, ...]) -> Any:
        if len(path) > DEEPEST:
            raise Unreadable(f"line {_line(event)}: nested deeper than {DEEPEST} levels; write it flatter")
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, path, "is an alias (*); write the value out")
            return None
        if event.tag is not None and event.tag != "!":
            self._fault(event, path, f"has the tag {event.tag}; remove the tag")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, in_braces=bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, path)

    def _mapping(self, path: tuple[str, ...], in_braces: bool) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            inner = (*path, "?" if key is None else key)
            if key is None:
                self._value(event, inner)
                self._fault(event, path, "has a key that is not a word; write `key: value` lines")
            first = self.lines.setdefault(inner, _line(event))
            inside = next(self._events)
            if in_braces and _is_nothing(inside) and not _ID_LIKE.fullmatch(inner[-1]):
                self._fault(event, inner, "is no key; if it goes on the text before the comma, put that text in quotes")
                continue
            value = self._value(inside, inner)
            if key in found:
                wrong = f"stands there twice, first in line {first}"
                self._fault(event, inner, f"{wrong}; keep one, or give one another name")
            elif key is not None:
                found[key] = value
        return found

    def _sequence(self, path: tuple[str, ...]) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            inner = (*path, str(len(found) + 1))
            self.lines[inner] = _line(event)
            found.append(self._value(event, inner))
        return found

    def _scalar(self, event: Any, path: tuple[str, ...]) -> Any:
        text: str = event.value
        if not event.implicit[0]:  # it stands in quotes, or as a block
            return text
        if _NULL.fullmatch(text):
            self._fault(event, path, "is empty; write a value or remove the key")
            return None
        if text.lower() in ("true", "false"):
            return text.lower() == "true"
        if len(text) <= LONGEST_NUMBER and _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        if " " in text and self._is_followed_by_a_comment(event):
            self._fault(event, path, "ends before the # in its line; put the text in quotes, or the # in another line")
        return text

    def _is_followed_by_a_comment(self, event: Any) -> bool:
        mark = event.end_mark
        rest = self._text[mark.line][mark.column :] if mark.line < len(self._text) else ""
        return rest.lstrip(" ,]}").startswith("#")

    def _fault(self, event: Any, path: tuple[str, ...], sentence: str) -> None:
        self.faults.append(Fault(path, f"{sentence} (line {_line(event)})"))


def _is_nothing(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value == ""


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
