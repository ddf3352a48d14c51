"""Fields of Word: those that only show something stay; what asks or starts another program goes."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from assess.uploads import markup

_SHOWING = frozenset({
    "=", "ADDRESSBLOCK", "ADVANCE", "ASK", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BARCODE",
    "BIBLIOGRAPHY", "CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DISPLAYBARCODE", "DOCPROPERTY",
    "DOCVARIABLE", "EDITTIME", "EQ", "FILENAME", "FILESIZE", "FILLIN", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT",
    "GREETINGLINE", "HYPERLINK", "IF", "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEFIELD",
    "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF",
    "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "SET", "SHAPE", "SKIPIF",
    "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "TOA", "TOC", "USERADDRESS",
    "USERINITIALS", "USERNAME", "XE",
})  # fmt: skip
_NAMED = re.compile(r"\s*(?:=|\S+\s)")
"""Words whose first is complete, so that nothing that another field writes can lengthen it."""
_MARKS = (b"instrText", b"fldSimple")


@dataclass
class _Field:
    """One that is open: its words so far, where they stand, and whether another field helps to write them."""

    words: str = ""
    places: list[tuple[int, int]] = field(default_factory=list)
    told: bool = True  # its words come now; behind "separate" comes what it last showed
    by_another: bool = False

    @property
    def shows(self) -> bool:
        name = self.words.split(maxsplit=1)
        known = bool(name) and (name[0].upper() in _SHOWING or name[0].startswith("="))
        return known and not self.by_another


def clean(content: bytes) -> bytes:
    """Return a part of a Word file, in plain markup, whose fields only show something."""
    if not any(mark in content for mark in _MARKS):
        return content
    return markup.without(content, _Reader(content).places())


class _Reader:
    """Follows the fields through a part; they begin and end anywhere in it, and stand within each other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._open: list[_Field] = []
        self._taken: list[tuple[int, int]] = []
        self._begun: int | None = None
        self._simple: list[int | None] = []
        self._words: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words.append

    def places(self) -> list[tuple[int, int]]:
        """Return where the words stand that are to go."""
        self._parser.Parse(self._content, True)
        while self._open:  # a field that nothing ends
            self._close(self._open.pop())
        return self._taken

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        said = [value for key, value in attributes.items() if markup.local(key) in ("instr", "fldCharType")]
        match markup.local(name):
            case "instrText" | "delInstrText":
                self._begun = at
                self._words.clear()
            case "fldSimple":
                self._simple.append(None if all(_Field(words).shows for words in said) else at)
            case "fldChar":
                self._mark(*said[:1])
            case _:
                self._words.clear()

    def _end(self, name: str) -> None:
        at = self._parser.CurrentByteIndex
        match markup.local(name):
            case "instrText" | "delInstrText" if self._begun is not None:
                self._add((self._begun, markup.end_of_element(self._content, self._begun, at)))
                self._begun = None
            case "fldSimple":
                self._take_tags(self._simple.pop(), at)

    def _take_tags(self, begun: int | None, at: int) -> None:
        """Take a simple field out; what it last showed stands between its tags, and stays."""
        if begun is None:
            return
        behind = markup.end_of_tag(self._content, begun)
        self._taken.append((begun, behind))
        if self._content[behind - 2 : behind] != b"/>":
            self._taken.append((at, markup.end_of_tag(self._content, at)))

    def _add(self, place: tuple[int, int]) -> None:
        if self._open and self._open[-1].told:
            self._open[-1].words += "".join(self._words)
            self._open[-1].places.append(place)
        else:
            self._taken.append(place)  # words that belong to no field

    def _mark(self, type_: str = "") -> None:
        if type_ == "begin":
            if self._open and self._open[-1].told and not _NAMED.match(self._open[-1].words):
                self._open[-1].by_another = True
            self._open.append(_Field())
        elif self._open and type_ == "separate":
            self._open[-1].told = False
        elif self._open and type_ == "end":
            self._close(self._open.pop())

    def _close(self, closed: _Field) -> None:
        if not closed.shows:
            self._taken += closed.places
