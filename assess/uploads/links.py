"""What the parts of an Office file link to: each other, web pages for a click, and places that they fetch from.

The last are cut off: a template or picture from elsewhere tells a stranger that the file was opened, and a
share of Windows even who opened it. The link stays in its list, and leads nowhere, as when its target is lost.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, MutableMapping
from xml.sax.saxutils import quoteattr

from assess.uploads import markup

_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
NOWHERE = "NULL"
"""How PowerPoint writes a target that is lost."""

_WEB = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[/\\]{2}|[a-z][a-z0-9+.\-]*:|[/\\]", re.IGNORECASE)
_TEMPLATE = "/attachedTemplate"
_OF_CHARTS = "/charts/_rels/"


def lists(parts: Mapping[str, bytes]) -> list[str]:
    """Return the names of the parts that are lists of links."""
    return [name for name in parts if name.lower().endswith(".rels")]


def list_of(name: str) -> str:
    """Return the name of the list of links that a part has."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def types(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what the links say that they are."""
    for name in lists(parts):
        for link in markup.read(parts[name]):
            yield link.get("Type", "")


def targets(parts: Mapping[str, bytes], name: str) -> Iterator[str]:
    """Yield the parts to which the links of a list lead."""
    for link in markup.read(parts[name]):
        if not _external(link.attrib):
            yield _target(name, link.get("Target", ""))


def cut_to(parts: MutableMapping[str, bytes], gone: set[str]) -> None:
    """Cut the links to parts that are gone, and what names those links in charts."""
    for name in lists(parts):
        dead = {
            link.get("Id", "")
            for link in markup.read(parts[name])
            if not _external(link.attrib) and _target(name, link.get("Target", "")) in gone
        }
        _cut(parts, name, dead)


def cut_off(parts: MutableMapping[str, bytes]) -> bool:
    """Cut off what fetches from elsewhere; say whether anything did."""
    found = False
    for name in lists(parts):
        links = [link.attrib for link in markup.read(parts[name]) if _fetches(link.attrib)]
        needless = {link.get("Id", "") for link in links if link["Type"].endswith(_TEMPLATE) or _OF_CHARTS in name}
        _cut(parts, name, needless)
        away = {link.get("Id", "") for link in links} - needless
        if away:
            parts[name] = _leading_nowhere(parts[name], away)
        found = found or bool(links)
    return found


def for_a_click(target: str) -> bool:
    """Say whether a target is a web page, a place in this file, or a file beside it."""
    return bool(_WEB.match(target)) or not _ELSEWHERE.match(target)


def _external(link: Mapping[str, str]) -> bool:
    return link.get("TargetMode", "").lower() == "external"


def _fetches(link: Mapping[str, str]) -> bool:
    """Say whether a link leads out of the file and is not for a click on a web page or a file beside this one."""
    if not _external(link):
        return False
    target = link.get("Target", "").strip()
    return not for_a_click(target) if link.get("Type", "").endswith("/hyperlink") else target != NOWHERE


def _target(name: str, target: str) -> str:
    folder = posixpath.dirname(posixpath.dirname(name))
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _cut(parts: MutableMapping[str, bytes], name: str, dead: set[str]) -> None:
    """Cut these links from their list, and from the part that has it what cannot be without them."""
    if not dead:
        return
    parts[name] = markup.cut(parts[name], lambda tag, given: tag == "Relationship" and given.get("Id") in dead)
    owner = posixpath.join(posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name).removesuffix(".rels"))
    if owner in parts:
        parts[owner] = markup.cut(
            parts[owner], lambda tag, given: tag in ("externalData", "attachedTemplate") and _names(given, dead)
        )


def _names(given: Mapping[str, str], dead: set[str]) -> bool:
    return any(value in dead for key, value in given.items() if markup.local(key) == "id")


def _leading_nowhere(content: bytes, away: set[str]) -> bytes:
    """Write a list of links anew, in which these lead nowhere."""
    written = []
    for link in markup.read(content):
        given = dict(link.attrib)
        if given.get("Id") in away:
            given["Target"] = NOWHERE
        written.append("<Relationship " + " ".join(f"{key}={quoteattr(value)}" for key, value in given.items()) + "/>")
    head = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_SPACE}">'
    return f"{head}{''.join(written)}</Relationships>".encode()
