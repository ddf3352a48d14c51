"""Which fonts a paper is set in, and whether they have every letter of it.

A certificate must never show an empty box where a letter should be. So the faces are looked up by name,
once a process, and every text is held against their character maps before anything is drawn.
"""

import re
import shutil
import subprocess
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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

    def __reduce__(self) -> tuple[type, tuple[str]]:
        """Cross from the process that sets papers."""
        return type(self), (self.family,)


class MissingGlyph(Exception):
    """No installed face has these letters. `code_points` reads like ("U+20BB7",)."""

    def __init__(self, code_points: tuple[str, ...]) -> None:
        self.code_points = code_points
        packages = " or ".join(FALLBACK_PACKAGES)
        super().__init__(f"No installed font has {', '.join(code_points)}; rare kanji need the package {packages}.")

    def __reduce__(self) -> tuple[type, tuple[tuple[str, ...]]]:
        """Cross from the process that sets papers."""
        return type(self), (self.code_points,)


@dataclass(frozen=True)
class Face:
    """A family's regular face: its file, its number in the file, and its letters as ranges of code points."""

    family: str
    file: Path
    number: int
    letters: tuple[range, ...]


@cache
def face(family: str) -> Face | None:
    """The family's regular face as the machine's font list has it; None where it is not installed."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    answer = subprocess.run(  # noqa: S603 -- fixed program; the family is one of the constants above
        [program, "--format", "%{file}\t%{index}\t%{charset}\n", f":family={family}:weight=80:slant=0"],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = (line.split("\t") for line in answer.stdout.splitlines())
    # The high half of an index counts named instances of variable fonts; the low half is the face.
    faces = (Face(family, Path(file), int(index) & 0xFFFF, _ranges(letters)) for file, index, letters in rows)
    return min(faces, key=lambda found: (found.file, found.number), default=None)


def _ranges(letters: str) -> tuple[range, ...]:
    """Code points as the font list writes them: "20-7e a5 2010-2015"."""
    ends = (part.partition("-") for part in letters.split())
    return tuple(range(int(first, 16), int(last or first, 16) + 1) for first, _, last in ends)


@cache
def _faces() -> tuple[Face, ...]:
    """The installed faces of the stack. Raises NoJapaneseFont."""
    for family in REQUIRED:
        if face(family) is None:
            raise NoJapaneseFont(family)
    return tuple(found for family in (*REQUIRED, *FALLBACK) if (found := face(family)))


@cache
def _letters() -> tuple[range, ...]:
    """All letters that some face has, as rising ranges that do not overlap."""
    merged: list[range] = []
    for part in sorted((part for found in _faces() for part in found.letters), key=lambda part: part.start):
        if merged and part.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(merged[-1].stop, part.stop))
        else:
            merged.append(part)
    return tuple(merged)


def _is_there(letter: str) -> bool:
    place = bisect_right(_letters(), ord(letter), key=lambda part: part.start)
    return place > 0 and ord(letter) in _letters()[place - 1]


@cache
def _variants() -> dict[str, str]:
    """Letters with a variation selector, and the first family that has a form of its own for each."""
    # Here, because it takes a third of a second and some memory that texts without selectors never need.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    variants: dict[str, str] = {}
    for known in reversed(_faces()):
        with TTFont(known.file, fontNumber=known.number, lazy=True) as font:
            for table in font["cmap"].tables:
                if table.format == 14:
                    for selector, pairs in table.uvsDict.items():
                        variants.update((chr(base) + chr(selector), known.family) for base, _ in pairs)
    return variants


def _variants_in(text: str) -> set[str]:
    return {base + selector for base, selector in _VARIATION.findall(text)}


def borrowed_variants(text: str) -> dict[str, str]:
    """Variants (異体字) that only a fallback face has, and its family.

    Left alone, the typesetter takes the face that has the plain letter, and prints the plain letter.
    """
    families = {variant: _variants().get(variant) for variant in _variants_in(text)}
    return {variant: family for variant, family in families.items() if family and family not in REQUIRED}


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Code points of `text` that no installed face can print, sorted; () when all is well.

    A letter with a variation selector (異体字) is one sign, and is missing when no face has that very
    form. Invisible and control letters never print and count as missing: they can only mislead.
    """
    sequences = _variants_in(text)
    letters = set(text) - _LAYOUT - {sequence[1] for sequence in sequences}
    missing = {letter for letter in letters if not _prints(letter) or not _is_there(letter)}
    if sequences:
        missing |= sequences - _variants().keys()
    return tuple(sorted(map(_name, missing)))


def _prints(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _name(letters: str) -> str:
    return " ".join(f"U+{ord(letter):04X}" for letter in letters)
