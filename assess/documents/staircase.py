"""The staircase of tiers as a picture, drawn to scale: dark to the control rate, light to the ceiling."""

from collections.abc import Mapping

from markupsafe import escape

from assess.documents.report_paper import Step

_WIDTH, _HEIGHT, _FLOOR, _TALLEST = 920, 575, 490, 430
_STEP, _GAP = 164, 20
_INK, _SOFT, _INDIGO, _MIDDLE, _PALE = "#1b2430", "#566072", "#1f3f77", "#8fa3c6", "#e6ebf4"


def staircase(steps: tuple[Step, ...], rate: int, cap: int, words: Mapping[str, str]) -> str:
    """SVG of all tiers. `words` has "now", "next" and "cap" with their figures, and "from" with %(score)s."""
    parts = [_tier(number, step, rate, cap, words) for number, step in enumerate(steps)]
    top = _FLOOR - _TALLEST
    right = len(steps) * (_STEP + _GAP) - _GAP
    parts.append(
        f'<path d="M0 {top}H{right}" stroke="{_SOFT}" stroke-width="2" stroke-dasharray="8 6"/>'
        + _text(_STEP / 2, top - 12, words["cap"], _SOFT)
        + f'<path d="M0 {_FLOOR}H{right}" stroke="{_INK}" stroke-width="2"/>'
    )
    width = max(_WIDTH, right)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" '
        f'font-family="BIZ UDPGothic">{"".join(parts)}</svg>'
    )


def _tier(number: int, step: Step, rate: int, cap: int, words: Mapping[str, str]) -> str:
    left, now = number * (_STEP + _GAP), step.state == "now"
    ceiling, control = step.ceiling * _TALLEST / cap, step.rate * _TALLEST / cap
    dark = _INDIGO if now else _MIDDLE
    parts = [
        _bar(left, max(ceiling, 6), _PALE, f' stroke="{_MIDDLE}" stroke-width="1.5"'),
        _slope(left, control, step.rate_to * _TALLEST / cap, dark),
        _text(left + _STEP / 2, _FLOOR + 34, step.name, _INK if now else _SOFT, bold=now),
        _text(left + _STEP / 2, _FLOOR + 66, words["from"] % {"score": step.score}, _SOFT, size=23),
    ]
    if now:
        height = _FLOOR - max(rate * _TALLEST / cap, 6)
        parts.append(
            f'<path d="M{left - 6} {height:.1f}h{_STEP + 12}" stroke="{_INK}" stroke-width="6"/>'
            f'<path d="M{left + _STEP / 2 - 11} {height - 26:.1f}h22l-11 17z" fill="{_INK}"/>'
            + _text(left + _STEP / 2, _above(step, height, ceiling), words["now"], _INK, bold=True, size=30)
        )
    if step.state == "next":
        parts.append(_text(left + _STEP / 2, _FLOOR - ceiling - 14, words["next"], _INDIGO, bold=True))
    return "".join(parts)


def _bar(left: float, height: float, fill: str, line: str) -> str:
    return f'<rect x="{left}" y="{_FLOOR - height:.1f}" width="{_STEP}" height="{height:.1f}" fill="{fill}"{line}/>'


def _above(step: Step, height: float, ceiling: float) -> float:
    """Where the word for the present rate stands: over its mark, and over the bar where that ends just above it."""
    top = _FLOOR - max(ceiling, 6)
    return min(height, top + 18) - 36 if step.rate_to != step.rate and height - top < 60 else height - 36


def _slope(left: float, begins: float, ends: float, fill: str) -> str:
    """A bar whose top rises with the score, or a level one."""
    if begins == ends:
        return _bar(left, begins, fill, "")
    return (
        f'<path d="M{left} {_FLOOR}V{_FLOOR - begins:.1f}L{left + _STEP} {_FLOOR - ends:.1f}V{_FLOOR}z" fill="{fill}"/>'
    )


def _text(x: float, y: float, text: str, fill: str, *, bold: bool = False, size: int = 26) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{size}" fill="{fill}"{weight}>'
        f"{escape(text)}</text>"
    )
