"""What keeps the values of a facts file from being facts: every fault at once (docs/rules.md §§ 2, 11)."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..editions.edition import Edition
from ..reading.faults import Fault, listed, nearest, shown
from .answers import answer_faults, read_day
from .particulars import particulars_faults

KEYS = ("edition", "plan", "profile", "answers", "credits", "premium", "as_of", "people", "particulars")
HIGHEST_PREMIUM = 10**12
MOST_PEOPLE = 10**6


def facts_faults(mapping: Mapping[str, Any], editions: Mapping[str, Edition]) -> Iterator[Fault]:
    """Everything that keeps a mapping from being facts."""
    for key in mapping:
        if key not in KEYS:
            yield Fault((str(key),), f"is not a known key; known are {listed(KEYS)}{nearest(str(key), KEYS)}")
    if "premium" in mapping:
        yield from _whole(mapping["premium"], "premium", 0, HIGHEST_PREMIUM, "yen, as in 500000")
    if "people" in mapping:
        yield from _whole(mapping["people"], "people", 1, MOST_PEOPLE, "people, as in 12")
    if "as_of" in mapping and read_day(mapping["as_of"]) is None:
        yield Fault(("as_of",), f"is {shown(mapping['as_of'])}; write a day, as in 2026-12-01")
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
    for fault in dict.fromkeys(_answers(mapping, edition)):  # several days lack the same as_of
        if fault.path != ("as_of",) or "as_of" not in mapping:
            yield fault
    yield from particulars_faults(mapping.get("particulars", {}), edition)
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
    as_of = read_day(mapping.get("as_of"))
    for question, answer in answers.items():
        path = ("answers", str(question))
        if question not in edition.questions:
            close = nearest(str(question), edition.questions)
            yield Fault(path, f"is not a question of {edition.id}{close}; write an id from its questions.yaml")
        else:
            yield from answer_faults(answer, edition.questions[question], path, as_of)


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


def _whole(value: object, key: str, least: int, most: int, of_what: str) -> Iterator[Fault]:
    if type(value) is not int:
        yield Fault((key,), f"is {shown(value)}; write a whole number of {of_what}")
    elif not least <= value <= most:
        yield Fault(
            (key,), f"is {shown(value)}; write a number of {of_what.split(',', maxsplit=1)[0]} from {least} to {most}"
        )
