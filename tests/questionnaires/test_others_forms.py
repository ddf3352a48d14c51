"""Forms of other makers, shaped as editions in our own words: what they ask and how they mark can be expressed.

A self-check with 4, 2 and 0 marks; a certification with automatic failures; a framework with two scores for each
requirement; an insurer's supplemental with numbers, dates, lists and free text.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from scoring import Edition, Result, evaluate, load_edition, read_facts

HERE = Path(__file__).parent
NAMES = ("self-check-25", "baseline-certification", "two-scores", "supplemental")
EDITIONS: Mapping[str, Edition] = {name: load_edition(HERE / name / "2026-12") for name in NAMES}


def result(name: str, answers: Mapping[str, object], **more: object) -> Result:
    """The result for a company whose profile facts are all "yes"."""
    edition = EDITIONS[name]
    said: dict[str, Any] = {
        "edition": edition.id,
        "plan": "basic",
        "profile": dict.fromkeys(edition.profile, True),
        "answers": dict(answers),
        "as_of": "2026-12-01",
        **more,
    }
    return evaluate(edition, read_facts(said, {edition.id: edition}))


def all_at(name: str, place: int) -> dict[str, object]:
    return {question.id: list(question.options)[place] for question in EDITIONS[name].questions.values()}


def targets_missed(edition: Edition, found: Result) -> Iterator[str]:
    for way in found.ways:
        for change in way.changes:
            if not edition.questions[change.question].options[change.to].target:
                yield f"{way.tier} {change.question} {change.to}"


@pytest.mark.parametrize("name", NAMES)
def test_the_best_answers_reach_the_top_and_the_worst_nothing(name: str) -> None:
    tiers = list(EDITIONS[name].tiers)
    assert result(name, all_at(name, -1)).tier == tiers[-1]
    assert (result(name, all_at(name, 0)).tier, result(name, all_at(name, 0)).rate) == (tiers[0], 0)


@pytest.mark.parametrize("name", NAMES)
def test_ways_lead_only_where_one_can_go(name: str) -> None:
    edition = EDITIONS[name]
    found = result(name, all_at(name, 0), people=12)
    assert found.ways
    assert list(targets_missed(edition, found)) == []
    for way in found.ways:
        assert way.blocked_by == ()
        changed = all_at(name, 0) | {change.question: change.to for change in way.changes}
        assert result(name, changed).rate == way.rate


def test_marks_of_four_two_and_nothing_add_up_to_the_scores_of_the_tiers() -> None:
    edition = EDITIONS["self-check-25"]
    assert len(edition.questions) == 25
    half = all_at("self-check-25", 1)
    assert result("self-check-25", half).score.percent == "50.0"
    one_missed = all_at("self-check-25", -1) | {"backup": "not-done"}
    assert result("self-check-25", one_missed).score.percent == "96.0"


def test_one_automatic_failure_fails_whatever_the_score() -> None:
    failed = result("baseline-certification", all_at("baseline-certification", -1) | {"cloud-mfa": "not-met"})
    assert (failed.score.percent, failed.tier) == ("91.6", "t0")
    forgiven = result("baseline-certification", all_at("baseline-certification", -1) | {"open-ports": "not-met"})
    assert (forgiven.score.percent, forgiven.tier) == ("91.6", "t1")


def test_a_requirement_counts_by_its_documents_and_by_its_practice() -> None:
    on_paper = {
        question: level for question, level in all_at("two-scores", -1).items() if question.endswith("document")
    }
    assert result("two-scores", on_paper).score.percent == "50.0"
    assert result("two-scores", on_paper).tier == "t0"


SUPPLEMENTAL: Mapping[str, object] = {
    "mfa": {"has": 30, "of": 40},
    "edr": {"has": 40, "of": 40},
    "backup": {"parts": ["daily", "offline"]},
    "last-restore": {"on": "2025-06-01"},
    "supported": {"has": 39, "of": 40},
    "old-separated": "not-so",
    "card-assessment": {"on": "2026-10-01"},
}
PARTICULARS: Mapping[str, object] = {
    "sales": 98_000,
    "records": 250_000,
    "incidents": "three-or-more",
    "edr-product": "なんとかガード",
    "last-audit": "2026-04-01",
    "card-volume": 1200,
}


def test_numbers_dates_and_lists_stand_for_options() -> None:
    found = result("supplemental", SUPPLEMENTAL, particulars=PARTICULARS)
    assert found.stands_for == {
        "mfa": "most",
        "edr": "all",
        "backup": "half",
        "last-restore": "within-24-months",
        "supported": "all",
        "card-assessment": "within-12-months",
    }


def test_what_cannot_be_changed_refers_the_case_and_is_never_advised() -> None:
    found = result("supplemental", SUPPLEMENTAL, particulars=PARTICULARS, people=40)
    assert set(found.refer) == {"records", "incidents"}
    advised = {change.question for way in (*found.ways, *found.cheapest) for change in way.changes}
    assert advised
    assert advised.isdisjoint(EDITIONS["supplemental"].particulars)


def test_particulars_change_no_figure() -> None:
    quiet = result("supplemental", SUPPLEMENTAL)
    told = result("supplemental", SUPPLEMENTAL, particulars=PARTICULARS)
    assert (quiet.rate, quiet.score, quiet.ways) == (told.rate, told.score, told.ways)


def test_a_test_done_long_ago_is_done_again_not_made_younger() -> None:
    found = result("supplemental", SUPPLEMENTAL, people=40)
    steps = {change.question: change.to for way in found.ways for change in way.changes}
    assert steps.get("last-restore") == "within-12-months"
