"""What a company said, as it goes into the rules; read strictly, with every fault at once (docs/rules.md §§ 2, 11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..editions.edition import Edition
from ..reading.faults import FactsFaults, Fault
from ..reading.yaml_file import read_yaml
from .answers import Answer, plain_answer, read_answer, read_day
from .facts_faults import facts_faults
from .particulars import Told, plain_told, read_told


@dataclass(frozen=True)
class Facts:
    """The input of `evaluate`.

    `edition` is "<questionnaire>/<edition>"; `profile` maps every profile fact to yes or no; `answers` maps
    question ids to option ids, "unknown" or raw answers (a question that is left out is unanswered); `premium` is
    in yen a year before the discount; `as_of` is the day on which dates are judged; `people` is the head-count.
    """

    edition: str
    plan: str
    profile: Mapping[str, bool]
    answers: Mapping[str, Answer]
    credits: tuple[str, ...] = ()
    premium: int | None = None
    as_of: date | None = None
    people: int | None = None
    particulars: Mapping[str, Told] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "profile", MappingProxyType(dict(self.profile)))
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))
        object.__setattr__(self, "credits", tuple(self.credits))
        object.__setattr__(self, "particulars", MappingProxyType(dict(self.particulars)))

    def as_json(self) -> dict[str, Any]:
        """The facts in the form of a facts file; what is not said has no key."""
        told: dict[str, Any] = {
            "edition": self.edition,
            "plan": self.plan,
            "profile": dict(self.profile),
            "answers": {question: plain_answer(answer) for question, answer in self.answers.items()},
            "credits": list(self.credits),
        }
        optional = {"premium": self.premium, "as_of": self.as_of and self.as_of.isoformat(), "people": self.people}
        told |= {key: value for key, value in optional.items() if value is not None}
        if self.particulars:
            told["particulars"] = {key: plain_told(value) for key, value in self.particulars.items()}
        return told


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
        answers={question: read_answer(answer) for question, answer in mapping["answers"].items()},
        credits=tuple(mapping.get("credits", ())),
        premium=mapping.get("premium"),
        as_of=read_day(mapping.get("as_of")),
        people=mapping.get("people"),
        particulars={key: read_told(value) for key, value in mapping.get("particulars", {}).items()},
    )
