"""Plain text and lists of cells, kept as UTF-8 with the mark by which spreadsheets know it."""

import csv
import io
import re

from assess.uploads.clean import Cleaned, Kind
from assess.uploads.refusals import TextUnreadable, TextWithFormulas

PLAIN = Kind("text/plain", ("txt", "log"))
CELLS = Kind("text/csv", ("csv",))
KINDS = (PLAIN, CELLS)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\uf8f0-\uf8ff\ufffe\uffff]")
_FORMULA = re.compile(r"\s*(?:[=@＝＠]|[+\-＋－]\s*[^\s\d.,%\-])")


def clean(content: bytes, ending: str) -> Cleaned | None:
    """Return the text in UTF-8, or None where the name does not say that it is text."""
    kind = next((kind for kind in KINDS if ending in kind.endings), None)
    if kind is None:
        return None
    read = _read(content)
    if kind is CELLS:
        _refuse_formulas(read)
    return Cleaned(kind, read.encode("utf-8-sig"))


def _read(content: bytes) -> str:
    for code in ("utf-8-sig", "cp932"):
        try:
            read = content.decode(code)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(read) and read.strip():
            return read
    raise TextUnreadable


def _refuse_formulas(read: str) -> None:
    for separator in (",", ";", "\t"):
        try:
            cells = [cell for row in csv.reader(io.StringIO(read, newline=""), delimiter=separator) for cell in row]
        except csv.Error:
            raise TextUnreadable from None
        if any(_FORMULA.match(cell) for cell in cells):
            raise TextWithFormulas
