"""Forms as a browser fills them, and what nobody's browser would send."""

import io
from dataclasses import dataclass
from typing import Any

from lxml import html

from tests import files
from tests.fuzz.chance import Chance

Pairs = list[tuple[str, Any]]
WORDS = [
    "株式会社 北浜精機",
    "2026-11-25",
    "令和8年11月1日",
    "500,000円",
    "info@example.co.jp",
    "8000000000001",
    "確認",
]


@dataclass(frozen=True)
class Sent:
    """What is sent where."""

    method: str
    address: str
    fields: Pairs


def forms_of(page: str, address: str) -> list[html.HtmlElement]:
    """The forms of a page that lead back to this service."""
    tree = html.document_fromstring(page)
    tree.make_links_absolute(f"http://localhost{address}")
    return [form for form in tree.forms if str(form.action or "").startswith("http://localhost")]


def filled(form: html.HtmlElement, chance: Chance) -> Sent:
    """Fill a form as somebody would who means it."""
    fields: Pairs = []
    chosen: dict[str, str] = {}
    for control in form.inputs:
        name, kind = control.get("name"), control.get("type", "")
        if not name or control.get("disabled") is not None:
            continue
        if kind == "radio":
            chosen[name] = control.get("value", "") if name not in chosen or chance.yes() else chosen[name]
        elif kind == "checkbox":
            fields += [(name, control.get("value", "y"))] if chance.yes() else []
        elif kind == "file":
            fields.append((name, _file(chance)))
        else:
            fields.append((name, _value(control, kind, chance)))
    pressed = form.xpath(".//button[@name]")
    if pressed:
        button = chance.one(pressed)
        fields.append((button.get("name"), button.get("value", "")))
    address = str(form.action).removeprefix("http://localhost")
    return Sent((form.get("method") or "get").upper(), address, [*fields, *chosen.items()])


def _value(control: html.HtmlElement, kind: str, chance: Chance) -> str:
    if control.tag == "select":
        return str(chance.one(list(control.value_options) or [""]))
    given = str(control.value or "")
    return given if kind == "hidden" or given or chance.yes() else chance.one(WORDS)


def _file(chance: Chance) -> tuple[bytes, str]:
    content = chance.one([files.png(), b"", b"%PDF-1.7 nothing", "回答,\n-2+3".encode(), b"PK\x03\x04"])
    name = chance.one(["画面.png", "a.pdf", "b.csv", "c.docx", "", "../x", "\x00.png", "n" * 300])
    return content, name


def mutated(sent: Sent, chance: Chance) -> Sent:
    """Spoil some of what is sent: a value, a name, one more, one less."""
    fields = list(sent.fields)
    for _ in range(chance.one((1, 2, 3))):
        place = chance.one(range(len(fields) + 1))
        how = chance.one(["value", "value", "value", "drop", "double", "name", "add"])
        if how == "add" or place >= len(fields):
            fields.append((chance.one(["version", "lang", "keep", "x", "end", "revoke"]), chance.strange()))
            continue
        name, value = fields[place]
        if how == "drop":
            del fields[place]
        elif how == "double":
            fields.append((name, value if isinstance(value, str) else "x"))
        elif how == "name":
            fields[place] = (name + chance.one(["", "-0", "[]", "\x00", "é"]), value)
        else:
            fields[place] = (name, chance.strange())
    return Sent(sent.method, sent.address, fields)


def encodable(fields: Pairs) -> dict[str, list[Any]]:
    """What a client can put on the wire: lone surrogates become what a browser makes of them."""
    packed: dict[str, list[Any]] = {}
    for name, value in fields:
        sent = _sendable(value) if isinstance(value, str) else (io.BytesIO(value[0]), _sendable(value[1]))
        packed.setdefault(_sendable(name), []).append(sent)
    return packed


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
