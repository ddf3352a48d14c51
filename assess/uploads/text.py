"""Plain text and lists of cells, kept as UTF-8 with the mark by which spreadsheets know it."""

import codecs
import re
from collections.abc import Iterator

from assess.uploads.clean import Cleaned
from assess.uploads.kinds import CELLS, TEXTS
from assess.uploads.left_out import LeftOut
from assess.uploads.refusals import TextUnreadable

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\uf8f0-\uf8ff\ufffe\uffff]")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = ",;\t"
_SAID_SEPARATOR = re.compile(r'\ufeff?"?sep=([^\r\n"])', re.IGNORECASE)
# What a spreadsheet passes over before it looks at the first sign of a cell.
_BLANKS = (
    "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace()) + '"\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'
)
_BULLETS = "+-＋－﹢﹣−"
_SIGNS = "=@＝＠﹦﹫" + _BULLETS
_PARTED = re.compile(r"[,;\t](?!\d)")
_NO_FORMULA = re.compile(r"[+\-＋－−]?[\d\s.,]*%?|[-－−\s]+|[=＝\s]+")
"""A number, a telephone number, a dash for "none", a line of signs: signs without anything to compute."""


def clean(content: bytes, ending: str) -> Cleaned | None:
    """Return the text in UTF-8, or None where the name does not say that it is text."""
    kind = next((kind for kind in TEXTS if ending in kind.endings), None)
    if kind is None:
        return None
    read = _read(content)
    told = _defused(read) if kind is CELLS else read
    left_out = frozenset({LeftOut.FORMULAS}) if told != read else frozenset()
    return Cleaned(kind, told.encode("utf-8-sig"), left_out=left_out)


def _read(content: bytes) -> str:
    for code in ("utf-16",) if content.startswith(_WIDE) else ("utf-8-sig", "cp932"):
        try:
            read = content.decode(code)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(read) and read.strip():
            return read
    raise TextUnreadable


def _defused(read: str) -> str:
    """Put an apostrophe before each cell that a spreadsheet could compute, whichever separator it goes by."""
    said = _SAID_SEPARATOR.match(read)
    starts = {
        start
        for separator in {*_SEPARATORS, *(said[1] if said else "")}
        for start, cell in _cells(read, separator)
        if _computable(cell)
    }
    parts, last = [], 0
    for start in sorted(starts):
        parts += [read[last:start], "'"]
        last = start
    return "".join((*parts, read[last:]))


def _computable(cell: str) -> bool:
    plain = cell.lstrip(_BLANKS)
    if plain.startswith(tuple(_BULLETS)):
        # What another separator parts is not computed as one, but for the comma of a decimal number.
        plain = _PARTED.split(plain, maxsplit=1)[0]
    return plain.startswith(tuple(_SIGNS)) and not _NO_FORMULA.fullmatch(plain)


def _cells(read: str, separator: str) -> Iterator[tuple[int, str]]:
    """Yield the text of each cell, and where it starts: behind its quote where it has one.

    What stands behind a closing quote belongs to the cell; a quote that nothing closes is a sign like any other.
    """
    end = rf"[^{re.escape(separator)}\r\n]*"
    cell = re.compile(rf'"(?P<quoted>[^"]*(?:""[^"]*)*)"(?P<behind>{end})|{end}')
    at = 0
    while at <= len(read):
        found = cell.match(read, at)
        if found is None:
            return
        if found["quoted"] is None:
            yield at, found[0]
        else:
            yield found.start("quoted"), found["quoted"] + found["behind"]
        at = found.end() + 1
