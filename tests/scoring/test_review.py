"""Second signature and conditions: each edition sets its own limits (docs/rules.md § 9)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring import load_editions, may_wait, rate_at, wants_second_signature

HERE = Path(__file__).parents[2]
EDITIONS = load_editions(HERE / "questionnaires")
FIRST, SECOND = EDITIONS["sme-cyber/2026-10"], EDITIONS["sme-cyber/2026-12"]


def test_an_edition_that_says_nothing_wants_two_signatures_from_fifty_on() -> None:
    assert [wants_second_signature(FIRST, rate) for rate in (0, 45, 49, 50, 60)] == [False, False, False, True, True]


def test_the_second_edition_wants_them_from_forty_five_on() -> None:
    assert [wants_second_signature(SECOND, rate) for rate in (0, 44, 45, 50)] == [False, False, True, True]


def test_nothing_may_wait_where_the_edition_says_nothing() -> None:
    assert not any(may_wait(FIRST, question, 30) for question in FIRST.questions)


@pytest.mark.parametrize(("days", "may"), [(0, False), (1, True), (90, True), (91, False)])
def test_a_condition_ends_within_the_days_of_the_edition(days: int, may: bool) -> None:
    assert may_wait(SECOND, "edr", days) is may


def test_four_measures_never_wait() -> None:
    never = {question for question in SECOND.questions if not may_wait(SECOND, question, 30)}
    assert never == {"antivirus", "remote-mfa", "backup-coverage", "backup-isolation"}


def test_a_tier_begins_with_what_the_score_has_there() -> None:
    strong, advanced = SECOND.tiers["t4"], SECOND.tiers["t5"]
    assert rate_at(SECOND, advanced, ()) == rate_at(SECOND, advanced, (), 84, 100) == 42
    assert [rate_at(SECOND, advanced, (), points, 100) for points in (85, 90, 100)] == [42, 48, 60]
    assert rate_at(SECOND, strong, ("isms",), 85, 100) == 50
    assert rate_at(FIRST, FIRST.tiers["t3"], (), 90, 100) == 30


def test_the_most_in_a_tier_is_its_end_with_all_its_credits_or_its_ceiling() -> None:
    assert [tier.most for tier in FIRST.tiers.values()] == [0, 25, 40, 50, 60]
    assert [tier.most for tier in SECOND.tiers.values()] == [0, 13, 22, 34, 51, 60]


def comparisons() -> Iterator[str]:
    """The files in which a limit of the review is compared with anything."""
    for file in (*(HERE / "scoring").rglob("*.py"), *(HERE / "assess").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                names = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
                if names & {"second_signature_from", "days_at_most", "never"}:
                    yield str(file.relative_to(HERE))


def test_these_limits_are_compared_in_one_place() -> None:
    assert set(comparisons()) == {"scoring/results/review.py"}
