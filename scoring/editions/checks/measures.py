"""What must hold for a scale with a measure and its questions (docs/rules.md § 1, Measures and Targets)."""

from ...reading.faults import Fault
from ...reading.tree import Tree
from .trees import Files, Found

THRESHOLDS = {"share": "from", "parts": "from", "date": "within_months"}


def _thresholds_run_one_way(files: Files) -> Found:
    for scale in files.scales:
        measure = scale.at("measure").word
        threshold = THRESHOLDS.get(measure or "")
        if measure is not None and threshold is None:
            continue  # the measure itself is a fault already
        options = list(scale.at("options").entries())
        for option in options:
            yield from _belongs(option, threshold)
        if threshold == "from":
            yield from _percentages(options)
        elif threshold == "within_months":
            yield from _months(options)


def _belongs(option: Tree, threshold: str | None) -> Found:
    for key in ("from", "within_months"):
        if key != threshold and option.at(key).value is not None:
            measures = " or ".join(name for name, one in THRESHOLDS.items() if one == key)
            yield Fault(option.at(key).path, f"is of no use without the measure {measures}; name it, or leave this out")


def _percentages(options: list[Tree]) -> Found:
    before: int | None = None
    for option in options:
        here = option.at("from")
        if here.value is None:
            yield Fault(here.path, "is missing; write the percentage from which on the option holds, 0 for the lowest")
        if here.whole is None:
            continue
        if option is options[0] and here.whole != 0:
            yield Fault(here.path, f"is {here.whole}; the lowest option holds for all the rest: write 0")
            before = 0
            continue
        if before is not None and here.whole <= before <= 100:
            yield Fault(here.path, f"is {here.whole}, not above the option below it; write more than {before}")
        before = here.whole


def _months(options: list[Tree]) -> Found:
    before: int | None = None
    for option in options:
        here = option.at("within_months")
        if option is options[0]:
            if here.value is not None:
                yield Fault(here.path, "stands at the lowest option, which holds for all the rest; leave it out")
            continue
        if here.value is None:
            yield Fault(here.path, "is missing; write how many months back the day may lie")
        if here.whole is not None and before is not None and here.whole >= before:
            yield Fault(here.path, f"is {here.whole}, not below the option below it; write less than {before}")
        before = here.whole if here.whole is not None else before


def _the_top_is_a_target(files: Files) -> Found:
    for scale in files.scales:
        by_date = scale.at("measure").word == "date"
        for above, option in enumerate(reversed(list(scale.at("options").entries()))):
            target = option.at("target")
            if target.value is False and not above:
                yield Fault(
                    target.path, "is false for the highest option, so that nothing is left to aim at; write true"
                )
            if target.value is True and above and by_date:
                yield Fault(target.path, "is true, but whoever does it now stands at the highest; leave it out")


def _parts_belong_to_their_measure(files: Files) -> Found:
    for question in files.questions:
        scale, parts, unit = files.scale(question), question.at("parts"), question.at("unit")
        measure = scale.at("measure").word
        if measure == "parts" and not parts.keys:
            yield Fault(parts.path, "is missing; the scale's measure is parts: write what can be ticked")
        if measure not in (None, *THRESHOLDS):
            continue
        if measure != "parts" and parts.keys and scale.keys:
            yield Fault(parts.path, "is of no use, as the scale's measure is not parts; leave it out")
        for key in (unit, question.at("which"), question.at("met")):
            if measure != "share" and key.value is not None and scale.keys:
                yield Fault(key.path, "is of no use, as the scale's measure is not share; leave it out")


def _what_is_named_is_met_by_something(files: Files) -> Found:
    for question in files.questions:
        which, met = question.at("which"), question.at("met")
        if files.scale(question).at("measure").word != "share":
            continue
        if which.value == {}:
            yield Fault(which.path, "is empty; write what can be named one by one, or leave it out")
        if which.keys and met.value is None:
            yield Fault(met.path, "is missing; write what must be true of one of `which` for it to count")
        if met.value is not None and which.value is None:
            yield Fault(met.path, "is of no use without `which`; write what can be named, or leave this out")


MEASURE_CHECKS = (
    _thresholds_run_one_way,
    _the_top_is_a_target,
    _parts_belong_to_their_measure,
    _what_is_named_is_met_by_something,
)
