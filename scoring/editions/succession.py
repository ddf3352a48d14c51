"""Beginning the next edition as a copy of the latest."""

import re
from pathlib import Path

from ..reading.faults import EditionFaults
from .loading import CHANGELOG, MODELS, QUESTIONS
from .published import PLACEHOLDERS

_NAME = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_EDITION_LINE = re.compile(r"^edition:.*$", re.MULTILINE)
_COMMENT = re.compile(r"^#.*$", re.MULTILINE)
_FIRST_LINES = """# {questionnaire} / {name}

## 前の版（{latest}）からの変更と、その理由

- {here_ja}

## Changes against the edition before ({latest}), and why

- {here_en}
"""


def new_edition(root: Path, questionnaire: str, name: str) -> Path:
    """Copy the latest edition of a questionnaire to a new directory and return it.

    Only the edition's name, in comments too, and its CHANGELOG.md are new. Raises EditionFaults if the name is
    no later year and month, or if there is nothing to copy.
    """
    latest = _latest(root, questionnaire)
    if not _NAME.fullmatch(name):
        raise EditionFaults([f"{name}: is no name of an edition; write year and month, as in 2027-04"])
    if name <= latest.name:
        raise EditionFaults([f"{name}: is not after the latest edition, {latest.name}; name a later month"])
    texts = {file: (latest / file).read_text(encoding="utf-8") for file in MODELS}
    texts = {file: _COMMENT.sub(lambda line: line[0].replace(latest.name, name), text) for file, text in texts.items()}
    texts[QUESTIONS] = _EDITION_LINE.sub(f'edition: "{name}"', texts[QUESTIONS], count=1)
    ja, en = PLACEHOLDERS
    log = {"questionnaire": questionnaire, "name": name, "latest": latest.name, "here_ja": ja, "here_en": en}
    texts[CHANGELOG] = _FIRST_LINES.format(**log)
    directory = root / questionnaire / name
    directory.mkdir()
    for file, text in texts.items():
        (directory / file).write_text(text, encoding="utf-8")
    return directory


def _latest(root: Path, questionnaire: str) -> Path:
    editions = sorted(path.parent for path in (root / questionnaire).glob(f"*/{QUESTIONS}"))
    if not editions:
        there = ", ".join(sorted({path.parent.parent.name for path in root.glob(f"*/*/{QUESTIONS}")})) or "none"
        raise EditionFaults([f"{questionnaire}: no such questionnaire is in {root}; there are {there}"])
    return editions[-1]
