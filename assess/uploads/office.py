"""Word, Excel, PowerPoint (Office Open XML): unpacked within limits, checked part by part, packed anew."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree as Xml

from assess.uploads.clean import Cleaned, Kind
from assess.uploads.refusals import FileBloated, FileRefused, OfficeActive, OfficeBroken, OfficeLinked, OfficeStuffed

MOST_PARTS = 2000
MOST_UNPACKED = 64_000_000
"""Bytes of all parts together."""
MOST_TIMES = 250
"""How many times larger than packed a part may be once it has a million bytes."""

_TYPES = "application/vnd.openxmlformats-officedocument."
DOCX = Kind(f"{_TYPES}wordprocessingml.document", ("docx",))
XLSX = Kind(f"{_TYPES}spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(f"{_TYPES}presentationml.presentation", ("pptx",))
KINDS = (DOCX, XLSX, PPTX)

_LOCKED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_INDEX = "[Content_Types].xml"
_PACKAGE_LINKS = "_rels/.rels"
_MARKUP = frozenset({"xml", "rels", "vml", "psmdcp"})
_DRAWN = frozenset({
    "png", "jpg", "jpeg", "jpe", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "webp", "svg",
    "odttf", "fntdata",
})  # fmt: skip
_ACTIVE = re.compile(r"macro|vba|activex|oleobject|webextension", re.IGNORECASE)
_CODES = (None, "utf-8", "utf-16", "us-ascii")
_CODE = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_NO_MARKUP = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def clean(content: bytes) -> Cleaned | None:
    """Return the file packed anew, or None where it is no package; raises FileBloated and the Office refusals."""
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        parts = _unpacked(content)
        kind = _kind(parts)
    except FileRefused:
        raise
    except Exception as fault:  # an unpacker may fail in any way on a file that was made to make it fail
        raise OfficeBroken from fault
    return Cleaned(kind, _packed(parts))


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Read all parts; nothing may stand before or after the package, nor twice in it, nor outside its folder."""
    if content[-22:-18] != b"PK\x05\x06":
        raise OfficeBroken
    with zipfile.ZipFile(BytesIO(content)) as package:
        listed = [info for info in package.infolist() if not info.is_dir()]
        _check_list(listed)
        return {info.filename: _part(package, info) for info in listed}


def _check_list(listed: list[zipfile.ZipInfo]) -> None:
    if len(listed) > MOST_PARTS or sum(info.file_size for info in listed) > MOST_UNPACKED:
        raise FileBloated
    if any(info.file_size > max(1_000_000, MOST_TIMES * info.compress_size) for info in listed):
        raise FileBloated
    names = [info.filename.lower() for info in listed]
    if len(set(names)) < len(names) or any(_outside(info) for info in listed):
        raise OfficeBroken
    if _INDEX.lower() not in names or min(info.header_offset for info in listed) != 0:
        raise OfficeBroken
    if any(info.flag_bits & _LOCKED or info.compress_type not in _PACKINGS for info in listed):
        raise OfficeBroken


def _outside(info: zipfile.ZipInfo) -> bool:
    name = info.orig_filename
    return (
        not name.isprintable()
        or name.startswith("/")
        or "\\" in name
        or ":" in name
        or any(step in ("", ".", "..") for step in name.split("/"))
    )


def _part(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    content = package.read(info)
    ending = PurePosixPath(info.filename).suffix.lower().lstrip(".")
    if info.filename == _PACKAGE_LINKS or ending in _MARKUP:
        _check_markup(content)
    elif _ACTIVE.search(info.filename) or (ending == "bin" and "/printerSettings/" not in info.filename):
        raise OfficeActive
    elif ending not in _DRAWN and ending != "bin":
        raise OfficeStuffed
    return content


def _check_markup(content: bytes) -> None:
    """Refuse markup that declares entities, or hides behind a code in which we would not see them."""
    if not content:
        return
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    said = content.decode("utf-16" if wide else "utf-8-sig")
    code = _CODE.match(said.lstrip())
    if not said.lstrip().startswith("<") or _NO_MARKUP.search(said):
        raise OfficeBroken
    if (code[1].lower() if code else None) not in _CODES:
        raise OfficeBroken


def _kind(parts: Mapping[str, bytes]) -> Kind:
    """Return the kind that the main part has, after looking at what all parts say they are and link to."""
    said = {
        entry.get("PartName", entry.get("Extension", "")): entry.get("ContentType", "")
        for entry in _markup(parts, _INDEX)
    }
    if any(_ACTIVE.search(type_) for type_ in said.values()):
        raise OfficeActive
    for name in parts:
        if name.endswith(".rels"):
            _check_links(parts, name)
    if any(name.startswith("xl/externalLinks/") for name in parts):
        raise OfficeLinked
    main = "/" + _main_part(parts)
    for kind in KINDS:
        if said.get(main) == f"{kind.media_type}.main+xml" and main[1:] in parts:
            return kind
    raise OfficeBroken


def _main_part(parts: Mapping[str, bytes]) -> str:
    for link in _markup(parts, _PACKAGE_LINKS):
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    raise OfficeBroken


def _check_links(parts: Mapping[str, bytes], name: str) -> None:
    for link in _markup(parts, name):
        type_ = link.get("Type", "")
        if _ACTIVE.search(type_):
            raise OfficeActive
        if link.get("TargetMode", "").lower() == "external" and not type_.endswith("/hyperlink"):
            raise OfficeLinked


def _markup(parts: Mapping[str, bytes], name: str) -> Xml.Element:
    if name not in parts:
        raise OfficeBroken
    return Xml.fromstring(parts[name])  # noqa: S314 -- what declares entities was refused before


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in (_INDEX, *(name for name in parts if name != _INDEX)):
            package.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
