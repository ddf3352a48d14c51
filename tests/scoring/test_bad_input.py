"""Whatever is written in a file: a result, or sentences; never anything else."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from scoring import EditionFaults, Facts, FactsFaults, evaluate, load_edition, read_facts, recompute
from tests.scoring.test_record import record_with
from tests.scoring.writing import small_edition, write

with tempfile.TemporaryDirectory() as _root:
    EDITION = load_edition(write(Path(_root), small_edition()))

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("all"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    keys: Any = range(len(part)) if isinstance(part, list) else part if isinstance(part, dict) else ()
    return [path, *(place for key in keys for place in places(part[key], (*path, key)))][0 if path else 1 :]


def put(document: Any, path: tuple[Any, ...], value: Any) -> None:
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = value


FACTS = {
    "edition": EDITION.id,
    "plan": "wide",
    "profile": {"website": True},
    "answers": {"locks": "all", "keys": "unknown"},
    "credits": ["iso"],
    "premium": 1000,
}


@given(st.sampled_from(places(FACTS)), VALUES)
@example(("profile",), {"line\nbreak": True})
@example(("answers",), {"x" * 500: "all"})
def test_any_value_at_any_place_of_facts_gives_a_result_or_sentences(path: tuple[Any, ...], value: Any) -> None:
    said: dict[str, Any] = {**FACTS, "profile": {"website": True}, "answers": {"locks": "all"}, "credits": ["iso"]}
    if path[-1] == "keys":
        path = ("answers", "locks")
    put(said, path, value)
    try:
        facts = read_facts(said, {EDITION.id: EDITION})
    except FactsFaults as refused:
        assert refused.faults
        assert all("; " in fault and "\n" not in fault and len(fault) < 400 for fault in refused.faults)
    else:
        assert 0 <= evaluate(EDITION, facts).rate <= 60


@given(VALUES, VALUES)
def test_keys_and_values_that_nobody_expects_are_refused_with_sentences(answers: Any, credits: Any) -> None:
    said = {**FACTS, "answers": {"odd": answers}, "credits": [credits], "profile": answers}
    try:
        read_facts(said, {EDITION.id: EDITION})
    except FactsFaults as refused:
        assert any(fault.startswith("answers.odd: is not a question") for fault in refused.faults)
    else:
        raise AssertionError("answers.odd is no question")


@given(st.sampled_from(places(small_edition())), VALUES)
@example(("questions.yaml", "edition"), "../../up")
@example(("tariff.yaml", "tiers"), {})
@example(("questions.yaml", "domains"), {})
@example(("tariff.yaml", "cap"), 10**30)
def test_any_value_at_any_place_of_an_edition_is_loaded_or_refused_with_sentences(
    path: tuple[Any, ...], value: Any
) -> None:
    values = small_edition()
    put(values, path, value)
    with tempfile.TemporaryDirectory() as root:
        directory = write(Path(root), small_edition())
        for name, part in values.items():
            (directory / name).write_text(json.dumps(part, ensure_ascii=False), encoding="utf-8")
        try:
            edition = load_edition(directory)
        except EditionFaults as refused:
            assert refused.faults
            assert all(fault.split(": ")[0] in values for fault in refused.faults)
            return
    facts = Facts(edition.id, "wide", dict.fromkeys(edition.profile, True), {})
    assert 0 <= evaluate(edition, facts).rate <= 60
    assert all(way.rate <= 60 for way in evaluate(edition, facts).ways)


RECORD = record_with(EDITION)


@given(st.sampled_from(places(RECORD)), VALUES)
def test_no_other_value_at_any_place_of_a_record_passes_for_the_same(path: tuple[Any, ...], value: Any) -> None:
    record = record_with(EDITION)
    before: Any = record
    for key in path:
        before = before[key]
    put(record, path, value)
    found = recompute(record, EDITION)
    bears_on_the_rate = path[0] in ("result", "edition", "plan", "profile", "answers", "credits", "format")
    bears_on_the_rate = bears_on_the_rate and path[-1] != "on"
    if bears_on_the_rate and (type(before) is not type(value) or before != value):
        assert found, path
