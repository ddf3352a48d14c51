"""Where the data of an Office file came from: databases, web pages, other files. What was fetched stays."""

import re
from collections.abc import Mapping, MutableMapping
from xml.sax.saxutils import quoteattr

from assess.uploads import markup

_CONNECTIONS = re.compile(r"^xl/connections[0-9]*\.xml$", re.IGNORECASE)
_QUERIES = re.compile(r"^customXml/item[0-9]+\.xml$", re.IGNORECASE)
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KEPT = ("id", "name", "type")
_MARKS = (b"mailMerge", b"hlink")
_RUNNING = re.compile(r"^ppaction://(?:program|macro|ole)", re.IGNORECASE)


def queries(parts: Mapping[str, bytes]) -> list[str]:
    """Return the names of the parts in which Excel keeps its queries."""
    return [name for name in parts if _QUERIES.match(name) and b"DataMashup" in parts[name]]


def cut_off(parts: MutableMapping[str, bytes]) -> bool:
    """Cut the ways to the sources of tables, letters and buttons; say whether there were any."""
    found = False
    for name in [name for name in parts if name.endswith(".xml") and parts[name]]:
        without = _ended(parts[name]) if _CONNECTIONS.match(name) else _kept(parts[name])
        found = found or without != parts[name]
        parts[name] = without
    return found


def _kept(content: bytes) -> bytes:
    return markup.cut(content, _outward) if any(mark in content for mark in _MARKS) else content


def _ended(content: bytes) -> bytes:
    """Write a list of connections anew, each as one that was removed: tables that came by it go on as they are."""
    rows = []
    for row in markup.read(content):
        kept = {key: value for key, value in row.attrib.items() if key in _KEPT}
        said = " ".join(f"{key}={quoteattr(value)}" for key, value in kept.items())
        rows.append(f'<connection {said} deleted="1" refreshedVersion="0"/>')
    return f'<?xml version="1.0" encoding="UTF-8"?><connections xmlns="{_SPACE}">{"".join(rows)}</connections>'.encode()


def _outward(tag: str, given: markup.Attributes) -> bool:
    """Say whether an element names where letters take addresses from, or a button that starts a program."""
    return tag == "mailMerge" or (tag.startswith("hlink") and bool(_RUNNING.match(given.get("action", ""))))
