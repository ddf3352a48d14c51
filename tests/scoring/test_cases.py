"""The cases in tests/cases/, which an underwriter can read and add to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring import (
    UNKNOWN,
    Edition,
    Facts,
    FactsFaults,
    Way,
    contradictions_in,
    evaluate,
    load_editions,
    read_facts,
)
from scoring.reading.yaml_file import read_yaml

HERE = Path(__file__).parent.parent
EDITIONS = load_editions(HERE.parent / "questionnaires")
STARTS = ("best", "worst", "unknown", "unanswered")
OPTIONAL = ("premium", "as_of", "people", "particulars")
KEYS = {"case", "start", "answers", "plan", "profile", "credits", "expect", *OPTIONAL}
Case = dict[str, Any]


def cases() -> Iterator[tuple[str, str, Case]]:
    """(file, edition id, case) of every case in every file."""
    for file in sorted((HERE / "cases").glob("*.yaml")):
        value, faults, _ = read_yaml(file)
        assert not faults, f"{file.name}: {faults[0]}"
        for case in value["cases"]:
            yield file.stem, value["edition"], case


CASES = list(cases())


def started(edition: Edition, start: str) -> dict[str, str]:
    """The answers that a case starts from."""
    answers = {
        "best": {question.id: list(question.options)[-1] for question in edition.questions.values()},
        "worst": {question.id: next(iter(question.options)) for question in edition.questions.values()},
        "unknown": dict.fromkeys(edition.questions, UNKNOWN),
        "unanswered": {},
    }
    return answers[start]


def wrongly_written(case: Case) -> list[str]:
    """What keeps a case from being tried, as its writer can mend it."""
    wrong = [f"{key}: is not a key of a case; there are {', '.join(sorted(KEYS))}" for key in case if key not in KEYS]
    if case.get("start") not in STARTS:
        wrong.append(f"start: is {case.get('start')}; write one of {', '.join(STARTS)}")
    if not isinstance(case.get("expect", {}).get("score", ""), str):
        wrong.append(f'score: write it in quotes, as in "{case["expect"]["score"]}"')
    return wrong


def facts_of(edition: Edition, case: Case) -> Facts:
    said = {
        "edition": edition.id,
        "plan": case.get("plan", "wide"),
        "profile": {**dict.fromkeys(edition.profile, True), **case.get("profile", {})},
        "answers": {**started(edition, case["start"]), **case.get("answers", {})},
        "credits": case.get("credits", []),
    }
    return read_facts(said | {key: case[key] for key in OPTIONAL if key in case}, EDITIONS)


def way_as_written(way: Way) -> dict[str, Any]:
    found: dict[str, Any] = {"effort": way.effort, "rate": way.rate}
    found["changes"] = {change.question: change.to for change in way.changes}
    if way.work is not None:
        found |= {key: "unknown" if value is None else value for key, value in way.work._asdict().items()}
    return found if way.saves_yen is None else found | {"saves_yen": way.saves_yen}


def as_written(edition: Edition, facts: Facts) -> dict[str, Any]:
    """A result under the names that a case expects it by."""
    result = evaluate(edition, facts)
    links = dict.fromkeys(link for weakness in result.weaknesses for link in weakness.accidents)
    return {
        "score": result.score.percent,
        "points": result.score.points,
        "possible": result.score.possible,
        "tier": result.tier,
        "control_rate": result.control_rate,
        "credit_rate": result.credit_rate,
        "uncapped": result.uncapped,
        "rate": result.rate,
        "limited_by": result.limited_by,
        "unmet": [f"{gate.tier} {gate.question} {gate.at_least}" for gate in result.gates if not gate.met],
        "counted": [credit.credit for credit in result.credits if credit.counted],
        "weaknesses": [weakness.question for weakness in result.weaknesses],
        "unknown": list(result.unknown),
        "unanswered": list(result.unanswered),
        "not_asked": list(result.not_asked),
        "unknown-count": len(result.unknown),
        "unanswered-count": len(result.unanswered),
        "covered": [link.accident for link in links if link.covered],
        "not_covered": [link.accident for link in links if not link.covered],
        "ways": {way.tier: way_as_written(way) for way in result.ways},
        "cheapest": {way.tier: way_as_written(way) for way in result.cheapest},
        "stands_for": dict(result.stands_for),
        "ask_first": list(result.ask_first),
        "refer": list(result.refer),
        "contradictions": [rule.id for rule in contradictions_in(edition, facts)],
    }


@pytest.mark.parametrize(("edition", "case"), [pytest.param(e, c, id=f"{f}: {c['case']}") for f, e, c in CASES])
def test_the_case_comes_out_as_expected(edition: str, case: Case) -> None:
    wrong = wrongly_written(case) or differences(edition, case)
    if wrong:
        pytest.fail("\n".join([f"{edition}: {case['case']}", *wrong]), pytrace=False)


def differences(edition: str, case: Case) -> list[str]:
    try:
        found = as_written(EDITIONS[edition], facts_of(EDITIONS[edition], case))
    except FactsFaults as refused:
        return list(refused.faults)
    return [
        f"{key}: expected {expected}, came out {found.get(key, 'nothing, as there is no such key')}"
        for key, expected in case["expect"].items()
        if found.get(key) != expected
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"start": "bst"}, "start: is bst; write one of best, worst, unknown, unanswered"),
        ({"anwsers": {}}, "anwsers: is not a key of a case; there are answers, as_of, case"),
        ({"expect": {"score": 99.4}}, 'score: write it in quotes, as in "99.4"'),
        (
            {"answers": {"remote-mfaa": "all"}},
            "answers.remote-mfaa: is not a question of sme-cyber/2026-10 (did you mean",
        ),
        ({"expect": {"tier": "t1"}}, "tier: expected t1, came out t4"),
        ({"expect": {"teir": "t4"}}, "teir: expected t4, came out nothing, as there is no such key"),
    ],
)
def test_a_case_that_is_written_wrongly_says_how_to_mend_it(change: Case, sentence: str) -> None:
    case = {"case": "x", "start": "best", "expect": {}} | change
    (told,) = wrongly_written(case) or differences("sme-cyber/2026-10", case)
    assert told.startswith(sentence)


def test_no_two_cases_have_the_same_name() -> None:
    names = [case["case"] for _, _, case in CASES]
    assert len(names) == len(set(names)) >= 40


def test_controls_without_papers_earn_ten_points_more_than_papers_without_controls() -> None:
    rates = {case["case"].split(",")[0]: case["expect"].get("rate") for file, _, case in CASES if file == "findings"}
    assert rates["controls without papers"] >= rates["papers without controls"] + 10


def test_each_gate_has_a_case_that_just_meets_it_and_one_that_just_misses_it() -> None:
    edition = EDITIONS["sme-cyber/2026-10"]
    for tier in edition.tiers.values():
        for gate in tier.gates:
            options = list(edition.questions[gate.question].options)
            below = options[options.index(gate.at_least) - 1]
            name = f"{tier.id} {gate.question} {gate.at_least}"
            answered = {
                case["answers"].get(gate.question): name in case["expect"]["unmet"]
                for file, _, case in CASES
                if file == "gates" and case["case"].startswith(f"{tier.id} wants {gate.question} ")
            }
            assert answered == {gate.at_least: False, below: True}


def test_each_tier_has_a_case_at_its_threshold_and_one_just_below() -> None:
    edition = EDITIONS["sme-cyber/2026-10"]
    seen = {(case["expect"]["points"], case["expect"]["tier"]) for file, _, case in CASES if file == "thresholds"}
    for lower, tier in zip(edition.tiers.values(), list(edition.tiers.values())[1:], strict=False):
        assert {(tier.score * 100, tier.id), (tier.score * 100 - 10, lower.id)} <= seen


def test_every_credit_in_force_and_every_profile_fact_and_plan_has_a_case() -> None:
    edition = EDITIONS["sme-cyber/2026-10"]
    mine = [case for _, of, case in CASES if of == edition.id]
    credits = {credit for case in mine for credit in case.get("credits", [])}
    assert credits == {credit.id for credit in edition.credits.values() if credit.active}
    assert {fact for case in mine for fact in case.get("profile", {})} == set(edition.profile)
    assert {case.get("plan", "wide") for case in mine} == set(edition.plans)
