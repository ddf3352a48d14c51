"""XML of Office files: read without entities, and cut without touching a byte of what stays."""

import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as Xml
from xml.parsers import expat

from assess.uploads.refusals import OfficeBroken

Attributes = Mapping[str, str]
Wanted = Callable[[str, Attributes], bool]

_CODES = (None, "utf-8", "us-ascii")
_WIDE_CODES = (None, "utf-16")
_DECLARED = re.compile(r"<\?xml[^>]*\?>")
_CODE = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_FORBIDDEN = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def plain(content: bytes) -> bytes:
    """Return markup in UTF-8; raises OfficeBroken where it declares entities, or hides behind a code of its own."""
    if not content:
        return content
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    said = content.decode("utf-16" if wide else "utf-8-sig")
    code = _CODE.match(said.lstrip())
    if not said.lstrip().startswith("<") or _FORBIDDEN.search(said):
        raise OfficeBroken
    if (code[1].lower() if code else None) not in (_WIDE_CODES if wide else _CODES):
        raise OfficeBroken
    return _DECLARED.sub("", said.lstrip(), count=1).encode() if wide else content


def read(content: bytes) -> Xml.Element:
    """Return plain markup as a tree."""
    return Xml.fromstring(content)  # noqa: S314 -- what declares entities was refused before


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def cut(content: bytes, wanted: Wanted) -> bytes:
    """Return plain markup without the elements that are wanted (by local name and attributes)."""
    places: list[tuple[int, int]] = []
    open_: list[int | None] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        open_.append(parser.CurrentByteIndex if wanted(local(name), attributes) else None)

    def end(name: str) -> None:  # noqa: ARG001 -- expat gives it
        begun = open_.pop()
        if begun is not None:
            places.append((begun, end_of_element(content, begun, parser.CurrentByteIndex)))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(content, True)
    return without(content, places)


def end_of_element(content: bytes, begun: int, ended: int) -> int:
    """Return where an element ends that begins at one place, and of which the parser says at another that it ended."""
    behind = end_of_tag(content, begun)
    return behind if content[behind - 2 : behind] == b"/>" else end_of_tag(content, ended)


def end_of_tag(content: bytes, at: int) -> int:
    """Return where a tag ends; its attributes may hold a ">"."""
    tag = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>").match(content, at)
    if tag is None:
        raise OfficeBroken
    return tag.end()


def without(content: bytes, places: list[tuple[int, int]]) -> bytes:
    """Return it without the bytes from one place to another; places may lie within each other."""
    kept, last = [], 0
    for begin, end in sorted(places):
        if end > last:
            kept.append(content[last : max(begin, last)])
            last = end
    return b"".join((*kept, content[last:]))
