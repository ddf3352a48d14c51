"""The name of a file: no path, no control signs, an ending that is true; Japanese stays."""

import re
import unicodedata

from assess.uploads.clean import Kind

LONGEST = 120
_UNSAFE = re.compile(r'[<>:"|?*]')
_ENDING = re.compile(r"\.(?=[A-Za-z0-9]{0,8}[A-Za-z])([A-Za-z0-9]{1,9})$")


def ending(name: str) -> str:
    """Return the ending of a name in small letters, without its dot; "" where there is none."""
    found = _ENDING.search(_plain(name))
    return found[1].lower() if found else ""


def clean(name: str, kind: Kind) -> str:
    """Return the name under which a file of this kind is kept."""
    plain = _plain(name)
    given = ending(name)
    stem = (plain[: -len(given) - 1] if given else plain).strip(". ") or "file"
    kept = given if given in kind.endings else kind.endings[0]
    return f"{stem[: LONGEST - len(kept) - 1].rstrip('. ')}.{kept}"


def _plain(name: str) -> str:
    """Drop folders, and signs that cannot be seen or turn the order of reading round."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    return " ".join(_UNSAFE.sub("_", seen).split())
