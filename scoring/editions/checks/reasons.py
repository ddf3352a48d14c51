"""Each weight, gate, tier, credit and cost says why it has its value (docs/rules.md § 1, Reasons)."""

from collections.abc import Iterable

from ...reading.faults import Fault
from ...reading.tree import Tree
from ..edition import RULES_1
from .trees import Files, Found


def _is_exempt(files: Files) -> bool:
    return "/".join(files.directory.parts[-2:]) in RULES_1


def _lacking(entries: Iterable[Tree], key: str, what: str) -> Found:
    for entry in entries:
        if isinstance(entry.value, dict) and entry.at(key).value is None:
            yield Fault(entry.at(key).path, f"is missing; say in both languages why {what}")


def _questions_say_why(files: Files) -> Found:
    if not _is_exempt(files):
        yield from _lacking(files.questions, "because", "the question has its weight")
        priced = [question for question in files.questions if question.at("cost").keys]
        yield from _lacking(priced, "cost_because", "it costs so much")


def _tariff_says_why(files: Files) -> Found:
    if not _is_exempt(files):
        yield from _lacking(files.tiers, "because", "the tier has its score and rates")
        for tier in files.tiers:
            yield from _lacking(tier.at("gates").entries(), "because", "the tier asks for it")
        yield from _lacking(files.credits, "because", "it is worth its points")
        priced = [credit for credit in files.credits if credit.at("cost").value is not None]
        yield from _lacking(priced, "cost_because", "it costs so much")


REASONS_FOR_QUESTIONS = (_questions_say_why,)
REASONS_FOR_THE_TARIFF = (_tariff_says_why,)
