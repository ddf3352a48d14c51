"""What must hold in coverage.yaml, and between it and the questions (docs/rules.md § 1)."""

from ...reading.faults import Fault
from .trees import Files, Found, no_repeats, points_to, unique


def _unique_accidents(files: Files) -> Found:
    yield from unique(files.sub_risks)
    yield from unique(files.accidents)


def _every_accident_is_mitigated(files: Files) -> Found:
    mitigated = {entry.word for question in files.questions for entry in question.at("mitigates").entries()}
    for accident in files.accidents:
        if files.questions and accident.key not in mitigated:
            yield Fault(accident.path, "is mitigated by no question; name it under mitigates of one, or remove it")


def _plans_are_known(files: Files) -> Found:
    plans = files.coverage.at("plans").keys
    for entry in (*files.risks, *files.coverage.at("cost_events").entries()):
        for plan in entry.at("plans").entries():
            yield from points_to(plan, plans, "a plan")
        yield from no_repeats(entry.at("plans"))


COVERAGE_CHECKS = (_unique_accidents, _every_accident_is_mitigated, _plans_are_known)
