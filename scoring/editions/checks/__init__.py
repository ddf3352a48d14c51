"""What must hold between the entries of an edition: every check there is, by the file that it is about."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ...reading.faults import Fault
from ...reading.tree import Tree
from .costs import COST_CHECKS
from .coverage import COVERAGE_CHECKS
from .letters import Unprintable, letters_can_be_printed
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
    directory: Path, values: Mapping[str, Any], unprintable: Unprintable | None = None
) -> list[tuple[str, Fault]]:
    """Every fault between entries as (file name, fault); `values` are the three files as read, in order.

    With `unprintable`, which names the letters of a text that papers cannot show, also every such text.
    """
    files = Files(directory, values)
    found = [(name, fault) for name, checks in CHECKS.items() for check in checks for fault in check(files)]
    if unprintable is not None:
        for name, value in values.items():
            found += [(name, fault) for fault in letters_can_be_printed(Tree(value), unprintable)]
    return found
