"""Each figure of a result carries its reason; the small edition is reckoned by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from scoring import (
    ENGINE_VERSION,
    AccidentLink,
    Change,
    CreditReason,
    CreditResult,
    DomainScore,
    Edition,
    Facts,
    GateReason,
    GateResult,
    QuestionScore,
    Score,
    Way,
    Weakness,
    best_known,
    digest,
    evaluate,
    load_edition,
)
from tests.scoring.writing import domain, question, small_edition, write

FACTS = Facts(
    edition="tiny/2026-10",
    plan="wide",
    profile={"website": True},
    answers={"locks": "some", "keys": "unknown", "glass": "all"},
    credits=("calm", "mark", "iso", "pledge"),
    premium=99_999,
)
BEST = replace(FACTS, answers={"locks": "all", "keys": "yes", "glass": "all", "site": "yes"})


def test_every_applying_question_says_how_its_points_come_about(edition: Edition) -> None:
    assert evaluate(edition, FACTS).questions == (
        QuestionScore("locks", "some", weight=5, factor=30, points=150, lost=350),
        QuestionScore("keys", "unknown", weight=2, factor=0, points=0, lost=200),
        QuestionScore("glass", "all", weight=2, factor=100, points=200, lost=0),
        QuestionScore("site", None, weight=1, factor=0, points=0, lost=100),
    )


def test_a_company_may_hold_every_credit_that_there_is(edition: Edition) -> None:
    result = evaluate(edition, replace(BEST, credits=tuple(edition.credits)))
    assert [credit.credit for credit in result.credits] == list(edition.credits)
    assert result.credit_rate == 22


def test_points_add_up_to_domains_and_to_the_score(edition: Edition) -> None:
    result = evaluate(edition, FACTS)
    assert result.domains == (DomainScore("doors", 150, 700, "21.4"), DomainScore("windows", 200, 300, "66.6"))
    assert result.score == Score(350, 1000, "35.0")


def test_a_domain_of_which_nothing_is_asked_has_no_percentage(tmp_path: Path) -> None:
    values = small_edition()
    web = domain(shop=question("written", 1, applies_if="website"))
    values["questions.yaml"]["domains"]["web"] = web
    edition = load_edition(write(tmp_path, values))
    facts = replace(FACTS, profile={"website": False})
    assert evaluate(edition, facts).domains[-1] == DomainScore("web", 0, 0, None)
    assert evaluate(edition, facts).not_asked == ("site", "shop")


def test_each_gate_says_why_it_holds_or_not(edition: Edition) -> None:
    def gates(facts: Facts) -> list[tuple[str, str, bool, GateReason]]:
        return [(g.tier, g.question, g.met, g.reason) for g in evaluate(edition, facts).gates]

    assert gates(FACTS) == [
        ("t1", "locks", True, GateReason.REACHED),
        ("t2", "keys", False, GateReason.UNKNOWN),
        ("t2", "site", False, GateReason.UNANSWERED),
    ]
    assert gates(replace(FACTS, plan="basic", answers={"locks": "none", "keys": "no"})) == [
        ("t1", "locks", False, GateReason.BELOW),
        ("t2", "keys", False, GateReason.BELOW),
        ("t2", "site", True, GateReason.OTHER_PLAN),
    ]
    assert gates(replace(BEST, profile={"website": False}))[2] == ("t2", "site", True, GateReason.NOT_ASKED)
    assert evaluate(edition, FACTS).gates[0] == GateResult("t1", "locks", "some", True, GateReason.REACHED)


def test_each_credit_says_why_it_counts_or_not(edition: Edition) -> None:
    assert evaluate(edition, BEST).credits == (
        CreditResult("iso", 20, True, CreditReason.HIGHEST_WITH_BONUS),
        CreditResult("mark", 10, False, CreditReason.LOWER),
        CreditResult("pledge", 3, False, CreditReason.EXCLUDED),
        CreditResult("calm", 5, True, CreditReason.ALONE),
    )
    assert evaluate(edition, replace(BEST, credits=("mark", "later"))).credits == (
        CreditResult("mark", 10, True, CreditReason.HIGHEST),
        CreditResult("later", 9, False, CreditReason.NOT_IN_FORCE),
    )
    assert evaluate(edition, replace(FACTS, credits=("calm",))).credits == (
        CreditResult("calm", 5, False, CreditReason.NO_TIER),
    )


def test_of_equal_credits_in_a_group_the_first_of_the_edition_counts(tmp_path: Path) -> None:
    values = small_edition()
    values["tariff.yaml"]["credits"]["mark"]["points"] = 15
    edition = load_edition(write(tmp_path, values))
    counted = [c.credit for c in evaluate(edition, replace(BEST, credits=("mark", "iso"))).credits if c.counted]
    assert counted == ["iso"]


def test_credits_are_cut_where_all_together_add_too_much(edition: Edition) -> None:
    result = evaluate(edition, BEST)
    assert sum(credit.points for credit in result.credits if credit.counted) == 25
    assert (result.control_rate, result.credit_rate, result.uncapped) == (40, 22, 62)
    assert (result.rate, result.limited_by) == (60, "cap")


@pytest.mark.parametrize(("plan", "covered"), [("wide", True), ("basic", False)])
def test_a_weakness_shows_its_accidents_and_whether_the_plan_covers_them(
    edition: Edition, plan: str, covered: bool
) -> None:
    link = AccidentLink("fire", "loss", covered)
    assert evaluate(edition, replace(FACTS, plan=plan)).weaknesses == (
        Weakness("locks", "some", 350, (link,)),
        Weakness("keys", "unknown", 200, (link,)),
        Weakness("site", None, 100, (link,)),
    )


def test_the_four_states_stand_apart(edition: Edition) -> None:
    result = evaluate(edition, replace(FACTS, profile={"website": False}))
    assert (result.unknown, result.unanswered, result.not_asked) == (("keys",), (), ("site",))
    assert evaluate(edition, FACTS).unanswered == ("site",)


def test_a_way_says_from_where_to_where_and_what_it_is_worth(edition: Edition) -> None:
    result = evaluate(edition, FACTS)
    assert (result.tier, result.rate) == ("t0", 0)
    assert result.ways == (
        Way("t1", "t1", 25, 1, 24_999, (Change("keys", "unknown", "yes", 1),), ()),
        Way(
            "t2",
            "t2",
            60,
            4,
            59_999,
            (Change("locks", "some", "all", 2), Change("keys", "unknown", "yes", 1), Change("site", None, "yes", 1)),
            (),
        ),
    )


def test_from_a_tier_the_ways_lead_only_further_up(edition: Edition) -> None:
    facts = replace(BEST, answers={**BEST.answers, "keys": "no"})
    result = evaluate(edition, facts)
    assert (result.tier, result.rate) == ("t1", 25)
    assert result.ways == (Way("t2", "t2", 60, 1, 34_999, (Change("keys", "no", "yes", 1),), ()),)
    assert evaluate(edition, BEST).ways == ()


def test_a_tier_out_of_reach_says_that_the_score_is_in_the_way(tmp_path: Path) -> None:
    values = small_edition()
    values["questions.yaml"]["scales"]["coverage"]["options"]["all"]["factor"] = 60
    edition = load_edition(write(tmp_path, values))
    first, second = evaluate(edition, FACTS).ways
    assert first.blocked_by == ()
    assert second == Way("t2", None, 60, 0, None, (), ("score",))


def test_a_result_says_with_which_edition_and_plan_it_was_made(edition: Edition) -> None:
    result = evaluate(edition, FACTS)
    assert (result.edition, result.plan) == ("tiny/2026-10", "wide")


def test_the_same_facts_have_the_same_identity_as_ever(edition: Edition) -> None:
    """If this changes, so did the rules or their JSON: raise ENGINE_VERSION and say why."""
    assert ENGINE_VERSION == "2.0.0"
    assert (
        digest(evaluate(edition, FACTS).as_json()) == "7809fae177b847c6102598685fffb1d939f13ee6694dfdecd439249a4d52e647"
    )


def test_what_is_not_known_is_asked_first_where_most_points_are_lost(edition: Edition) -> None:
    facts = replace(FACTS, answers={"site": "unknown", "keys": "unknown", "locks": "some"})
    lost = {weakness.question: weakness.lost for weakness in evaluate(edition, facts).weaknesses}
    asked = evaluate(edition, facts).ask_first
    assert set(asked) == {"site", "keys"}
    assert [lost[question] for question in asked] == sorted((lost[question] for question in asked), reverse=True)


def test_the_best_that_asking_may_show_is_the_best_answer_to_all_that_is_unknown(edition: Edition) -> None:
    known = best_known(edition, replace(FACTS, answers={"keys": "unknown", "locks": "some"}))
    assert known.answers == {"keys": "yes", "locks": "some"}
