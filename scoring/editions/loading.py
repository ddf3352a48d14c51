"""Loading editions from their directories, with every fault at once (docs/rules.md § 1)."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ..reading.faults import EditionFaults, Fault, faults_of_model
from ..reading.yaml_file import read_yaml
from .consistency import inconsistencies
from .edition import (
    UNKNOWN,
    Accident,
    CostEvent,
    Credit,
    Damage,
    Domain,
    Edition,
    Group,
    Named,
    Option,
    Plan,
    ProfileFact,
    Question,
    Risk,
    Scale,
    SubRisk,
    Term,
    Tier,
)
from .layout import (
    CoverageFile,
    Entry,
    QuestionEntry,
    QuestionsFile,
    RiskEntry,
    ScaleEntry,
    TariffFile,
    UnknownOption,
)

QUESTIONS = "questions.yaml"
MODELS: Mapping[str, type[Entry]] = {
    QUESTIONS: QuestionsFile,
    "tariff.yaml": TariffFile,
    "coverage.yaml": CoverageFile,
}
CHANGELOG = "CHANGELOG.md"
NO_CHANGELOG = Fault((), "the file is missing; write what changed against the edition before, and why")
FILES = (*MODELS, CHANGELOG)
N = TypeVar("N", bound=Named)


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


def load_directories(directories: Iterable[Path]) -> dict[str, Edition]:
    """The editions in some directories, by id. Raises EditionFaults with the faults of all of them."""
    editions, faults = _sorted_out(directories)
    if faults:
        raise EditionFaults(faults)
    return editions


def _sorted_out(directories: Iterable[Path]) -> tuple[dict[str, Edition], list[str]]:
    faults: list[str] = []
    editions: dict[str, Edition] = {}
    for directory in directories:
        try:
            edition = load_edition(directory)
            editions[edition.id] = edition
        except EditionFaults as error:
            place = "/".join(directory.resolve().parts[-2:])
            faults += [f"{place}/{fault}" for fault in error.faults]
    return editions, faults


def load_edition(directory: Path) -> Edition:
    """The edition in a directory. Raises EditionFaults with everything that is wrong with it."""
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
    for name, fault in inconsistencies(directory, values):
        found += [(name, other) for other in _elsewhere([fault], shapes[name])]
    if not (directory / CHANGELOG).is_file():
        found.append((CHANGELOG, NO_CHANGELOG))
    if found:
        raise EditionFaults(f"{name}: {fault}{_in_line(fault, lines[name])}" for name, fault in found)
    questions, tariff, coverage = entries.values()
    return _edition(questions, tariff, coverage, _hashes(directory))


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


def _hashes(directory: Path) -> dict[str, str]:
    return {name: hashlib.sha256((directory / name).read_bytes()).hexdigest() for name in sorted(FILES)}


def _edition(questions: QuestionsFile, tariff: TariffFile, coverage: CoverageFile, files: dict[str, str]) -> Edition:
    scales = {key: _scale(key, entry) for key, entry in questions.scales.items()}
    domains = {
        key: Domain(
            id=key,
            name=entry.name,
            lead=entry.lead,
            questions={
                inner: _question(inner, key, question, scales[question.scale], questions.unknown)
                for inner, question in entry.questions.items()
            },
        )
        for key, entry in questions.domains.items()
    }
    risks = {key: _risk(key, entry) for key, entry in coverage.risks.items()}
    return Edition(
        id=f"{questions.questionnaire}/{questions.edition}",
        questionnaire=questions.questionnaire,
        edition=questions.edition,
        title=questions.title,
        notice=questions.notice,
        profile=_named(ProfileFact, questions.profile),
        scales=scales,
        unknown=questions.unknown,
        domains=domains,
        questions={key: question for domain in domains.values() for key, question in domain.questions.items()},
        tiers=_named(Tier, tariff.tiers),
        credits=_named(Credit, tariff.credits),
        groups=_named(Group, tariff.groups),
        credits_at_most=tariff.credits_at_most,
        cap=tariff.cap,
        validity=tariff.validity,
        plans=_named(Plan, coverage.plans),
        risks=risks,
        accidents={
            key: accident
            for risk in risks.values()
            for sub_risk in risk.sub_risks.values()
            for key, accident in sub_risk.accidents.items()
        },
        damages=_named(Damage, coverage.damages),
        cost_events=_named(CostEvent, coverage.cost_events),
        glossary=_named(Term, questions.glossary),
        files=files,
    )


def _named(kind: type[N], entries: Mapping[str, Entry], **more: Any) -> dict[str, N]:
    """Entries as objects that know their own id."""
    return {key: kind(id=key, **dict(entry), **more) for key, entry in entries.items()}


def _scale(key: str, entry: ScaleEntry) -> Scale:
    return Scale(id=key, name=entry.name, options=_named(Option, entry.options))


def _question(key: str, domain: str, entry: QuestionEntry, scale: Scale, unknown: UnknownOption) -> Question:
    """The question with its scale's options, in its own wording where it has one."""
    options = {
        name: option.model_copy(update=dict(entry.options.get(name, ()))) for name, option in scale.options.items()
    }
    labels = {name: option.label for name, option in scale.options.items()} | {UNKNOWN: unknown.label}
    return Question(id=key, domain=domain, short_labels=labels, **dict(entry) | {"options": options})


def _risk(key: str, entry: RiskEntry) -> Risk:
    sub_risks = {
        inner: SubRisk(id=inner, name=sub.name, accidents=_named(Accident, sub.accidents, risk=key, sub_risk=inner))
        for inner, sub in entry.sub_risks.items()
    }
    return Risk(id=key, name=entry.name, plans=entry.plans, sub_risks=sub_risks)
