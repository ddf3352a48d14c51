"""Getting at the text of a file that someone else wrote, and at the value of a JSON file."""

import json
from pathlib import Path
from typing import Any, NoReturn

LARGEST_FILE = 4_000_000


class Unreadable(Exception):
    """A file cannot be read (any further); the message says why and what would be right."""


def read_content(path: Path) -> bytes:
    """A file's bytes. Raises Unreadable if it is missing, no file, unreadable or too large."""
    try:
        if not path.exists():
            raise Unreadable("the file is missing; give the path of a file that is there")
        if not path.is_file():
            raise Unreadable("this is not a file; give the path of a file")
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"the file is too large; at most {LARGEST_FILE} bytes are read")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"the file cannot be read ({error.strerror}); make it readable") from error


def decoded(content: bytes) -> str:
    """Bytes as text, a byte order mark left out. Raises Unreadable if they are not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"the file is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file. Raises Unreadable, also for equal keys, NaN and hopeless nesting."""
    text = decoded(read_content(path))
    try:
        document = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except (ValueError, RecursionError) as error:
        wrong = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise Unreadable(f"this is not JSON ({wrong}); give the file as it was made") from error
    if not isinstance(document, dict):
        raise Unreadable("the file holds no JSON object; give the file as it was made")
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable(f"{key}: stands there twice; give the file as it was made")
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
