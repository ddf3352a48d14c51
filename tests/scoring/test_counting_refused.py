"""What is no count, no tick, no day and no particular is refused with one sentence that names its key."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scoring import (
    Counted,
    Dated,
    Edition,
    FactsFaults,
    Ticked,
    Told,
    evaluate,
    load_edition,
)
from tests.scoring.counting import counting_edition, facts
from tests.scoring.writing import write


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return load_edition(write(tmp_path, counting_edition()))


def named(has: int, of: int, **which: Any) -> dict[str, Any]:
    """Locks named one by one, with the numbers beside them."""
    return {"answers": {"locks": {"has": has, "of": of, "which": which}}}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"answers": {"locks": {"has": 13, "of": 12}}}, "answers.locks.has: is 13, more than all 12; write 12 or less"),
        ({"answers": {"locks": {"has": 0, "of": 0}}}, "answers.locks.of: is 0; write a whole number of 1 or more"),
        ({"answers": {"locks": {"has": 1.5, "of": 2}}}, "answers.locks.has: is 1.5; write a whole number of 0 or more"),
        ({"answers": {"locks": {"has": True, "of": 2}}}, "answers.locks.has: is true; write a whole number"),
        ({"answers": {"locks": {"has": 1}}}, "answers.locks.of: is missing; write {has: 11, of: 12}"),
        ({"answers": {"locks": {"has": 1, "of": 2, "by": 3}}}, "answers.locks.by: is not a known key here"),
        (named(1, 2, front=True, side=False), "answers.locks.which.side: is nothing that this question names; there"),
        (named(1, 2, front=True, back="no"), "answers.locks.which.back: is 'no'; write true if it counts, false if it"),
        (named(2, 2, front=True, back=False), "answers.locks.which: names 1 of 2, but the numbers say 2 of 2; make"),
        (named(1, 3, front=True, back=False), "answers.locks.which: names 1 of 2, but the numbers say 1 of 3; make"),
        (named(0, 1), "answers.locks.which: names 0 of 0, but the numbers say 0 of 1; make them agree"),
        ({"answers": {"locks": {"has": 0, "of": 1, "which": ["front"]}}}, "answers.locks.which: is a list; write true"),
        ({"answers": {"locks": {"of": 1, "which": {}}}}, "answers.locks.has: is missing; write {has: 11, of: 12}"),
        ({"answers": {"locks": 11}}, "answers.locks: is 11; write one of none, some, most, all, unknown, or {has: 11"),
        ({"answers": {"keys": {"has": 1, "of": 2}}}, "answers.keys: is a mapping; write one of no, yes, unknown"),
        ({"answers": {"glass": {"parts": "bars"}}}, "answers.glass.parts: is 'bars'; write a list of parts"),
        ({"answers": {"glass": {"parts": ["bar"]}}}, "answers.glass.parts.1: is 'bar', which is not a part of this"),
        ({"answers": {"glass": {"parts": ["bars", "bars"]}}}, "answers.glass.parts.2: is bars, which the list already"),
        ({"answers": {"drill": {"on": "2026-02-30"}}}, "answers.drill.on: is '2026-02-30'; write a day, as in 2026"),
        ({"answers": {"drill": {"on": "20260230"}}}, "answers.drill.on: is '20260230'; write a day, as in 2026-03-04"),
        ({"answers": {"drill": {"on": "2026-12-02"}}}, "answers.drill.on: is 2026-12-02, after as_of 2026-12-01"),
        ({"as_of": ...}, "as_of: is missing; an answer is a day, so write the day on which the facts hold"),
        ({"as_of": "today"}, "as_of: is 'today'; write a day, as in 2026-12-01"),
        ({"people": 0}, "people: is 0; write a number of people from 1 to 1000000"),
        ({"people": "twelve"}, "people: is 'twelve'; write a whole number of people, as in 12"),
        ({"particulars": {"incident": "no"}}, "particulars.incident: is not a particular; there are incidents"),
        ({"particulars": {"incidents": "some"}}, "particulars.incidents: is 'some'; write one of yes, no"),
        ({"particulars": {"incidents": False}}, "particulars.incidents: is false; write one of yes, no"),
        (
            {"particulars": {"incidents": {"value": "yes", "detail": "x"}}},
            "particulars.incidents.detail: is not a known",
        ),
        (
            {"particulars": {"incidents": {"details": "x"}}},
            "particulars.incidents.value: is None; write one of yes, no",
        ),
        (
            {"particulars": {"incidents": {"value": "yes", "details": 5}}},
            "particulars.incidents.details: is 5; write a text of at most 2000 characters",
        ),
        (
            {"particulars": {"incidents": {"value": "yes", "details": "x" * 2001}}},
            "particulars.incidents.details: is 'xxx",
        ),
        ({"particulars": {"clouds": "x" * 2001}}, "particulars.clouds: is 'xxx"),
        ({"particulars": {"records": -1}}, "particulars.records: is -1; write a whole number from 0 to"),
        ({"particulars": {"records": "many"}}, "particulars.records: is 'many'; write a whole number from 0 to"),
        ({"particulars": {"care": "all"}}, "particulars.care: is 'all'; write one of none, partly"),
        ({"particulars": {"since": "May"}}, "particulars.since: is 'May'; write a day, as in 2026-03-04"),
        ({"particulars": {"clouds": 5}}, "particulars.clouds: is 5; write a text of at most 2000 characters"),
        ({"particulars": []}, "particulars: is a list; write particular: value under it"),
    ],
)
def test_bad_input_is_one_sentence_that_names_its_key(edition: Edition, changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(FactsFaults) as refused:
        facts(edition, **changes)
    (told,) = refused.value.faults
    assert told.startswith(fault)


def test_texts_may_be_as_long_as_they_may_be(edition: Edition) -> None:
    told = {"incidents": {"value": "yes", "details": "x" * 2000}, "clouds": "x" * 2000, "records": 0, "care": "none"}
    assert len(facts(edition, particulars=told).particulars) == len(told)


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"locks": Counted(3, 2)}, "answers.locks.has: is 3, more than all 2"),
        ({"locks": Counted(-1, 2)}, "answers.locks.has: is -1"),
        ({"locks": Ticked(frozenset())}, "answers.locks.parts: is not a known key here"),
        ({"locks": Counted(1, 2, frozenset({("front", True)}))}, "answers.locks.which: names 1 of 1, but"),
        ({"locks": Counted(1, 1, frozenset({("side", True)}))}, "answers.locks.which.side: is nothing that"),
        ({"keys": Counted(1, 2)}, "answers.keys: is a mapping"),
        ({"glass": Ticked(frozenset({"bar"}))}, "answers.glass.parts.1: is 'bar'"),
        ({"drill": Dated(date(2026, 12, 2))}, "answers.drill.on: is 2026-12-02, after as_of"),
    ],
)
def test_what_is_no_raw_answer_is_refused_by_evaluate_too(edition: Edition, answers: Any, fault: str) -> None:
    with pytest.raises(FactsFaults) as refused:
        evaluate(edition, replace(facts(edition), answers=answers))
    assert refused.value.faults[0].startswith(fault)


def test_a_day_without_as_of_is_refused_by_evaluate_too(edition: Edition) -> None:
    with pytest.raises(FactsFaults, match="as_of: is missing"):
        evaluate(edition, replace(facts(edition), as_of=None))
    with pytest.raises(FactsFaults, match=r"particulars\.care: is 'all'"):
        evaluate(edition, replace(facts(edition), particulars={"care": Told("all")}))
