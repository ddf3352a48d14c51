"""What must hold between the entries of an edition: every check there is, by the file that it is about."""

from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any

from ...reading.faults import Fault
from ...reading.tree import Tree
from .costs import COST_CHECKS
from .coverage import COVERAGE_CHECKS
from .letters import unprintable
from .measures import MEASURE_CHECKS
from .particulars import PARTICULAR_CHECKS
from .questions import QUESTION_CHECKS
from .reasons import REASONS_FOR_QUESTIONS, REASONS_FOR_THE_TARIFF
from .tariff import TARIFF_CHECKS
from .trees import Files, Found

CHECKS: Mapping[str, tuple[Callable[[Files], Found], ...]] = {
    "questions.yaml": (
        *QUESTION_CHECKS,
        *MEASURE_CHECKS,
        *COST_CHECKS,
        *PARTICULAR_CHECKS,
        *REASONS_FOR_QUESTIONS,
    ),
    "tariff.yaml": (*TARIFF_CHECKS, *REASONS_FOR_THE_TARIFF),
    "coverage.yaml": COVERAGE_CHECKS,
}


def inconsistencies(
    directory: Path, values: Mapping[str, Any], printable: Set[str] | None = None
) -> list[tuple[str, Fault]]:
    """Every fault between entries as (file name, fault); `values` are the three files as read, in order.

    With `printable`, the letters that papers can show, also every text that holds another.
    """
    files = Files(directory, values)
    found = [(name, fault) for name, checks in CHECKS.items() for check in checks for fault in check(files)]
    if printable is not None:
        found += [(name, fault) for name, value in values.items() for fault in unprintable(Tree(value), printable)]
    return found
