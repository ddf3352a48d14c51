"""Loading editions from their directories, with every fault at once (docs/rules.md § 1)."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..reading.faults import EditionFaults, Fault, faults_of_model, meant
from ..reading.yaml_file import read_yaml
from .building import build_edition
from .checks import inconsistencies
from .checks.letters import Unprintable
from .coverage_file import CoverageFile
from .edition import Edition
from .entry import Entry
from .questions_file import QuestionsFile
from .tariff_file import TariffFile

QUESTIONS = "questions.yaml"
MODELS: Mapping[str, type[Entry]] = {
    QUESTIONS: QuestionsFile,
    "tariff.yaml": TariffFile,
    "coverage.yaml": CoverageFile,
}
CHANGELOG = "CHANGELOG.md"
NO_CHANGELOG = Fault((), "the file is missing; write what changed against the edition before, and why")
FILES = (*MODELS, CHANGELOG)


def load_editions(root: Path) -> dict[str, Edition]:
    """Every edition under `root`, keyed by "<questionnaire>/<edition>", sorted by that id.

    Raises EditionFaults with the faults of all editions, or if there is none at all.
    """
    editions, faults = sound_editions(root)
    if faults:
        raise EditionFaults(faults)
    return editions


def sound_editions(root: Path) -> tuple[dict[str, Edition], list[str]]:
    """The editions under `root` that have no fault, and the faults of the others, or that there is none at all."""
    directories = sorted({path.parent for name in MODELS for path in root.glob(f"*/*/{name}")})
    if not directories:
        return {}, [f"{root}: no edition is here; an edition is <questionnaire>/<year-month>/"]
    return _sorted_out(directories)


def load_directories(directories: Iterable[Path], unprintable: Unprintable | None = None) -> dict[str, Edition]:
    """The editions in some directories, by id. Raises EditionFaults with the faults of all of them."""
    editions, faults = _sorted_out(directories, unprintable)
    if faults:
        raise EditionFaults(faults)
    return editions


def _sorted_out(
    directories: Iterable[Path], unprintable: Unprintable | None = None
) -> tuple[dict[str, Edition], list[str]]:
    faults: list[str] = []
    editions: dict[str, Edition] = {}
    for directory in directories:
        try:
            edition = load_edition(directory, unprintable)
            editions[edition.id] = edition
        except EditionFaults as error:
            place = "/".join(directory.resolve().parts[-2:])
            faults += [f"{place}/{fault}" for fault in error.faults]
    return editions, faults


def load_edition(directory: Path, unprintable: Unprintable | None = None) -> Edition:
    """The edition in a directory. Raises EditionFaults with everything that is wrong with it.

    With `unprintable`, which names the letters of a text that papers cannot show, such a text is wrong too.
    """
    directory = directory.resolve()
    values: dict[str, Any] = {}
    entries: dict[str, Any] = {}
    shapes: dict[str, list[Fault]] = {}
    lines: dict[str, Mapping[tuple[str, ...], int]] = {CHANGELOG: {}}
    for name, model in MODELS.items():
        values[name], faults, lines[name] = read_yaml(directory / name)
        entries[name], more = _validated(values[name], model)
        shapes[name] = faults + _elsewhere(more, faults)
    found = [(name, fault) for name, faults in shapes.items() for fault in faults]
    for name, fault in inconsistencies(directory, values, unprintable):
        found += [(name, other) for other in _elsewhere([fault], shapes[name]) if not _misspelt(other, shapes[name])]
    if not (directory / CHANGELOG).is_file():
        found.append((CHANGELOG, NO_CHANGELOG))
    if found:
        raise EditionFaults(f"{name}: {fault}{_in_line(fault, lines[name])}" for name, fault in found)
    questions, tariff, coverage = entries.values()
    return build_edition(questions, tariff, coverage, _hashes(directory))


def _in_line(fault: Fault, lines: Mapping[tuple[str, ...], int]) -> str:
    """Where in the file to look: the line of the place, or of what it should be in; nothing if it is said already."""
    places = (fault.path[:length] for length in range(len(fault.path), 0, -1))
    line = next((lines[place] for place in places if place in lines), None)
    return "" if line is None or "(line " in fault.sentence else f" (line {line})"


def _validated(value: Any, model: type[Entry]) -> tuple[Entry | None, list[Fault]]:
    if not isinstance(value, dict):
        return None, []
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, faults_of_model(error, model)


def _elsewhere(faults: Iterable[Fault], known: Iterable[Fault]) -> list[Fault]:
    """The faults at other places than the known ones: what could not be read need not be refused again."""
    places = {fault.path for fault in known}
    return [fault for fault in faults if fault.path not in places]


def _misspelt(fault: Fault, known: Iterable[Fault]) -> bool:
    """Whether what is missing stands there under a key that nobody knows, and is refused as that already."""
    beside = (other.path[-1] for other in known if other.path[:-1] == fault.path[:-1] and other.path)
    return fault.sentence.startswith("is missing") and any(meant(key, fault.path[-1:]) for key in beside)


def _hashes(directory: Path) -> dict[str, str]:
    return {name: hashlib.sha256((directory / name).read_bytes()).hexdigest() for name in sorted(FILES)}
