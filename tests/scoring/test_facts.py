"""Facts are read strictly: every fault at once, each naming its key and what would be right."""

from pathlib import Path
from typing import Any

import pytest

from scoring import Edition, Facts, FactsFaults, evaluate, load_facts, read_facts

GOOD: dict[str, Any] = {
    "edition": "tiny/2026-10",
    "plan": "wide",
    "profile": {"website": True},
    "answers": {"locks": "all", "keys": "unknown"},
    "credits": ["iso"],
    "premium": 500_000,
}


def faults_of(edition: Edition, /, **changes: Any) -> list[str]:
    """The faults of the good facts with some keys changed, or left out where the change is `...`."""
    mapping = {key: value for key, value in {**GOOD, **changes}.items() if value is not ...}
    with pytest.raises(FactsFaults) as refused:
        read_facts(mapping, {edition.id: edition})
    return list(refused.value.faults)


def test_good_facts_are_read_as_they_stand(edition: Edition) -> None:
    facts = read_facts(GOOD, {edition.id: edition})
    assert facts == Facts(**{**GOOD, "credits": ("iso",)})


def test_facts_stay_as_they_were_given(edition: Edition) -> None:
    profile, answers, credits = {"website": True}, {"locks": "all"}, ["iso"]
    facts = Facts(edition.id, "wide", profile, answers, credits)  # type: ignore[arg-type]
    profile["website"] = False
    answers["locks"] = "none"
    credits.append("mark")
    assert facts == Facts(edition.id, "wide", {"website": True}, {"locks": "all"}, ("iso",))
    assert isinstance(facts.credits, tuple)


def test_credits_and_premium_may_be_left_out(edition: Edition) -> None:
    facts = read_facts({key: GOOD[key] for key in ("edition", "plan", "profile", "answers")}, {edition.id: edition})
    assert (facts.credits, facts.premium) == ((), None)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"edition": ...}, "edition: is missing; there are tiny/2026-10"),
        ({"edition": "tiny/2027"}, "edition: is 'tiny/2027', which is not an edition; there are tiny/2026-10"),
        ({"edition": ["tiny/2026-10"]}, "edition: is a list, which is not an edition; there are tiny/2026-10"),
        ({"plan": ...}, "plan: is missing; plans are basic, wide"),
        ({"plan": "wid"}, "plan: is 'wid', which is not a plan; there are basic, wide (did you mean wide?)"),
        ({"plan": False}, "plan: is false; write one of basic, wide"),
        ({"plan": "x" * 58}, f"plan: is '{'x' * 58}', which is not a plan"),
        ({"plan": "x" * 59}, f"plan: is '{'x' * 56}…, which is not a plan; there are basic, wide"),
        ({"plan": 1}, "plan: is 1; write one of basic, wide"),
        ({"profile": ...}, "profile: is missing; write true or false under each of website"),
        ({"profile": [True]}, "profile: is a list; write true or false under each of website"),
        ({"profile": {}}, "profile.website: is missing; write true or false"),
        ({"profile": {"website": "yes"}}, "profile.website: is 'yes'; write true or false"),
        ({"profile": {"website": 1}}, "profile.website: is 1; write true or false"),
        (
            {"profile": {"website": True, "web": True}},
            "profile.web: is not a profile fact; there are website (did you mean website?)",
        ),
        ({"answers": ...}, "answers: is missing; write question: option under it, or {} where nothing is answered"),
        ({"answers": "all"}, "answers: is 'all'; write question: option under it, or {} where nothing is answered"),
        (
            {"answers": {"lock": "all"}},
            "answers.lock: is not a question of tiny/2026-10 (did you mean locks?); write an id from its questions",
        ),
        (
            {"answers": {"locks": "al"}},
            "answers.locks: is 'al', which is not an option of this question; there are none, some, all, unknown",
        ),
        ({"answers": {"locks": True}}, "answers.locks: is true; write one of none, some, all, unknown"),
        ({"answers": {"locks": ["all"]}}, "answers.locks: is a list; write one of none, some, all, unknown"),
        ({"credits": "iso"}, "credits: is 'iso'; write a list of credits, or [] for none"),
        ({"credits": {"iso": 1}}, "credits: is a mapping; write a list of credits, or [] for none"),
        ({"credits": ["isu"]}, "credits.1: is 'isu', which is not a credit; there are iso, mark, pledge, calm"),
        ({"credits": [1]}, "credits.1: is 1; write one of iso, mark"),
        ({"credits": ["iso", "later"]}, "credits.2: is later, which is not in force; in force are iso, mark, pl"),
        ({"credits": ["iso", "calm", "iso"]}, "credits.3: is iso, which the list already holds; name it once"),
        ({"premium": -1}, "premium: is -1; write a number of yen from 0 to 1000000000000"),
        ({"premium": 10**12 + 1}, "premium: is 1000000000001; write a number of yen from 0 to"),
        ({"premium": 10**40}, "premium: is 1000000000"),
        ({"premium": 1.5}, "premium: is 1.5; write a whole number of yen, as in 500000"),
        ({"premium": True}, "premium: is true; write a whole number of yen"),
        ({"premium": "500,000"}, "premium: is '500,000'; write a whole number of yen"),
        (
            {"answer": {}},
            "answer: is not a known key; known are edition, plan, profile, answers, credits, premium, as_of, people, "
            "particulars "
            "(did you mean answers?)",
        ),
        ({"zzz": {}}, "zzz: is not a known key; known are edition, plan, profile, answers, credits, premium"),
    ],
)
def test_each_fault_names_its_key_and_what_would_be_right(
    edition: Edition, changes: dict[str, Any], fault: str
) -> None:
    (found,) = faults_of(edition, **changes)
    assert found.startswith(fault)


@pytest.mark.parametrize("premium", [0, 10**12])
def test_the_least_and_the_highest_premium_are_read(edition: Edition, premium: int) -> None:
    assert read_facts({**GOOD, "premium": premium}, {edition.id: edition}).premium == premium


def test_all_faults_come_at_once_in_the_order_of_the_edition(edition: Edition) -> None:
    found = faults_of(edition, plan="x", profile={}, answers={"locks": "x", "y": "all"}, credits=["x"], premium="x")
    assert [fault.split(":")[0] for fault in found] == [
        "premium",
        "plan",
        "profile.website",
        "answers.locks",
        "answers.y",
        "credits.1",
    ]


def test_an_answer_to_a_question_that_is_not_asked_is_allowed_and_ignored(edition: Edition) -> None:
    said = {**GOOD, "profile": {"website": False}, "answers": {**GOOD["answers"], "site": "yes"}}
    result = evaluate(edition, read_facts(said, {edition.id: edition}))
    assert result.not_asked == ("site",)
    assert result.score.possible == 900
    assert "site" not in {question.question for question in result.questions}


def test_facts_in_a_file_are_read_with_the_faults_of_its_yaml(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("edition: tiny/2026-10\nplan: wide\nprofile: {website: no}\nanswers: {locks: , locks: all}\n")
    with pytest.raises(FactsFaults) as refused:
        load_facts(file, {edition.id: edition})
    assert refused.value.faults == (
        "answers.locks: is empty; write a value or remove the key (line 4)",
        "answers.locks: stands there twice, first in line 4; keep one, or give one another name (line 4)",
        "profile.website: is 'no'; write true or false",
    )


def test_a_facts_file_that_is_not_there_is_one_fault(edition: Edition, tmp_path: Path) -> None:
    with pytest.raises(FactsFaults) as refused:
        load_facts(tmp_path / "absent.yaml", {edition.id: edition})
    assert refused.value.faults == ("the file is missing; give the path of a file that is there",)


def test_every_wrong_credit_is_a_fault(edition: Edition) -> None:
    assert len(faults_of(edition, credits=["x", "later", "y"])) == 3


def test_facts_do_not_change_once_they_are_made(edition: Edition) -> None:
    answers = {"locks": "all"}
    facts = Facts(edition.id, "wide", {"website": True}, answers)
    answers["locks"] = "none"
    assert facts.answers["locks"] == "all"
    with pytest.raises(TypeError):
        facts.answers["locks"] = "none"  # type: ignore[index]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"edition": "tiny/2027-04"}, "edition: is 'tiny/2027-04', which is not an edition"),
        ({"plan": "gold"}, "plan: is 'gold', which is not a plan"),
        ({"profile": {}}, "profile.website: is missing"),
        ({"answers": {"locks": "most"}}, "answers.locks: is 'most'"),
        ({"answers": {"doors": "all"}}, "answers.doors: is not a question"),
        ({"credits": ("gold",)}, "credits.1: is 'gold', which is not a credit"),
    ],
)
def test_the_engine_refuses_facts_that_are_not_of_the_edition(
    edition: Edition, changes: dict[str, Any], fault: str
) -> None:
    with pytest.raises(FactsFaults) as refused:
        evaluate(edition, Facts(**{**GOOD, **changes}))
    assert refused.value.faults[0].startswith(fault)
