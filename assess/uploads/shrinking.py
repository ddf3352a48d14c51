"""Large pictures, made smaller with little memory: by the decoder where it can, and else strip by strip."""

from collections.abc import Callable

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

_STRIP = 4_000_000
"""Pixels of the large picture that are looked at at once, and a few rows more."""
_FEWEST_ROWS = 8
_SCALES = (1, 2, 4, 8)
_WHOLE_WEBP = 11
"""Bytes counted for each pixel: its decoder takes sixteen, but where it gives so few pixels none is drawn anew."""

Strip = Callable[[int, int], Image.Image]
"""Gives the rows from one to another (which is left out) of a large picture."""


def fits(picture: Image.Image, most_bytes: int) -> bool:
    """Say whether it can be decoded in so many bytes; a large JPEG is set to be decoded at a half, quarter, eighth."""
    pixels = picture.width * picture.height
    if isinstance(picture, JpegImageFile):
        held, size = _held(picture), picture.size
        scale = next((scale for scale in _SCALES if held + 4 * pixels // scale**2 <= most_bytes), None)
        if scale is not None and scale > 1:
            picture.draft(None, (size[0] // scale, size[1] // scale))
        return scale is not None
    each = _WHOLE_WEBP if picture.format == "WEBP" else {"1": 2, "L": 1}.get(picture.mode, 4)
    return pixels * each <= most_bytes


def _held(picture: JpegImageFile) -> int:
    """Return what the decoder keeps of a whole progressive JPEG: two bytes for each sample."""
    if not picture.info.get("progressive"):
        return 0
    parts = [(across, down) for _, across, down, *_ in picture.layer]
    most = max(across for across, _ in parts) * max(down for _, down in parts)
    return 2 * picture.width * picture.height * sum(across * down for across, down in parts) // most


def in_eight_bits(picture: Image.Image) -> Image.Image:
    """Return it in eight bits: sixteen of grey are a scanner's; eight are enough to read, and show everywhere."""
    if picture.mode.startswith("I;16"):
        high = 0 if picture.mode.endswith("B") else 1
        return Image.frombytes("L", picture.size, picture.tobytes()[high::2])
    if picture.mode == "I":
        return picture.point(lambda grey: grey / 256).convert("L")
    return picture.convert("L") if picture.mode == "F" else picture


def to_pixels(picture: Image.Image, most: int) -> Image.Image:
    """Return it with at most so many pixels, drawn smaller where it has more."""
    if picture.width * picture.height <= most:
        return picture
    if picture.mode not in ("L", "RGB", "RGBA", "CMYK"):
        mode = "L" if picture.mode == "1" else "RGBA" if picture.has_transparency_data else "RGB"
        return strips(picture.size, mode, lambda top, end: picture.crop((0, top, picture.width, end)), most)
    return strips(picture.size, picture.mode, lambda top, end: picture.crop((0, top, picture.width, end)), most)


def strips(size: tuple[int, int], mode: str, strip: Strip, most: int) -> Image.Image:
    """Return a smaller picture of a large one, which `strip` gives piece by piece."""
    width, height = size
    part = min(1.0, (most / (width * height)) ** 0.5)
    small = Image.new(mode, (max(1, int(width * part)), max(1, int(height * part))))
    rows = max(_FEWEST_ROWS, int(_STRIP * part / width))
    for top in range(0, small.height, rows):
        end = min(top + rows, small.height)
        start, stop = top * height / small.height, end * height / small.height
        first, last = int(start), min(height, int(stop) + 1)
        piece = strip(first, last).convert(mode)
        box = (0, start - first, width, min(stop - first, piece.height))
        small.paste(piece.resize((small.width, end - top), Image.Resampling.LANCZOS, box), (0, top))
    return small
