"""Word, Excel, PowerPoint (Office Open XML): unpacked within limits, checked part by part, packed anew."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath

from assess.uploads import buttons, fields, formulas, links, markup, sources
from assess.uploads.clean import Cleaned, Kind
from assess.uploads.kinds import PACKAGES
from assess.uploads.left_out import LeftOut
from assess.uploads.refusals import FileBloated, FileRefused, OfficeActive, OfficeBroken, OfficeLinked, OfficeStuffed

HEAD = b"PK\x03\x04"
MOST_PARTS = 2000
MOST_UNPACKED = 64_000_000
"""Bytes of all parts together."""
MOST_TIMES = 250
"""How many times larger than packed a part may be once it has a million bytes."""

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
_PRINTER = "/printerSettings/"
_NOTES = re.compile(r"/customProperty/[^/]*\.bin$|/customProperty[0-9]*\.bin$", re.IGNORECASE)
"""What add-ins of Excel keep for themselves: nothing shows it, so it is kept empty."""
_CHART_TABLE = re.compile(r"^(?:word|xl|ppt)/embeddings/[^/]+\.(?:xlsx|xlsb|xlsm|xls|bin)$", re.IGNORECASE)
_DDE = re.compile(rb"<(?:[^\s<>/:]+:)?ddeLink\b")
_XML = re.compile(r"(?<!image/svg)[+/]xml$", re.IGNORECASE)
_SIGNATURES = re.compile(r"^_xmlsignatures/", re.IGNORECASE)


def clean(content: bytes) -> Cleaned:
    """Return the file packed anew; raises FileBloated and the Office refusals."""
    try:
        parts = _unpacked(content)
        left_out = _taken_out(parts)
        for name, part in parts.items():
            _check_part(name, part)
        kind = _kind(parts)
    except (FileRefused, MemoryError):
        raise
    except Exception as fault:  # an unpacker may fail in any way on a file that was made to make it fail
        raise OfficeBroken from fault
    return Cleaned(kind, _packed(parts), left_out=left_out)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Read all parts; nothing may stand before or after the package, nor twice in it, nor outside its folder."""
    if content[-22:-18] != b"PK\x05\x06":
        raise OfficeBroken
    with zipfile.ZipFile(BytesIO(content)) as package:
        listed = package.infolist()
        _check_list(listed)
        return {info.filename: _part(package, info) for info in listed if not info.is_dir()}


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
        or any(step in ("", ".", "..") for step in name.removesuffix("/").split("/"))
    )


def _part(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    content = package.read(info)
    return markup.plain(content) if _is_markup(info.filename) else content


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def _is_markup(name: str) -> bool:
    return name == _PACKAGE_LINKS or _ending(name) in _MARKUP


def _taken_out(parts: dict[str, bytes]) -> frozenset[LeftOut]:
    """Take out what is not kept, and say what is worth a word."""
    found = {LeftOut.SIGNATURE: _drop(parts, [name for name in parts if _SIGNATURES.search(name)])}
    found[LeftOut.CHART_DATA] = _drop(parts, list(_chart_tables(parts)))
    queries = _drop(parts, sources.queries(parts))
    found[LeftOut.ELSEWHERE] = any((links.cut_off(parts), sources.cut_off(parts), buttons.cut_off(parts), queries))
    found[LeftOut.FETCHING] = _formulas_cut(parts)
    for name in [name for name in parts if _NOTES.search(name)]:
        parts[name] = b""
    for name in [name for name in parts if _ending(name) == "xml"]:
        without = fields.clean(parts[name])
        found[LeftOut.COMMANDS] = found.get(LeftOut.COMMANDS, False) or without != parts[name]
        parts[name] = without
    return frozenset(left for left, is_so in found.items() if is_so)


def _formulas_cut(parts: dict[str, bytes]) -> bool:
    """Take the formulas out that lead out of the file, and then the list of the cells that have one."""
    found = False
    for name in [name for name in parts if name.startswith("xl/") and _ending(name) == "xml"]:
        without = formulas.clean(parts[name])
        found = found or without != parts[name]
        parts[name] = without
    if found:
        _drop(parts, [name for name in parts if name == "xl/calcChain.xml"])
    return found


def _chart_tables(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the tables that stand behind charts and behind nothing else."""
    users: dict[str, list[str]] = {}
    for name in links.lists(parts):
        for target in links.targets(parts, name):
            users.setdefault(target, []).append(name)
    for name in parts:
        by = users.get(name, [])
        if by and _CHART_TABLE.match(name) and all("/charts/_rels/" in user for user in by):
            yield name


def _drop(parts: dict[str, bytes], names: list[str]) -> bool:
    """Drop parts, and whatever says that they are there."""
    for name in names:
        del parts[name]
        parts.pop(links.list_of(name), None)
    if names:
        gone = {f"/{name}" for name in names}
        links.cut_to(parts, set(names))
        parts[_INDEX] = markup.cut(
            parts[_INDEX], lambda tag, given: tag == "Override" and given.get("PartName") in gone
        )
    return bool(names)


def _check_part(name: str, content: bytes) -> None:
    ending = _ending(name)
    if _is_markup(name):
        if _DDE.search(content):
            raise OfficeLinked
    elif _ACTIVE.search(name) or (ending == "bin" and content and _PRINTER not in name):
        raise OfficeActive
    elif ending not in _DRAWN and ending != "bin":
        raise OfficeStuffed


def _kind(parts: Mapping[str, bytes]) -> Kind:
    """Return the kind that the main part has, after looking at what all parts say they are and link to."""
    if _INDEX not in parts or _PACKAGE_LINKS not in parts:
        raise OfficeBroken
    said = {
        entry.get("PartName", entry.get("Extension", "")): entry.get("ContentType", "")
        for entry in markup.read(parts[_INDEX])
    }
    if any(_ACTIVE.search(type_) for type_ in (*said.values(), *links.types(parts))):
        raise OfficeActive
    if any(_XML.search(said.get(f"/{name}", said.get(_ending(name), ""))) for name in parts if not _is_markup(name)):
        raise OfficeBroken
    main = "/" + _main_part(parts)
    for kind in PACKAGES:
        if said.get(main) == f"{kind.media_type}.main+xml" and main[1:] in parts:
            return kind
    raise OfficeBroken


def _main_part(parts: Mapping[str, bytes]) -> str:
    for link in markup.read(parts[_PACKAGE_LINKS]):
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    raise OfficeBroken


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in (_INDEX, *(name for name in parts if name != _INDEX)):
            package.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
