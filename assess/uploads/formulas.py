"""Formulas of Excel: what fetches, asks or opens something outside the file goes; the value that it last gave stays."""

import re
from xml.parsers import expat

from assess.uploads import links, markup

_HOLDING = frozenset({
    "f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula", "oldFormula",
})  # fmt: skip
"""Elements whose text is a formula."""
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_REACHING = re.compile(
    r"(?<![\w.])(?:_[a-z]+\.)*(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE|SQL\.REQUEST|STOCKHISTORY|PY|"
    r"TRANSLATE|DETECTLANGUAGE|COPILOT|GOOGLEFINANCE|IMPORT(?:DATA|XML|HTML|FEED|RANGE))\s*\(",
    re.IGNORECASE,
)
"""Functions that fetch from another server, or speak to another program."""
_ASKING = re.compile(r"[\w.)']\s*\|\s*[\w']")
"""A program and its topic, as in cmd|'/c calc'!A0."""
_OTHER_BOOK = re.compile(r"(?:[/\\]{2}|[a-z]:)[^'\[]*\[", re.IGNORECASE)
"""A workbook by its place, as in 'C:\\folder\\[book.xlsx]Sheet'."""
_LEADING = re.compile(r"(?<![\w.])HYPERLINK\s*\(\s*(\"(?:[^\"]|\"\")*\")?", re.IGNORECASE)


_PERHAPS = re.compile(
    rb"WEBSERVICE|IMAGE|RTD|CALL|REGISTER|EXEC|DDE|SQL\.REQUEST|STOCKHISTORY|PY|TRANSLATE|DETECTLANGUAGE|COPILOT|"
    rb"GOOGLEFINANCE|IMPORT|HYPERLINK|\||(?:[/\\]{2}|[a-z]:)[^'\[<>]*\[|&#|<!|<\?(?!xml\s)",
    re.IGNORECASE,
)
"""What a part has in which such a formula stands, spelt out or hidden; in most sheets there is nothing to follow."""


def clean(content: bytes) -> bytes:
    """Return a part of an Excel file, in plain markup, whose formulas stay within it."""
    if not _PERHAPS.search(content):
        return content
    return markup.without(content, _Reader(content).places())


def _reaches_out(formula: str) -> bool:
    """Say whether a formula leads out of its file, other than to a web page for a click."""
    bare = _TEXT.sub('""', formula)
    if _REACHING.search(bare) or _ASKING.search(bare) or _OTHER_BOOK.search(bare):
        return True
    return any(not _harmless(found[1]) for found in _LEADING.finditer(formula))


def _harmless(target: str | None) -> bool:
    """Say whether a link that begins with this text leads to a web page, or to a place in this file."""
    return target is not None and links.for_a_click(target[1:-1].replace('""', '"'))


class _Reader:
    """Follows the formulas through a part; those of a group, which the first of it spells out, go together."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._found: list[tuple[tuple[int, int], str]] = []
        self._gone: set[str] = set()
        self._places: list[tuple[int, int]] = []
        self._begun: int | None = None
        self._group = ""
        self._words: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say

    def places(self) -> list[tuple[int, int]]:
        """Return where the formulas stand that are to go."""
        self._parser.Parse(self._content, True)
        return [*self._places, *(place for place, group in self._found if group in self._gone)]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if markup.local(name) in _HOLDING:
            self._begun, self._group = self._parser.CurrentByteIndex, attributes.get("si", "")
            self._words.clear()

    def _say(self, words: str) -> None:
        if self._begun is not None:
            self._words.append(words)

    def _end(self, name: str) -> None:
        if markup.local(name) not in _HOLDING or self._begun is None:
            return
        place = (self._begun, markup.end_of_element(self._content, self._begun, self._parser.CurrentByteIndex))
        self._begun = None
        if self._group:
            self._found.append((place, self._group))
        if _reaches_out("".join(self._words)):
            self._places.append(place)
            self._gone |= {self._group} - {""}
