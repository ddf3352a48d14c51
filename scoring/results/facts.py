"""What a company said, as it goes into the rules; read strictly, with every fault at once (docs/rules.md §§ 2, 11)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..editions.edition import UNKNOWN, Edition
from ..reading.faults import FactsFaults, Fault, listed, nearest, shown
from ..reading.yaml_file import read_yaml

KEYS = ("edition", "plan", "profile", "answers", "credits", "premium")
HIGHEST_PREMIUM = 10**12


@dataclass(frozen=True)
class Facts:
    """The input of `evaluate`.

    `edition` is "<questionnaire>/<edition>"; `profile` maps every profile fact to yes or no; `answers` maps
    question ids to option ids or "unknown" (a question that is left out is unanswered); `premium` is in yen
    a year before the discount.
    """

    edition: str
    plan: str
    profile: Mapping[str, bool]
    answers: Mapping[str, str]
    credits: tuple[str, ...] = ()
    premium: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "profile", MappingProxyType(dict(self.profile)))
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))
        object.__setattr__(self, "credits", tuple(self.credits))


def load_facts(path: Path, editions: Mapping[str, Edition]) -> Facts:
    """The facts in a YAML file. Raises FactsFaults with every fault in it."""
    reading = read_yaml(path)
    if not isinstance(reading.value, dict):
        raise FactsFaults(str(fault) for fault in reading.faults)
    return _checked(reading.value, editions, reading.faults)


def read_facts(mapping: Mapping[str, Any], editions: Mapping[str, Edition]) -> Facts:
    """Facts from the values of a facts file (docs/rules.md § 11). Raises FactsFaults with every fault."""
    return _checked(mapping, editions, [])


def _checked(mapping: Mapping[str, Any], editions: Mapping[str, Edition], faults: list[Fault]) -> Facts:
    already = {fault.path for fault in faults}
    faults = faults + [fault for fault in facts_faults(mapping, editions) if fault.path not in already]
    if faults:
        raise FactsFaults(str(fault) for fault in faults)
    return Facts(
        edition=mapping["edition"],
        plan=mapping["plan"],
        profile=mapping["profile"],
        answers=mapping["answers"],
        credits=tuple(mapping.get("credits", ())),
        premium=mapping.get("premium"),
    )


def facts_faults(mapping: Mapping[str, Any], editions: Mapping[str, Edition]) -> Iterator[Fault]:
    """Everything that keeps a mapping from being facts."""
    for key in mapping:
        if key not in KEYS:
            yield Fault((str(key),), f"is not a known key; known are {listed(KEYS)}{nearest(str(key), KEYS)}")
    if "premium" in mapping:
        yield from _premium(mapping["premium"])
    name = mapping.get("edition")
    if "edition" not in mapping:
        yield Fault(("edition",), f"is missing; there are {listed(editions)}")
    elif not isinstance(name, str) or name not in editions:
        yield Fault(("edition",), f"is {shown(name)}, which is not an edition; there are {listed(editions)}")
    else:
        yield from _of_edition(mapping, editions[name])


def _of_edition(mapping: Mapping[str, Any], edition: Edition) -> Iterator[Fault]:
    if "plan" not in mapping:
        yield Fault(("plan",), f"is missing; plans are {listed(edition.plans)}")
    else:
        yield from _one_of(mapping["plan"], ("plan",), edition.plans, "a plan")
    yield from _profile(mapping, edition)
    yield from _answers(mapping, edition)
    yield from _credits(mapping.get("credits", []), edition)


def _one_of(value: object, path: tuple[str, ...], right: Mapping[str, Any] | list[str], kind: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(path, f"is {shown(value)}; write one of {listed(right)}")
    elif value not in right:
        yield Fault(path, f"is {shown(value)}, which is not {kind}; there are {listed(right)}{nearest(value, right)}")


def _mapping(mapping: Mapping[str, Any], key: str, what: str) -> Iterator[Fault]:
    if key not in mapping:
        yield Fault((key,), f"is missing; write {what}")
    elif not isinstance(mapping[key], Mapping):
        yield Fault((key,), f"is {shown(mapping[key])}; write {what}")


def _profile(mapping: Mapping[str, Any], edition: Edition) -> Iterator[Fault]:
    wrong = list(_mapping(mapping, "profile", f"true or false under each of {listed(edition.profile)}"))
    yield from wrong
    profile: Mapping[Any, Any] = {} if wrong else mapping["profile"]
    for fact, value in profile.items():
        if fact not in edition.profile:
            right = listed(edition.profile)
            yield Fault(
                ("profile", str(fact)),
                f"is not a profile fact; there are {right}{nearest(str(fact), edition.profile)}",
            )
        elif not isinstance(value, bool):
            yield Fault(("profile", fact), f"is {shown(value)}; write true or false")
    for fact in edition.profile:
        if fact not in profile and not wrong:
            yield Fault(("profile", fact), "is missing; write true or false")


def _answers(mapping: Mapping[str, Any], edition: Edition) -> Iterator[Fault]:
    wrong = list(_mapping(mapping, "answers", "question: option under it, or {} where nothing is answered yet"))
    yield from wrong
    answers: Mapping[Any, Any] = {} if wrong else mapping["answers"]
    for question, answer in answers.items():
        path = ("answers", str(question))
        if question not in edition.questions:
            close = nearest(str(question), edition.questions)
            yield Fault(path, f"is not a question of {edition.id}{close}; write an id from its questions.yaml")
        else:
            right = [*edition.questions[question].options, UNKNOWN]
            yield from _one_of(answer, path, right, "an option of this question")


def _credits(credits: object, edition: Edition) -> Iterator[Fault]:
    if not isinstance(credits, list | tuple | set | frozenset):
        yield Fault(("credits",), f"is {shown(credits)}; write a list of credits, or [] for none")
        return
    for place, credit in enumerate(credits, 1):
        path = ("credits", str(place))
        wrong = list(_one_of(credit, path, edition.credits, "a credit"))
        yield from wrong
        if wrong:
            continue
        if not edition.credits[credit].active:
            active = [key for key, entry in edition.credits.items() if entry.active]
            yield Fault(path, f"is {credit}, which is not in force; in force are {listed(active)}")
        if credit in list(credits)[: place - 1]:
            yield Fault(path, f"is {credit}, which the list already holds; name it once")


def _premium(premium: object) -> Iterator[Fault]:
    if type(premium) is not int:
        yield Fault(("premium",), f"is {shown(premium)}; write a whole number of yen, as in 500000")
    elif not 0 <= premium <= HIGHEST_PREMIUM:
        yield Fault(("premium",), f"is {shown(premium)}; write a number of yen from 0 to {HIGHEST_PREMIUM}")
