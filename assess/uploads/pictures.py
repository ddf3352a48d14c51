"""Photos and screenshots: decoded within limits, made smaller where need be, turned upright, drawn anew."""

import warnings
from datetime import date, datetime
from io import BytesIO

from PIL import Image, ImageCms, ImageFile

from assess import limits
from assess.uploads import heic, rows, scans, shrinking
from assess.uploads.clean import Cleaned, Kind
from assess.uploads.kinds import JPEG, PDF, PNG
from assess.uploads.refusals import FileRefused, PictureBroken, PictureTooLarge

PREVIEW_SIDE = 1280
"""The longest side of a preview, in pixels."""
MOST_BYTES = 200_000_000
"""Bytes that a picture may take while it is decoded; with what is drawn of it, a child has half as much again."""

_ORIENTATION, _EXIF, _TAKEN = 0x0112, 0x8769, 0x9003
_TURNS: dict[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_HEADS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"II+\0": "TIFF",
    b"MM\0+": "TIFF",
}
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_QUALITY = 90


def clean(content: bytes) -> Cleaned | None:
    """Return the picture drawn anew, or None where it is none; a TIFF of several pages becomes a PDF.

    Raises PictureBroken, PictureTooLarge, ScanTooLong.
    """
    format_ = _format(content)
    if format_ is None:
        return None
    try:
        if format_ == "TIFF" and len(pages := scans.pages(_opened(content, format_))) > 1:
            return _bound(content, pages)
        picture, taken_on = _drawn(content, format_)
        return Cleaned(*_kept(picture, "PNG" if format_ == "PNG" else "JPEG"), taken_on)
    except FileRefused:
        raise
    except MemoryError:
        raise PictureTooLarge from None
    except Exception as fault:  # a decoder may fail in any way on a file that was made to make it fail
        raise (PictureTooLarge if heic.lacked_memory(fault) else PictureBroken) from fault


def preview(content: bytes) -> bytes:
    """Return a stored picture as a small JPEG."""
    picture: Image.Image = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
    picture.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
    picture = shrinking.to_pixels(picture, limits.MOST_PIXELS)
    small = _opaque(picture)
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return _saved(small, "JPEG")


def _format(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return "HEIF"
    return next((format_ for head, format_ in _HEADS.items() if content.startswith(head)), None)


def _bound(content: bytes, pages: list[int]) -> Cleaned:
    """Bind these frames of a TIFF; one at a time is decoded."""
    picture = _opened(content, "TIFF")
    taken_on, binder = _taken_on(picture.getexif()), scans.Binder(len(pages))
    for number in pages:
        picture.seek(number)
        _check_fits(picture)
        shape, profile = scans.shape(picture), picture.info.get("icc_profile")
        page = _in_srgb(shrinking.to_pixels(_loaded(picture), limits.MOST_PIXELS), profile)
        binder.add(page if page.mode == "1" else _opaque(page), shape)
        del page
    return Cleaned(PDF, binder.bound(), taken_on)


def _drawn(content: bytes, format_: str) -> tuple[Image.Image, date | None]:
    """Return the picture upright, small enough and in the colours of every screen, and the day that it says."""
    # Each step lets go of what the step before made: two large pictures are all that there is room for.
    if format_ == "PNG" and (large := rows.large(content, limits.MOST_PIXELS)) is not None:
        return _drawn_by_rows(content, large)
    picture = _opened(content, format_)
    data, profile = picture.getexif(), picture.info.get("icc_profile")
    taken_on, turn = _taken_on(data), _TURNS.get(data.get(_ORIENTATION))
    if format_ == "HEIF":
        picture, turn = heic.decoded(content, limits.MOST_PIXELS), None  # its decoder turns it
    elif format_ == "TIFF":
        shape, turn = scans.shape(picture), None  # as does this one
        picture = scans.squared(shrinking.to_pixels(_loaded(picture), limits.MOST_PIXELS), shape)
    else:
        picture = shrinking.to_pixels(_loaded(picture), limits.MOST_PIXELS)
    return _in_srgb(_turned(picture, turn), profile), taken_on


def _drawn_by_rows(content: bytes, large: rows.Rows) -> tuple[Image.Image, date | None]:
    """Return the same of a large PNG, which is never decoded as a whole."""
    whole, data = _looked_at(content, "PNG"), large.exif()
    seen_through = "RGBA" if whole.has_transparency_data else "RGB"
    picture = large.smaller(whole.mode if whole.mode == "L" else seen_through, limits.MOST_PIXELS)
    turned = _turned(picture, _TURNS.get(data.get(_ORIENTATION)))
    return _in_srgb(turned, whole.info.get("icc_profile")), _taken_on(data)


def _turned(picture: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    return picture if turn is None else picture.transpose(turn)


def _opened(content: bytes, format_: str) -> Image.Image:
    picture = _looked_at(content, format_)
    if format_ == "TIFF":
        scans.pages(picture)  # the first that is one
    _check_fits(picture)
    return picture


def _looked_at(content: bytes, format_: str) -> Image.Image:
    """Return a picture of which only the head was read."""
    if format_ == "HEIF":
        heic.known()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(BytesIO(content), formats=(format_,))
    except Image.DecompressionBombError:
        raise PictureTooLarge from None


def _check_fits(picture: Image.Image) -> None:
    if not shrinking.fits(picture, MOST_BYTES):
        raise PictureTooLarge


def _loaded(picture: Image.Image) -> Image.Image:
    # WeasyPrint lets the whole process draw half pictures as well; the documents have none, and here none may pass.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    picture.load()
    return shrinking.in_eight_bits(picture)


def _taken_on(data: Image.Exif) -> date | None:
    """Return the day on which the camera says that it took the picture; a clock that was never set says none."""
    said = data.get_ifd(_EXIF).get(_TAKEN) or data.get(_TAKEN)
    try:
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date()
    except ValueError:
        return None


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring the colours into those that every screen shows, so that the colour profile can go."""
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        turned = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError):
        return picture
    return turned or picture


def _kept(picture: Image.Image, format_: str) -> tuple[Kind, bytes]:
    """Return the kind and the bytes that are kept; a photo that is a huge PNG becomes a JPEG."""
    if format_ == "PNG" and len(png := _saved(picture, "PNG")) <= limits.LARGEST_FILE:
        return PNG, png
    return JPEG, _saved(picture, "JPEG")


def _saved(picture: Image.Image, format_: str) -> bytes:
    out = BytesIO()
    picture = _opaque(picture) if format_ == "JPEG" else picture
    # Pillow writes comments, XMP and profiles again that it finds here; what is shown through stays.
    picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    options = {"quality": _QUALITY} if format_ == "JPEG" else {"compress_level": 6}
    picture.save(out, format_, **options)
    return out.getvalue()


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L"):
        return picture
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    layer = picture.convert("RGBA")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground
