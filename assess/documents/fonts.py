"""Which fonts a paper is set in, and whether they have every letter of it.

A certificate must never show an empty box where a letter should be. So the faces are looked up by name,
once a process, and every text is held against their character maps before anything is drawn.
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

# The order of the CSS stacks in templates/documents: the first face that has a letter sets it.
REQUIRED = {
    "BIZ UDPGothic": "fonts-morisawa-bizud-gothic",
    "BIZ UDPMincho": "fonts-morisawa-bizud-mincho",
}
FALLBACK = ("Noto Sans CJK JP", "IPAmjMincho", "DejaVu Sans")
FALLBACK_PACKAGES = ("fonts-noto-cjk", "fonts-ipamj-mincho")

_VARIATION = re.compile("(.)([\ufe00-\ufe0f\U000e0100-\U000e01ef])", re.DOTALL)
_LAYOUT = frozenset("\n\r\t ")


class NoJapaneseFont(Exception):
    """No Japanese face is installed; the message names the package that brings it."""

    def __init__(self, family: str) -> None:
        self.family, self.package = family, REQUIRED[family]
        super().__init__(f"The font {family} is missing; install the package {self.package}.")


class MissingGlyph(Exception):
    """No installed face has these letters. `code_points` reads like ("U+20BB7",)."""

    def __init__(self, code_points: tuple[str, ...]) -> None:
        self.code_points = code_points
        packages = " or ".join(FALLBACK_PACKAGES)
        super().__init__(f"No installed font has {', '.join(code_points)}; rare kanji need the package {packages}.")


@dataclass(frozen=True)
class Repertoire:
    """What the installed faces can print: letters by code point, and letters with a variation selector."""

    letters: frozenset[int]
    sequences: frozenset[str]


@cache
def repertoire() -> Repertoire:
    """What the faces of the stack have together. Raises NoJapaneseFont."""
    for family in REQUIRED:
        if regular_file(family) is None:
            raise NoJapaneseFont(family)
    letters: set[int] = set()
    sequences: set[str] = set()
    for file in filter(None, map(regular_file, (*REQUIRED, *FALLBACK))):
        with TTFont(file[0], fontNumber=file[1], lazy=True) as font:
            letters.update(font.getBestCmap())
            sequences.update(_sequences(font))
    return Repertoire(frozenset(letters), frozenset(sequences))


def _sequences(font: TTFont) -> Iterator[str]:
    for table in font["cmap"].tables:
        if table.format == 14:
            for selector, pairs in table.uvsDict.items():
                yield from (chr(base) + chr(selector) for base, _ in pairs)


def regular_file(family: str) -> tuple[Path, int] | None:
    """File of the family's regular face and the face's number in it; None where it is not installed."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    answer = subprocess.run(  # noqa: S603 -- fixed program; the family is one of the constants above
        [program, "--format", "%{file}\t%{index}\n", f":family={family}:weight=80:slant=0"],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = (line.split("\t") for line in answer.stdout.splitlines())
    # The high half of an index counts named instances of variable fonts; the low half is the face.
    return min(((Path(path), int(index) & 0xFFFF) for path, index in rows), default=None)


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Code points of `text` that no installed face can print, sorted; () when all is well.

    A letter with a variation selector (異体字) is one sign, and is missing when no face has that very
    form. Invisible and control letters never print and count as missing: they can only mislead.
    """
    available = repertoire()
    sequences = {base + selector for base, selector in _VARIATION.findall(text)}
    letters = set(text) - _LAYOUT - {sequence[1] for sequence in sequences}
    missing = {letter for letter in letters if not _prints(letter) or ord(letter) not in available.letters}
    return tuple(sorted(map(_name, missing | (sequences - available.sequences))))


def _prints(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _name(letters: str) -> str:
    return " ".join(f"U+{ord(letter):04X}" for letter in letters)
