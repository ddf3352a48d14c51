"""Forms of other makers, shaped as editions in our own words: what they ask and how they mark can be expressed.

A self-check with 4, 2 and 0 marks; a certification with automatic failures; a framework with two scores for each
requirement; an insurer's supplemental with numbers, dates, lists and free text.
"""

from collections.abc import Mapping
from pathlib import Path

from scoring import Edition, load_edition

HERE = Path(__file__).parent
NAMES = ("self-check-25", "baseline-certification", "two-scores", "supplemental")
EDITIONS: Mapping[str, Edition] = {name: load_edition(HERE / name / "2026-12") for name in NAMES}


def test_each_form_is_an_edition_without_a_fault() -> None:
    assert {name: len(edition.questions) for name, edition in EDITIONS.items()} == {
        "self-check-25": 25,
        "baseline-certification": 12,
        "two-scores": 16,
        "supplemental": 7,
    }


def test_what_cannot_be_changed_is_a_particular_and_no_question() -> None:
    edition = EDITIONS["supplemental"]
    assert {"sales", "records", "incidents"} <= set(edition.particulars)
    assert set(edition.particulars).isdisjoint(edition.questions)
