"""From the three files of an edition, each found sound, to the edition as one whole (docs/rules.md § 1)."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from .coverage_file import CoverageFile, RiskEntry
from .edition import (
    UNKNOWN,
    Accident,
    Contradiction,
    CostEvent,
    Credit,
    Damage,
    Domain,
    Edition,
    Group,
    Named,
    Option,
    Part,
    Particular,
    Plan,
    ProfileFact,
    Question,
    Risk,
    Scale,
    SubRisk,
    Term,
    Tier,
)
from .entry import Entry
from .questions_file import DomainEntry, QuestionEntry, QuestionsFile, ScaleEntry, UnknownOption
from .tariff_file import TariffFile, TierEntry

N = TypeVar("N", bound=Named)


def build_edition(
    asked: QuestionsFile, tariff: TariffFile, coverage: CoverageFile, files: Mapping[str, str]
) -> Edition:
    """The edition that three consistent files make; `files` maps each file's name to its SHA-256 in hex."""
    scales = {key: _scale(key, entry) for key, entry in asked.scales.items()}
    domains = {key: _domain(key, entry, scales, asked.unknown) for key, entry in asked.domains.items()}
    risks = {key: _risk(key, entry) for key, entry in coverage.risks.items()}
    return Edition(
        id=f"{asked.questionnaire}/{asked.edition}",
        questionnaire=asked.questionnaire,
        edition=asked.edition,
        title=asked.title,
        notice=asked.notice,
        profile=_named(ProfileFact, asked.profile),
        scales=scales,
        unknown=asked.unknown,
        domains=domains,
        questions={key: question for domain in domains.values() for key, question in domain.questions.items()},
        particulars=_named(Particular, asked.particulars),
        contradictions=_named(Contradiction, asked.contradictions),
        tiers={key: _tier(key, entry, tariff) for key, entry in tariff.tiers.items()},
        credits=_named(Credit, tariff.credits),
        groups=_named(Group, tariff.groups),
        credits_at_most=tariff.credits_at_most,
        cap=tariff.cap,
        validity=tariff.validity,
        review=tariff.review,
        plans=_named(Plan, coverage.plans),
        risks=risks,
        accidents=_accidents(risks.values()),
        damages=_named(Damage, coverage.damages),
        cost_events=_named(CostEvent, coverage.cost_events),
        glossary=_named(Term, asked.glossary),
        files=files,
    )


def _made(kind: type[N], key: str, entry: Entry, **more: Any) -> N:
    """An entry as an object that knows its own id. Its values were checked when the file was read."""
    return kind.model_construct(**{**dict(entry), "id": key, **more})  # type: ignore[return-value]  # it is a kind


def _named(kind: type[N], entries: Mapping[str, Entry], **more: Any) -> dict[str, N]:
    return {key: _made(kind, key, entry, **more) for key, entry in entries.items()}


def _scale(key: str, entry: ScaleEntry) -> Scale:
    """The scale, with the options that are targets: of those by date only the highest, as it is done today."""
    highest = list(entry.options)[-1]
    options = {
        name: _made(Option, name, option, target=_is_target(option.target, entry, name == highest))
        for name, option in entry.options.items()
    }
    return _made(Scale, key, entry, options=options)


def _is_target(said: bool | None, scale: ScaleEntry, is_highest: bool) -> bool:
    return (scale.measure != "date" or is_highest) if said is None else said


def _domain(key: str, entry: DomainEntry, scales: Mapping[str, Scale], unknown: UnknownOption) -> Domain:
    questions = {
        name: _question(name, key, question, scales[question.scale], unknown)
        for name, question in entry.questions.items()
    }
    return _made(Domain, key, entry, questions=questions)


def _question(key: str, domain: str, entry: QuestionEntry, scale: Scale, unknown: UnknownOption) -> Question:
    """The question with its scale's options, in its own wording where it has one."""
    options = {
        name: option.model_copy(update=dict(entry.options.get(name, ()))) for name, option in scale.options.items()
    }
    return _made(
        Question,
        key,
        entry,
        domain=domain,
        measure=scale.measure,
        options=options,
        parts=_named(Part, entry.parts),
        which=_named(Part, entry.which),
        short_labels={name: option.label for name, option in scale.options.items()} | {UNKNOWN: unknown.label},
    )


def _tier(key: str, entry: TierEntry, tariff: TariffFile) -> Tier:
    def settled(said: int | None, otherwise: int) -> int:
        return otherwise if said is None else said

    return _made(
        Tier,
        key,
        entry,
        rate_to=settled(entry.rate_to, entry.rate),
        credits_at_most=settled(entry.credits_at_most, tariff.credits_at_most),
        ceiling=settled(entry.ceiling, tariff.cap),
    )


def _risk(key: str, entry: RiskEntry) -> Risk:
    sub_risks = {
        name: _made(SubRisk, name, sub, accidents=_named(Accident, sub.accidents, risk=key, sub_risk=name))
        for name, sub in entry.sub_risks.items()
    }
    return _made(Risk, key, entry, sub_risks=sub_risks)


def _accidents(risks: Iterable[Risk]) -> dict[str, Accident]:
    return {
        key: accident
        for risk in risks
        for sub_risk in risk.sub_risks.values()
        for key, accident in sub_risk.accidents.items()
    }
