"""The seal: vermilion letters in a rounded square, drawn as outlines, so that it needs no font."""

from functools import cache

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from assess.documents.fonts import MissingGlyph, NoJapaneseFont, face

SIDE = 62  # points: 22 mm
VERMILION = "0.749 0.247 0.165"  # #bf3f2a
_FACE = "BIZ UDPMincho"
_BORDER, _RADIUS, _MARGIN = 1.6, 6.0, 6.0

_Pair = tuple[float, float]


class _Operators(BasePen):  # type: ignore[misc]  # the library is not typed
    """Turns outlines into PDF path operators."""

    def __init__(self, glyphs: object, scale: _Pair, origin: _Pair) -> None:
        super().__init__(glyphs)
        self.scale, self.origin = scale, origin
        self.operators: list[str] = []

    def _point(self, point: _Pair) -> str:
        (x, y), (across, upright) = self.origin, self.scale
        return f"{x + point[0] * across:.2f} {y + point[1] * upright:.2f}"

    def _moveTo(self, pt: _Pair) -> None:  # noqa: N802 -- the pen's protocol
        self.operators.append(f"{self._point(pt)} m")

    def _lineTo(self, pt: _Pair) -> None:  # noqa: N802
        self.operators.append(f"{self._point(pt)} l")

    def _curveToOne(self, pt1: _Pair, pt2: _Pair, pt3: _Pair) -> None:  # noqa: N802
        self.operators.append(f"{self._point(pt1)} {self._point(pt2)} {self._point(pt3)} c")

    def _closePath(self) -> None:  # noqa: N802
        self.operators.append("h")


@cache
def seal_drawing(text: str) -> bytes:
    """PDF operators of a seal SIDE points wide: columns from right to left, as seals are read.

    Raises NoJapaneseFont, and MissingGlyph for a letter that the face has not.
    """
    rows = max(2, round(len(text) ** 0.5))
    columns = [text[start : start + rows] for start in range(0, len(text), rows)]
    width = (SIDE - 2 * _MARGIN) / len(columns)
    drawing = [f"{VERMILION} rg {VERMILION} RG {_BORDER} w {_rounded()} S .3 w"]
    found = face(_FACE)
    if found is None:
        raise NoJapaneseFont(_FACE)
    with TTFont(found.file, fontNumber=found.number, lazy=True) as font:
        for number, column in enumerate(columns):
            height = (SIDE - 2 * _MARGIN) / len(column)
            left = SIDE - _MARGIN - (number + 1) * width
            for row, letter in enumerate(column):
                drawing.append(_letter(font, letter, (left, SIDE - _MARGIN - (row + 1) * height, width, height)))
    return "\n".join([*drawing, "B"]).encode()


def _letter(font: TTFont, letter: str, cell: tuple[float, float, float, float]) -> str:
    name = font.getBestCmap().get(ord(letter))
    if name is None:
        raise MissingGlyph((f"U+{ord(letter):04X}",))
    left, foot, width, height = cell
    em, ascent = font["head"].unitsPerEm, font["OS/2"].sTypoAscender
    # Letters are drawn out to fill the seal, as an engraver does, but never beyond what reads well.
    across = min(width, height * 1.3) * 0.98
    upright = min(height, width * 1.6) * 0.96
    pen = _Operators(
        font.getGlyphSet(),
        (across / em, upright / em),
        (left + (width - across) / 2, foot + (height - upright) / 2 + (1 - ascent / em) * upright),
    )
    font.getGlyphSet()[name].draw(pen)
    return "\n".join(pen.operators)


def _rounded() -> str:
    near, far, bend = _BORDER, SIDE - _BORDER, _RADIUS * 0.4477
    left, right = near + _RADIUS, far - _RADIUS
    return (
        f"{left} {near} m {right} {near} l {far - bend} {near} {far} {near + bend} {far} {left} c "
        f"{far} {right} l {far} {far - bend} {far - bend} {far} {right} {far} c "
        f"{left} {far} l {near + bend} {far} {near} {far - bend} {near} {right} c "
        f"{near} {left} l {near} {near + bend} {near + bend} {near} {left} {near} c h"
    )
