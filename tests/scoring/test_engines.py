"""The first edition keeps what it gave with engine 1, and stored records of it compute again (docs/rules.md § 10)."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoring import canonical, digest, evaluate, load_editions, recompute
from scoring.records.engines import REPRODUCED
from tests.scoring.seeded import companies

HERE = Path(__file__).parent
EDITION = load_editions(HERE.parents[1] / "questionnaires")["sme-cyber/2026-10"]
RECORDS = sorted((HERE / "records").glob("*.json"))
KEPT = (
    *("score", "tier", "control_rate", "credits", "credit_rate", "uncapped", "rate", "limited_by", "domains"),
    *("gates", "weaknesses", "unknown", "unanswered", "not_asked"),
)


def test_two_thousand_companies_get_from_the_first_edition_what_engine_1_gave_them() -> None:
    """The SHA-256 was made by engine 1.0.0."""
    results = [evaluate(EDITION, facts).as_json() for facts in companies(EDITION, 2000)]
    kept = [{key: result[key] for key in KEPT} for result in results]
    assert digest(kept) == "4edaf547a4a71380b431b37ccfe6bfda8f5a1706c4aa26e54d9a03d3a4030d14"
    assert {result["tier"] for result in results} == set(EDITION.tiers)
    assert {result["limited_by"] for result in results} >= {"none", "ceiling"}


def test_results_are_written_as_engine_1_wrote_them_with_its_ways() -> None:
    """The SHA-256 was made by engine 1.0.0: a way for each tier, with the rate at which that tier begins."""
    without_premium = [replace(facts, premium=None) for facts in companies(EDITION, 300)]
    results = [REPRODUCED["1.0.0"](EDITION, facts, evaluate(EDITION, facts)) for facts in without_premium]
    assert digest(results) == "3217a286dc68541b66afbacbbd7f1fe6ede80f2304c24bda3a477a49ee450bc1"


def test_each_engine_on_the_list_has_stored_records() -> None:
    assert {record(path)["engine"] for path in RECORDS} == set(REPRODUCED)
    assert all(path.name.startswith(record(path)["engine"]) for path in RECORDS)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_stored_record_computes_again_without_a_difference(path: Path) -> None:
    assert recompute(record(path), EDITION) == ()


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_stored_record_that_was_altered_is_found_out(path: Path) -> None:
    altered = record(path)
    altered["result"]["rate"] += 1
    (difference,) = recompute(altered, EDITION)
    assert difference.startswith("result.rate: the record says")


def test_a_record_of_an_engine_that_is_not_here_is_not_called_altered() -> None:
    other = record(RECORDS[0]) | {"engine": "9.1.0"}
    other["result"] = {"rate": 1}
    assert recompute(other, EDITION) == (
        "engine: the record was made by engine 9.1.0, which is not here; its result can be compared with one of"
        " 1.0.0, 2.0.0",
    )


def record(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    assert path.read_bytes().strip() == canonical(found)
    return found
