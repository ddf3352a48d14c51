"""The list of published files: what stands on it is never changed again (RULES §1).

`PUBLISHED` beside the editions has the form that `sha256sum --check` reads: hash, two spaces, path.
"""

import hashlib
import re
from pathlib import Path

from .edition import Edition
from .faults import EditionFaults
from .loading import MODELS, load_directories, load_edition

LIST = "PUBLISHED"
_LINE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<path>[^/\s]+/[^/\s]+/[^/\s]+)")


def check_editions(path: Path) -> dict[str, Edition]:
    """Every edition at, one or two levels below a directory, and the list of published files if it has one.

    Raises EditionFaults with the faults of all editions and of the list, or if there is no edition.
    """
    patterns = [f"{above}{name}" for above in ("", "*/", "*/*/") for name in MODELS]
    directories = sorted({file.parent for pattern in patterns for file in path.glob(pattern)})
    if not directories:
        raise EditionFaults([f"{path}: no edition is here; an edition is <questionnaire>/<year-month>/"])
    faults = published_faults(path)
    try:
        editions = load_directories(directories)
    except EditionFaults as error:
        faults = [*error.faults, *faults]
    if faults:
        raise EditionFaults(faults)
    return editions


def published_faults(root: Path) -> list[str]:
    """A sentence for each published file that is missing or changed, and for each line that is no entry."""
    faults = []
    for number, line in enumerate(_lines(root), 1):
        entry = _LINE.fullmatch(line)
        if entry is None:
            faults.append(f"{LIST}: line {number} is no entry; write a SHA-256, two spaces and a path")
        elif not (root / entry["path"]).is_file():
            faults.append(f"{LIST}: {entry['path']} was published, but is missing; bring it back")
        elif _hash(root / entry["path"]) != entry["hash"]:
            faults.append(f"{LIST}: {entry['path']} was changed after it was published; make a new edition instead")
    return faults


def is_published(root: Path, edition_id: str) -> bool:
    """Whether any file of an edition is on the list."""
    return any(f"  {edition_id}/" in line for line in _lines(root))


def publish(root: Path, edition_id: str) -> None:
    """Put an edition's files on the list. Raises EditionFaults if it is faulty or on the list already."""
    if is_published(root, edition_id):
        raise EditionFaults([f"{LIST}: {edition_id} is published already; make a new edition instead"])
    edition = load_edition(root / edition_id)
    lines = [f"{sha256}  {edition.id}/{name}" for name, sha256 in edition.files.items()]
    text = "".join(f"{line}\n" for line in [*_lines(root), *lines])
    (root / LIST).write_text(text, encoding="utf-8")


def _lines(root: Path) -> list[str]:
    path = root / LIST
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
