"""The decision record holds all that the rate rests on, and can be computed again (docs/rules.md §§ 9, 10)."""

import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    Answer,
    Counted,
    Dated,
    Edition,
    Facts,
    Issue,
    RecordedDeclaration,
    RecordedVerdict,
    Told,
    build_record,
    canonical,
    digest,
    evaluate,
    is_told_of,
    load_edition,
    recompute,
    verified_facts,
)
from tests.scoring.counting import counting_edition
from tests.scoring.generated import cases
from tests.scoring.writing import write

DAY = date(2026, 11, 22)
ISSUE = Issue(
    number="SC-2026-000001-5",
    company="北浜精機",
    company_number="1234567890123",
    declaration=RecordedDeclaration("山田 花子", "代表取締役", "2026-11-20T10:00:00+09:00", "2026-10"),
    underwriters=("見本 太郎",),
    issued_on=DAY,
    expires_on=date(2027, 11, 21),
)
DECLARED = Facts(
    edition="tiny/2026-10",
    plan="wide",
    profile={"website": True},
    answers={"locks": "all", "keys": "yes", "glass": "some", "site": "yes"},
    credits=("iso", "calm"),
    premium=500_000,
)


def confirmed(facts: Facts) -> dict[tuple[str, str], RecordedVerdict]:
    """Every item of some facts confirmed."""
    items = [("fact", fact) for fact in facts.profile]
    items += [("answer", question) for question in facts.answers]
    items += [("credit", credit) for credit in facts.credits]
    items += [("particular", particular) for particular in facts.particulars]
    return {item: RecordedVerdict(item[0], item[1], "confirmed", DAY) for item in items}  # type: ignore[arg-type]


def record_with(edition: Edition, *verdicts: RecordedVerdict) -> dict[str, Any]:
    given = confirmed(DECLARED) | {(verdict.subject, verdict.item): verdict for verdict in verdicts}
    return build_record(edition, DECLARED, given.values(), ISSUE)


def test_a_record_names_everything_that_the_rate_rests_on(edition: Edition) -> None:
    record = record_with(edition)
    assert record["edition"] == {"id": "tiny/2026-10", "files": edition.files}
    assert sorted(edition.files) == ["CHANGELOG.md", "coverage.yaml", "questions.yaml", "tariff.yaml"]
    assert record["answers"]["glass"] == {
        "declared": "some",
        "verified": "some",
        "verdict": "confirmed",
        "on": "2026-11-22",
    }
    assert record["result"]["rate"] == evaluate(edition, DECLARED).rate == 60
    assert record["company"] == {"name": "北浜精機", "number": "1234567890123"}
    assert record["declaration"]["wording"] == "2026-10"
    assert (record["issued_on"], record["expires_on"]) == ("2026-11-22", "2027-11-21")
    assert "premium" not in record and all("saves_yen" not in way for way in record["result"]["ways"])


def test_the_identity_of_a_record_does_not_depend_on_how_it_is_written(edition: Edition) -> None:
    record = record_with(edition)
    again = json.loads(json.dumps(record, indent=3, sort_keys=False))
    assert digest(again) == digest(record)
    assert canonical(record) == canonical(dict(reversed(record.items())))
    assert digest(record) != digest(record | {"number": "SC-2026-000002-3"})


def test_a_corrected_answer_counts_as_corrected(edition: Edition) -> None:
    record = record_with(edition, RecordedVerdict("answer", "keys", "corrected", DAY, "no"))
    assert record["answers"]["keys"]["declared"] == "yes"
    assert record["answers"]["keys"]["verified"] == "no"
    assert record["result"]["tier"] == "t1"
    assert recompute(record, edition) == ()


def test_what_was_counted_stands_in_the_record_and_may_be_corrected_to_another_count(tmp_path: Path) -> None:
    edition = load_edition(write(tmp_path, counting_edition()))
    answers: dict[str, Answer] = {"locks": Counted(12, 12), "drill": Dated(date(2026, 10, 1))}
    told = {"incidents": Told("yes", "one")}
    declared = Facts(edition.id, "wide", {"website": False}, answers, as_of=DAY, people=12, particulars=told)
    given = confirmed(declared)
    given["answer", "locks"] = RecordedVerdict("answer", "locks", "corrected", DAY, Counted(11, 12))
    record = json.loads(canonical(build_record(edition, declared, given.values(), ISSUE)))
    assert record["answers"]["locks"]["declared"] == {"has": 12, "of": 12}
    assert record["answers"]["locks"]["verified"] == {"has": 11, "of": 12}
    assert record["particulars"]["incidents"]["declared"] == {"value": "yes", "details": "one"}
    assert record["as_of"] == "2026-11-22"
    assert record["result"]["stands_for"] == {"locks": "most", "drill": "within-6"}
    assert record["result"]["refer"] == ["incidents"]
    assert recompute(record, edition) == ()
    (difference, *_) = recompute(changed(record, "no", "particulars", "incidents", "verified"), edition)
    assert difference == "particulars.incidents: the verified value does not follow from the verdict confirmed"


def test_a_rejected_answer_counts_as_unanswered(edition: Edition) -> None:
    record = record_with(edition, RecordedVerdict("answer", "locks", "rejected", DAY))
    assert record["answers"]["locks"]["verified"] is None
    assert record["result"]["unanswered"] == ["locks"]
    assert record["result"]["rate"] == 0
    assert recompute(record, edition) == ()


def test_a_rejected_answer_counts_as_unanswered_whatever_else_the_verdict_says(edition: Edition) -> None:
    record = record_with(edition, RecordedVerdict("answer", "locks", "rejected", DAY, corrected_to="all"))
    assert record["answers"]["locks"]["verified"] is None


def test_a_rejected_fact_is_turned_round_and_its_question_is_not_asked(edition: Edition) -> None:
    record = record_with(edition, RecordedVerdict("fact", "website", "rejected", DAY))
    assert record["profile"]["website"]["verified"] is False
    assert record["result"]["not_asked"] == ["site"]
    assert recompute(record, edition) == ()


def test_a_question_that_only_a_rejected_fact_brings_up_is_unanswered(edition: Edition) -> None:
    declared = replace(DECLARED, profile={"website": False})
    given = confirmed(declared)
    del given["answer", "site"]  # left from before the fact was changed to "no": no part of the case
    given["fact", "website"] = RecordedVerdict("fact", "website", "rejected", DAY)
    record = build_record(edition, declared, given.values(), ISSUE)
    assert record["result"]["unanswered"] == ["site"]
    assert recompute(record, edition) == ()


def test_a_rejected_credit_does_not_count(edition: Edition) -> None:
    record = record_with(edition, RecordedVerdict("credit", "iso", "rejected", DAY))
    assert record["credits"]["iso"]["verified"] is False
    assert [credit["credit"] for credit in record["result"]["credits"]] == ["calm"]
    assert recompute(record, edition) == ()


@pytest.mark.parametrize("item", [("answer", "keys"), ("fact", "website"), ("credit", "calm")])
def test_no_record_is_made_while_a_verdict_is_missing(edition: Edition, item: tuple[str, str]) -> None:
    given = confirmed(DECLARED)
    del given[item]
    with pytest.raises(ValueError, match=f"{item[0]} {item[1]} has no verdict"):
        build_record(edition, DECLARED, given.values(), ISSUE)


def test_no_record_is_made_with_a_verdict_on_something_that_was_not_declared(edition: Edition) -> None:
    with pytest.raises(ValueError, match="credit mark has a verdict, but was not declared"):
        record_with(edition, RecordedVerdict("credit", "mark", "confirmed", DAY))


@given(cases(most_questions=4), st.data())
def test_every_record_computes_again_without_a_difference(case: tuple[Edition, Facts], data: st.DataObject) -> None:
    edition, facts = case
    asked = {question.question for question in evaluate(edition, facts).questions}
    told = {p: told for p, told in facts.particulars.items() if is_told_of(edition.particulars[p], facts.profile)}
    answers = {question: answer for question, answer in facts.answers.items() if question in asked}
    facts = replace(facts, answers=answers, particulars=told)
    given = {
        item: verdict._replace(kind=data.draw(st.sampled_from(["confirmed", "rejected"])))
        for item, verdict in confirmed(facts).items()
    }
    record = json.loads(canonical(build_record(edition, facts, given.values(), ISSUE)))
    assert recompute(record, edition) == ()
    verified = verified_facts(facts, given.values())
    assert record["result"]["rate"] == evaluate(edition, verified).rate


def changed(record: dict[str, Any], value: Any, *path: Any) -> dict[str, Any]:
    record = copy.deepcopy(record)
    part = record
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return record


@pytest.mark.parametrize(
    ("path", "value", "difference"),
    [
        (("result", "rate"), 59, "result.rate: the record says 59, computed again it is 60"),
        (("result", "rate"), 60.0, "result.rate: the record says 60.0, computed again it is 60"),
        (("result", "score", "percent"), "100.0", "result.score.percent: the record says"),
        (("result", "gates", 0, "met"), False, "result.gates.1.met: the record says false"),
        (
            ("result", "unknown"),
            ["locks"],
            'result.unknown: the record says ["locks"], computed again it is []',
        ),
        (("result", "score"), 30, "result.score: the record says 30, computed again it is {"),
        (("result", "tier"), {"名": "b", "a": 1}, 'result.tier: the record says {"a": 1, "名": "b"}, computed again'),
        (("edition", "files"), {}, "edition.files.CHANGELOG.md: the file is not the one"),
        (("result", "extra"), 1, "result.extra: the record says 1, computed again it is nothing"),
        (("edition", "id"), "tiny/2027-04", "edition.id: the record was made with tiny/2027-04"),
        (("edition", "files", "tariff.yaml"), "0" * 64, "edition.files.tariff.yaml: the file is not the one"),
        (("answers", "keys", "verified"), "no", "answers.keys: the verified answer does not follow"),
        (("answers", "keys", "verdict"), "corrected", "answers.keys: the verified answer does not follow"),
        (("answers", "keys", "verdict"), "rejected", "answers.keys: the verified answer does not follow"),
        (("answers", "keys", "verified"), "maybe", "answers.keys: is 'maybe', which is not an option"),
        (("profile", "website", "verified"), False, "profile.website: the verified value does not follow"),
        (("credits", "iso", "verified"), False, "credits.iso: the verified value does not follow"),
        (("plan",), "gold", "plan: is 'gold', which is not a plan; there are basic, wide"),
        (("company",), None, "company: is None; write a mapping of keys here"),
        (("answers", "keys", "verdict"), "query", "answers.keys.verdict: is 'query'; write one of"),
        (("underwriters",), [], "underwriters: is a list; write at least"),
        (("format",), "other/1", "format: is 'other/1'; write one of"),
        (("surprise",), 1, "surprise: is not a known key; known here are format, number"),
    ],
)
def test_recompute_says_what_differs(edition: Edition, path: tuple[Any, ...], value: Any, difference: str) -> None:
    found = recompute(changed(record_with(edition), value, *path), edition)
    assert any(sentence.startswith(difference) for sentence in found), found


def test_recompute_notices_what_was_taken_out_of_a_result(edition: Edition) -> None:
    record = record_with(edition)
    del record["result"]["tier"]
    assert recompute(record, edition) == ('result.tier: the record says nothing, computed again it is "t2"',)
