"""The distribution of rates as a picture (SVG) that stands by itself."""

from collections.abc import Mapping
from html import escape
from typing import Final

WIDTH, HEIGHT = 760, 340
LEFT, TOP, BOTTOM = 56, 56, 48
HIGHEST_RATE: Final = 60
INK, SOFT, LINE, BAR, NONE = "#1b2430", "#566072", "#e2dfd6", "#2f5fa8", "#8a6414"


def histogram(title: str, rates: Mapping[int, int], marks: Mapping[int, str]) -> str:
    """Bars for each rate in percent, by share of companies; `marks` names rates, as those at which tiers begin."""
    total = sum(rates.values()) or 1
    top = max([*rates.values(), 1]) / total
    step = (WIDTH - LEFT - 24) / (HIGHEST_RATE + 1)
    floor = HEIGHT - BOTTOM
    scale = (floor - TOP - 20) / top
    parts = [_text(LEFT, 28, title, INK, 16), *_grid(top, scale, floor)]
    for rate, count in sorted(rates.items()):
        height = count / total * scale
        fill = BAR if rate else NONE
        label = f"<title>{rate} %: {count / total:.1%}</title>"
        parts.append(
            f'<rect x="{LEFT + rate * step + 1:.1f}" y="{floor - height:.1f}" width="{step - 2:.1f}" '
            f'height="{height:.1f}" fill="{fill}">{label}</rect>'
        )
    for rate in range(0, HIGHEST_RATE + 1, 10):
        parts.append(_text(LEFT + (rate + 0.5) * step, floor + 18, f"{rate} %", SOFT, 12, "middle"))
    for rate, name in marks.items():
        x = LEFT + rate * step
        parts.append(f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{floor}" stroke="{LINE}"/>')
        parts.append(_text(x + 3, TOP - 2, name, SOFT, 11))
    parts.append(f'<line x1="{LEFT}" y1="{floor}" x2="{WIDTH - 24}" y2="{floor}" stroke="{INK}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="BIZ UDPGothic, Hiragino Sans, Noto Sans CJK JP, sans-serif">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#faf8f3"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _grid(top: float, scale: float, floor: float) -> list[str]:
    every = next(share for share in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if top / share <= 6)
    lines = []
    for place in range(1, int(top / every) + 1):
        y = floor - place * every * scale
        lines.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - 24}" y2="{y:.1f}" stroke="{LINE}"/>')
        lines.append(_text(LEFT - 6, y + 4, f"{place * every:.0%}", SOFT, 12, "end"))
    return lines


def _text(x: float, y: float, words: str, colour: str, size: int, anchor: str = "start") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} fill="{colour}" font-size="{size}">{escape(words)}</text>'
