"""Line work of the certificate: a woven frame and a rosette, as a printing house engraves them.

Computed once and painted under the text as PDF operators, marked as decoration. Lengths in points.
"""

from collections.abc import Callable
from functools import cache
from math import cos, pi, sin

WIDTH, HEIGHT = 595.28, 841.89  # A4
INDIGO, PALE, FAINT = "0.122 0.247 0.467", "0.60 0.67 0.79", "0.87 0.90 0.945"
_MM = 72 / 25.4
_OUTER, _HAIR, _INNER = 11.0 * _MM, 11.9 * _MM, 15.4 * _MM
_STRANDS, _ACROSS, _ALONG, _LOBES = 4, 36, 52, 12

_Curve = Callable[[float], tuple[float, float]]


@cache
def frame() -> bytes:
    """Two lines and four woven strands between them, all round the page."""
    near = (_HAIR + _INNER) / 2
    far, top = WIDTH - near, HEIGHT - near
    sides = (
        _weave(f"1 0 0 1 {near:.2f} {near:.2f} cm", (far - near) / _ACROSS, _ACROSS),
        _weave(f"1 0 0 1 {near:.2f} {top:.2f} cm", (far - near) / _ACROSS, _ACROSS),
        _weave(f"0 1 -1 0 {near:.2f} {near:.2f} cm", (top - near) / _ALONG, _ALONG),
        _weave(f"0 1 -1 0 {far:.2f} {near:.2f} cm", (top - near) / _ALONG, _ALONG),
    )
    lines = f"{_box(_OUTER)} 1.5 w S {_box(_HAIR)} .4 w S {_box(_INNER)} .55 w S"
    return _decoration(f"{PALE} RG .35 w {' '.join(sides)} {INDIGO} RG {lines}")


@cache
def rosette() -> bytes:
    """A faint guilloche behind the rate."""
    lobe = "".join(
        _stroke(_petal(reach * 60 * _MM, depth, 2 * pi * strand / 8), 2 * pi / _LOBES, 8)
        for reach, depth in ((0.66, 0.30), (0.33, 0.40))
        for strand in range(8)
    )
    across, up = cos(2 * pi / _LOBES), sin(2 * pi / _LOBES)
    turn = f"{across:.6f} {up:.6f} {-up:.6f} {across:.6f} 0 0 cm\n"
    centre = f"1 0 0 1 {WIDTH / 2:.2f} {HEIGHT - 156 * _MM:.2f} cm"
    return _decoration(f"{FAINT} RG .45 w {centre}\n{(lobe + turn) * _LOBES}")


def _decoration(operators: str) -> bytes:
    return f"/Artifact BMC q 1 J 1 j {operators} Q EMC\n".encode()


def _box(inset: float) -> str:
    return f"{inset:.2f} {inset:.2f} {WIDTH - 2 * inset:.2f} {HEIGHT - 2 * inset:.2f} re"


def _weave(place: str, wave: float, waves: int) -> str:
    """One side of the frame: the same wave of all strands again and again, which packs to nothing."""
    strands = "".join(_stroke(_sine(wave, strand / _STRANDS), wave, 6) for strand in range(_STRANDS))
    return f"q {place}\n" + (strands + f"1 0 0 1 {wave:.4f} 0 cm\n") * waves + "Q"


def _sine(wave: float, shift: float) -> _Curve:
    return lambda x: (x, 1.35 * _MM * sin(2 * pi * (x / wave + shift)))


def _petal(radius: float, depth: float, phase: float) -> _Curve:
    def point(angle: float) -> tuple[float, float]:
        distance = radius * (1 + depth * sin(_LOBES * angle + phase))
        return distance * cos(angle), distance * sin(angle)

    return point


def _stroke(curve: _Curve, length: float, pieces: int) -> str:
    """The curve from 0 to `length` as Bézier pieces whose tangents are the curve's own."""
    step = length / pieces
    path = ["{:.2f} {:.2f} m".format(*curve(0))]
    for piece in range(pieces):
        start, end = piece * step, (piece + 1) * step
        leave, arrive = _tangent(curve, start, step), _tangent(curve, end, step)
        (x, y), (next_x, next_y) = curve(start), curve(end)
        path.append(
            f"{x + leave[0]:.2f} {y + leave[1]:.2f} "
            f"{next_x - arrive[0]:.2f} {next_y - arrive[1]:.2f} {next_x:.2f} {next_y:.2f} c"
        )
    return "\n".join([*path, "S\n"])


def _tangent(curve: _Curve, at: float, step: float) -> tuple[float, float]:
    """A third of the curve's direction over one piece: the handle of a Bézier piece."""
    near = step / 1000
    before, after = curve(at - near), curve(at + near)
    scale = step / (2 * near) / 3
    return (after[0] - before[0]) * scale, (after[1] - before[1]) * scale
