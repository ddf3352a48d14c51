"""Checks a file by what is in it, and returns it clean; knows no database and no web.

What is stored is what was read here: pictures are drawn anew, PDFs and Office files are packed anew from
the parts that were checked, so that nothing hidden before, behind or between them comes through.
"""

from assess import limits
from assess.uploads import names, office, pdf, pictures, text
from assess.uploads.clean import Cleaned, CleanFile, Kind
from assess.uploads.refusals import FileEmpty, FileTooLarge, HeicPhoto, Misnamed, OfficeOld, OtherPicture, UnknownKind

__all__ = ["ENDINGS", "LARGEST", "CleanFile", "check", "preview"]

LARGEST = limits.LARGEST_FILE
"""Bytes of one file."""

KINDS: tuple[Kind, ...] = (*pictures.KINDS, pdf.KIND, *office.KINDS, *text.KINDS)
ENDINGS = tuple(f".{ending}" for kind in KINDS for ending in kind.endings)
"""The endings that are taken, for the control that chooses a file."""

_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHER_PICTURES = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"8BPS", b"\x00\x00\x00\x0cJXL ", b"\xff\x0a")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

preview = pictures.preview


def check(name: str, content: bytes) -> CleanFile:
    """Return the file clean, its name too; raises a FileRefused."""
    if not content:
        raise FileEmpty
    if len(content) > LARGEST:
        raise FileTooLarge
    ending = names.ending(name)
    clean = _cleaned(content, ending)
    if ending and ending not in (*clean.kind.endings, *clean.kind.known_as):
        raise Misnamed
    return CleanFile(names.clean(name, clean.kind), clean.kind.media_type, clean.content)


def _cleaned(content: bytes, ending: str) -> Cleaned:
    for clean in (pictures.clean, pdf.clean, office.clean):
        found = clean(content)
        if found is not None:
            return found
    _refuse_known(content)
    found = text.clean(content, ending)
    if found is not None:
        return found
    raise Misnamed if f".{ending}" in ENDINGS else UnknownKind


def _refuse_known(content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        raise OfficeOld
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise HeicPhoto
    if content.startswith(_OTHER_PICTURES) or content[4:12] == b"ftypavif" or b"<svg" in content[:2000].lower():
        raise OtherPicture
