"""Photos and screenshots: decoded within a limit, turned upright, drawn anew without anything hidden."""

from io import BytesIO

from PIL import Image, ImageCms, ImageFile

from assess import limits
from assess.uploads.clean import Cleaned, Kind
from assess.uploads.refusals import FileRefused, PictureBroken, PictureTooLarge

MOST_PIXELS = limits.MOST_PIXELS
PREVIEW_SIDE = 1280
"""The longest side of a preview, in pixels."""

# WebP is kept as JPEG: everyone can open it, and drawing a large WebP takes twenty times as long.
JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jfif"), ("webp",))
PNG = Kind("image/png", ("png",))
WEBP = Kind("image/webp", ("webp",))
KINDS = (JPEG, PNG, WEBP)

_ORIENTATION = 0x0112
_TURNS: dict[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_FORMATS = {"PNG": ("PNG", PNG), "JPEG": ("JPEG", JPEG), "WEBP": ("JPEG", JPEG)}
_QUALITY = 90


def clean(content: bytes) -> Cleaned | None:
    """Return the picture drawn anew, or None where it is none; raises PictureBroken, PictureTooLarge."""
    format_ = _format(content)
    if format_ is None:
        return None
    saved_as, kind = _FORMATS[format_]
    try:
        return Cleaned(kind, _saved(_upright(_opened(content, format_)), saved_as))
    except FileRefused:
        raise
    except Exception as fault:  # a decoder may fail in any way on a file that was made to make it fail
        raise PictureBroken from fault


def preview(content: bytes) -> bytes:
    """Return a stored picture as a small JPEG."""
    picture: Image.Image = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
    picture.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
    small = _opaque(picture)
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return _saved(small, "JPEG")


def _format(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "WEBP" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def _opened(content: bytes, format_: str) -> Image.Image:
    try:
        picture = Image.open(BytesIO(content), formats=(format_,))
    except Image.DecompressionBombError:
        raise PictureTooLarge from None
    if picture.width * picture.height > MOST_PIXELS:
        raise PictureTooLarge
    # WeasyPrint lets the whole process draw half pictures as well; the documents have none, and here none may pass.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    picture.load()
    # Sixteen bits of grey are a scanner's; eight are enough to read, and show everywhere.
    return picture.convert("I").point(lambda grey: grey / 256).convert("L") if "I" in picture.mode else picture


def _upright(picture: Image.Image) -> Image.Image:
    turn = _TURNS.get(picture.getexif().get(_ORIENTATION))
    return _in_srgb(picture if turn is None else picture.transpose(turn))


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Bring the colours into those that every screen shows, so that the colour profile can go."""
    profile = picture.info.get("icc_profile")
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
