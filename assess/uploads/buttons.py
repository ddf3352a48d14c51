"""Shapes and buttons of Excel that a click lets start a macro of another workbook: they stay, and start nothing."""

import re
from collections.abc import MutableMapping
from xml.parsers import expat

from assess.uploads import markup

_MARK = re.compile(rb"macro", re.IGNORECASE)
_GIVEN = re.compile(rb"([^\s=<>/\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_THIS_BOOK = "[0]!"


def cut_off(parts: MutableMapping[str, bytes]) -> bool:
    """Take from each part what names a macro of another workbook; say whether any did."""
    found = False
    for name in [name for name in parts if name.startswith("xl/") and name.lower().endswith((".xml", ".vml"))]:
        without = clean(parts[name])
        found = found or without != parts[name]
        parts[name] = without
    return found


def clean(content: bytes) -> bytes:
    """Return a part of an Excel file, in plain markup, whose shapes start nothing elsewhere."""
    return markup.without(content, _Reader(content).places()) if _MARK.search(content) else content


def _elsewhere(macro: str) -> bool:
    """Say whether a macro is one of another workbook, as in [1]!Name or \\\\server\\book.xlsm!Name."""
    return not macro.strip().startswith(_THIS_BOOK) and re.search(r"[!\[\\/:]", macro) is not None


class _Reader:
    """Follows the macros through a part: in attributes of shapes, and in texts of old controls."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._places: list[tuple[int, int]] = []
        self._begun, self._words = 0, list[str]()
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say

    def places(self) -> list[tuple[int, int]]:
        """Return where the names of macros stand that are to go."""
        self._parser.Parse(self._content, True)
        return self._places

    def _say(self, words: str) -> None:
        self._words.append(words)

    def _start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- expat gives the name
        self._begun = self._parser.CurrentByteIndex
        self._words.clear()
        if any(_is_macro(key) and _elsewhere(value) for key, value in attributes.items()):
            self._empty(self._begun)

    def _empty(self, at: int) -> None:
        """Leave the attribute of a tag, and take its value out."""
        for given in _GIVEN.finditer(self._content, at, markup.end_of_tag(self._content, at)):
            if _is_macro(given[1].decode()):
                self._places.append(given.span(2 if given[2] is not None else 3))

    def _end(self, name: str) -> None:
        if markup.local(name).lower() == "fmlamacro" and _elsewhere("".join(self._words)):
            end = markup.end_of_element(self._content, self._begun, self._parser.CurrentByteIndex)
            self._places.append((self._begun, end))


def _is_macro(key: str) -> bool:
    return markup.local(key).lower() == "macro"
