"""The list of published files: what stands on it is never changed again (docs/rules.md § 1).

`PUBLISHED` beside the editions has the form that `sha256sum --check` reads: hash, two spaces, path.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from ..reading.faults import EditionFaults
from .checks.letters import Unprintable
from .edition import Edition
from .loading import CHANGELOG, MODELS, QUESTIONS, load_directories, sound_editions

LIST = "PUBLISHED"
PLACEHOLDERS = ("（ここに書く）", "(write here)")
"""What stands in the CHANGELOG.md of an edition that was only copied."""
_LINE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<path>[^/\s]+/[^/\s]+/[^/\s]+)")


def check_editions(path: Path, unprintable: Unprintable | None = None) -> dict[str, Edition]:
    """Every edition at, one or two levels below a directory, held against the list of published files above it.

    With `unprintable`, which names the letters of a text that papers cannot show, such a text is a fault.
    Raises EditionFaults with the faults of all editions and of the list, or if there is no edition.
    """
    path = path.resolve()
    patterns = [f"{above}{name}" for above in ("", "*/", "*/*/") for name in MODELS]
    directories = sorted({file.parent for pattern in patterns for file in path.glob(pattern)})
    if not directories:
        raise EditionFaults([f"{path}: no edition is here; an edition is <questionnaire>/<year-month>/"])
    root = next((above for above in (path, *path.parents[:2]) if (above / LIST).is_file()), path)
    part = f"{path.relative_to(root).as_posix()}/" if path != root else ""
    faults = published_faults(root, part)
    try:
        editions = load_directories(directories, unprintable)
    except EditionFaults as error:
        faults = [*error.faults, *faults]
    if faults:
        raise EditionFaults(faults)
    return editions


def published_faults(root: Path, part: str = "") -> list[str]:
    """A sentence for each published file of a part that is missing or changed, and for each line that is no entry."""
    faults = []
    for number, line in enumerate(_lines(root), 1):
        entry = _LINE.fullmatch(line)
        if entry is None:
            faults.append(f"{LIST}: line {number} is no entry; write a SHA-256, two spaces and a path")
        elif not entry["path"].startswith(part):
            continue
        elif not (root / entry["path"]).is_file():
            faults.append(f"{entry['path']}: was published, but is missing; bring it back")
        elif _hash(root / entry["path"]) != entry["hash"]:
            wrong = f"{entry['path']}: was changed after it was published"
            faults.append(f"{wrong}; bring the file back as it was, and make a new edition for the change")
    return faults


def load_published(root: Path) -> dict[str, Edition]:
    """The editions on the list, by id: those with which companies may be assessed; what is not on it is a draft.

    Raises EditionFaults if a published file is missing, changed or faulty, or if nothing is published.
    """
    entries = filter(None, map(_LINE.fullmatch, _lines(root)))
    names = dict.fromkeys(entry["path"].rpartition("/")[0] for entry in entries)
    if faults := published_faults(root):
        raise EditionFaults(faults)
    if not names:
        raise EditionFaults([f"{root}: no edition is published here; `assess publish` puts one on the list"])
    return load_directories(root / name for name in names)


def is_published(root: Path, edition_id: str) -> bool:
    """Whether any file of an edition is on the list."""
    return any(f"  {edition_id}/" in line for line in _lines(root))


def publish(root: Path, edition_id: str, unprintable: Unprintable | None = None) -> None:
    """Put an edition's files on the list. Raises EditionFaults if it is faulty, unfinished or on the list already."""
    if is_published(root, edition_id):
        raise EditionFaults([f"{LIST}: {edition_id} is published already; make a new edition instead"])
    (edition,) = load_directories([root / edition_id], unprintable).values()
    if faults := [*_unfinished(root, edition)]:
        raise EditionFaults(f"{edition_id}/{fault}" for fault in faults)
    lines = [f"{sha256}  {edition.id}/{name}" for name, sha256 in edition.files.items()]
    text = "".join(f"{line}\n" for line in [*_lines(root), *lines])
    (root / LIST).write_text(text, encoding="utf-8")


def _unfinished(root: Path, edition: Edition) -> Iterator[str]:
    """What a copy of the edition before still says as that one did."""
    log = (root / edition.id / CHANGELOG).read_text(encoding="utf-8")
    for words in PLACEHOLDERS:
        if words in log:
            yield f"{CHANGELOG}: still says “{words}”; write what changed, and why"
    for other in sound_editions(root)[0].values():
        earlier = other.questionnaire == edition.questionnaire and other.edition < edition.edition
        if earlier and other.title == edition.title:
            yield f"{QUESTIONS}: title: is that of {other.edition}; name this edition"


def _lines(root: Path) -> list[str]:
    path = root / LIST
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
