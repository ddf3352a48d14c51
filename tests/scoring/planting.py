"""Planting faults in the small edition, and reading what the loader says of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scoring import EditionFaults, load_edition
from tests.scoring.writing import Values, small_edition, write

REMOVE = object()
ASKED, TARIFF, COVERAGE = "questions.yaml", "tariff.yaml", "coverage.yaml"


def put(values: dict[str, Values], place: str, value: Any) -> None:
    """Set (or REMOVE) what stands at "file: path.to.key"."""
    file, path = place.split(": ")
    *above, last = path.split(".")
    part: Any = values[file]
    for step in above:
        part = part[int(step) - 1 if isinstance(part, list) else step]
    key: Any = int(last) - 1 if isinstance(part, list) else last
    if value is REMOVE:
        del part[key]
    else:
        part[key] = value


def faults_of(
    root: Path, *changes: tuple[str, Any], edition: Callable[[], dict[str, Values]] = small_edition
) -> tuple[str, ...]:
    values = edition()
    for place, value in changes:
        put(values, place, value)
    directory = root / "tiny" / "2026-10"
    write(root, values).rename(root / "moved")
    directory.parent.mkdir(exist_ok=True)
    (root / "moved").rename(directory)
    with pytest.raises(EditionFaults) as refused:
        load_edition(directory)
    return refused.value.faults
