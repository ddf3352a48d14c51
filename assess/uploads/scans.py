"""Scans and faxes of several pages in one TIFF: each page drawn anew, all of them kept as one PDF."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image, ImageChops

from assess import limits
from assess.uploads.refusals import ScanTooLong

LONGEST_SIDE = 842
"""Points of a page's longer side, as of A4: what a file says of its resolution is often wrong, its shape seldom."""
_KIND_OF_PAGE, _THUMBNAIL_OR_MASK = 254, 0b101
_STRIPS, _STRIP_LENGTHS, _ROWS_OF_STRIP = 273, 279, 278
_MOST_OBLONG = 4
"""Times that a pixel may be higher than wide, or wider than high; a fax of the coarse kind has two."""
_QUALITIES = (90, 75, 60, 45)


def pages(picture: Image.Image) -> list[int]:
    """Return the frames of a TIFF that are pages, not small copies or masks of others; raises ScanTooLong."""
    found, frame = [], 0
    while _at(picture, frame):
        if frame > 2 * limits.MOST_PAGES:  # each page may have a small copy
            raise ScanTooLong
        if not _said(picture).get(_KIND_OF_PAGE, 0) & _THUMBNAIL_OR_MASK:
            found.append(frame)
        frame += 1
    if len(found) > limits.MOST_PAGES:
        raise ScanTooLong
    picture.seek(found[0] if found else 0)
    return found or [0]


def squared(picture: Image.Image, shape: float) -> Image.Image:
    """Return it with pixels as wide as high, no more than are kept; `shape` is how much higher than wide they are."""
    if shape == 1:
        return picture
    width, height = picture.width * max(1, 1 / shape), picture.height * max(1, shape)
    part = min(1, (limits.MOST_PIXELS / (width * height)) ** 0.5)
    return picture.resize((max(1, int(width * part)), max(1, int(height * part))))


def shape(picture: Image.Image) -> float:
    """Return how much higher than wide the pixels of a TIFF are; 1 where it says nothing that can be so."""
    across, down = picture.info.get("dpi", (1, 1))
    found = float(across) / float(down) if across > 0 and down > 0 else 1.0
    return found if 1 / _MOST_OBLONG <= found <= _MOST_OBLONG and not 0.98 < found < 1.02 else 1.0


class Binder:
    """Binds pages into one PDF that is no larger than one file may be."""

    def __init__(self, count: int) -> None:
        self._pdf, self._left, self._room = pikepdf.new(), count, limits.LARGEST_FILE

    def add(self, page: Image.Image, shape: float) -> None:
        """Add a page in black and white, grey or RGB; `shape` is how much higher than wide its pixels are."""
        content, entries = self._fax(page) if page.mode == "1" else self._photo(page)
        self._left, self._room = self._left - 1, self._room - len(content)
        image = Stream(self._pdf, content, Type=Name.XObject, Subtype=Name.Image, **entries)
        high = page.height * shape
        part = LONGEST_SIDE / max(page.width, high)
        self._bind(image, max(1, round(page.width * part)), max(1, round(high * part)))

    def _fits(self, content: bytes) -> bool:
        """Say whether a page takes no more than its part of the room that is left."""
        return len(content) <= self._room // self._left

    def bound(self) -> bytes:
        """Return the PDF."""
        out = BytesIO()
        self._pdf.save(out, deterministic_id=True)
        return out.getvalue()

    def _bind(self, image: Stream, width: int, height: int) -> None:
        page = self._pdf.add_blank_page(page_size=(width, height))
        page.Resources = Dictionary(XObject=Dictionary(Im=image))
        page.Contents = Stream(self._pdf, b"q %d 0 0 %d 0 0 cm /Im Do Q" % (width, height))

    def _fax(self, page: Image.Image) -> tuple[bytes, dict[str, object]]:
        """Return a page in black and white as it is; where fine patterns make it too large, in grey."""
        content, entries = _fax(page)
        return (content, entries) if self._fits(content) else self._photo(page.convert("L"))

    def _photo(self, page: Image.Image) -> tuple[bytes, dict[str, object]]:
        """Return a page as JPEG."""
        content, size = next(one for one in _ever_smaller(page) if self._fits(one[0]))
        colours = Name.DeviceGray if page.mode == "L" else Name.DeviceRGB
        return content, _entries(size, colours, 8, Name.DCTDecode)


def _ever_smaller(page: Image.Image) -> Iterator[tuple[bytes, tuple[int, int]]]:
    for quality in _QUALITIES:
        yield _jpeg(page, quality), page.size
    while max(page.size) > 1:
        page = page.reduce(2)
        yield _jpeg(page, _QUALITIES[-1]), page.size


def _jpeg(page: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    page.save(out, "JPEG", quality=quality, comment=b"")
    return out.getvalue()


def _fax(page: Image.Image) -> tuple[bytes, dict[str, object]]:
    """Return a page in black and white, as faxes pack it (T.6); black is 1 there, and 0 in Pillow."""
    out = BytesIO()
    ImageChops.invert(page).save(out, "TIFF", compression="group4", tiffinfo={_ROWS_OF_STRIP: page.height})
    written = Image.open(out)
    tags = _said(written)
    start, length = tags[_STRIPS][0], tags[_STRIP_LENGTHS][0]
    how = Dictionary(K=-1, Columns=page.width, Rows=page.height)
    content = out.getbuffer()[start : start + length].tobytes()
    return content, {**_entries(page.size, Name.DeviceGray, 1, Name.CCITTFaxDecode), "DecodeParms": how}


def _entries(size: tuple[int, int], colours: Name, bits: int, packing: Name) -> dict[str, object]:
    return {"Width": size[0], "Height": size[1], "ColorSpace": colours, "BitsPerComponent": bits, "Filter": packing}


def _at(picture: Image.Image, frame: int) -> bool:
    try:
        picture.seek(frame)
    except EOFError:
        return False
    return True


def _said(picture: Image.Image) -> dict[int, Any]:
    return picture.tag_v2  # type: ignore[attr-defined, no-any-return]  # of a TIFF
