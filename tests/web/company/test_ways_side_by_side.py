"""The ways up with hours and yen: least work beside least money, the free first step, how near the next loss is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from assess.cli.population import KINDS, drawn
from assess.texts import editions
from assess.web.views.ways import Beside, beside
from scoring import Edition, Facts, Result, evaluate
from tests import builders
from tests import second as both
from tests.web.company.browser import Owns, checked

LOW = {
    "antivirus": "most",
    "remote-mfa": "some",
    "edge-patching": "over-31-days",
    "backup-isolation": "none",
    "incident-plan": "spoken",
    "restore-test": "never",
    "alert-watch": "ad-hoc",
}


@pytest.fixture
def second(app: object) -> Iterator[Edition]:
    """The second edition, published, once the application has loaded its own."""
    with both.served():
        yield editions.latest()


def side_by_side(edition: Edition, company: Facts, **asked: str) -> tuple[Result, Beside]:
    result = evaluate(edition, company)
    return result, beside(edition, company, result, **asked)


def companies(edition: Edition, count: int) -> list[Facts]:
    return [replace(company, people=12) for company in islice(drawn(edition, KINDS["average"], count, seed=4), count)]


def test_least_work_and_least_money_stand_side_by_side_where_they_differ(second: Edition) -> None:
    pairs = 0
    for company in companies(second, 40):
        result, shown = side_by_side(second, company)
        if len(shown.choices) < 2:
            continue
        pairs += 1
        work, money = (choice.way for choice in shown.choices)
        assert (work in result.ways, money in result.cheapest) == (True, True)
        assert work.work is not None and money.work is not None
        assert work.work.hours <= money.work.hours
        if work.tier == money.tier:
            assert (money.work.yen_first_year or 0) <= (work.work.yen_first_year or 0)
    assert pairs > 5


def test_the_two_lead_as_high_as_each_other_or_to_nothing_in_between(second: Edition) -> None:
    tiers = list(second.tiers)
    for company in companies(second, 40):
        result, shown = side_by_side(second, company)
        if len(shown.choices) == 2:
            work, money = (tiers.index(choice.way.tier) for choice in shown.choices)
            between = [way.tier for way in result.ways if work < tiers.index(way.tier) <= money]
            assert between == []


def test_each_way_can_be_reached_from_the_page(second: Edition) -> None:
    """Whatever way is shown, every other is among the links beside it, and each link shows the way it names."""
    for company in companies(second, 15):
        result, shown = side_by_side(second, company)
        listed = [choice.way for choice in (*shown.choices, *shown.others)]
        every = [*(way for way in result.ways if not way.blocked_by), *result.cheapest]
        assert sorted(map(repr, listed)) == sorted(map(repr, every))
        for choice in (*shown.choices, *shown.others):
            _, other = side_by_side(second, company, tier=choice.way.tier, by=choice.by)
            assert other.chosen == choice.way


def test_the_page_tells_hours_and_who_does_it(second: Edition, owns: Owns) -> None:
    page = owns(lambda: builders.answered(LOW)).get("result?way=t3").text
    assert second.id == editions.latest().id
    assert "手間がいちばん少ない" in page
    assert "自分で行う" in page
    assert "保守会社に頼む" in page
    assert "時間と費用は目安です。" in page
    assert 'class="effort"' not in page


def test_with_the_head_count_all_is_told_in_yen_and_without_it_per_person(second: Edition, owns: Owns) -> None:
    nearly = {"alert-watch": "daily"}
    counted = owns(lambda: builders.answered(nearly, people=12)).get("result").text
    assert "2時間・144,000円" in counted
    assert "2年目からの費用は、年144,000円ほどです。" in counted
    unknown = owns(lambda: builders.answered(nearly)).get("result").text
    assert "2時間・1人あたり12,000円" in unknown
    assert "会社の人数で決まります" in unknown


def test_the_next_tier_is_told_with_the_rate_that_the_present_score_has_there(second: Edition, owns: Owns) -> None:
    """98.4 points lie far beyond the 85 at which the highest tier begins: its gate alone is missing."""
    page = owns(lambda: builders.answered({"alert-watch": "daily"})).get("result").text
    assert "次の「高度 58%」まで" in page


def test_the_drawing_tells_of_no_room_that_no_credit_fills(second: Edition, owns: Owns) -> None:
    page = owns(lambda: builders.answered({"alert-watch": "daily"})).get("result?lang=en").text
    assert "Not eligible: no discount." in page
    assert "Basic: from 40 points, 10% by controls, at most 22%." in page


def test_the_free_first_step_stands_beside_the_ways(second: Edition, owns: Owns) -> None:
    page = owns(lambda: builders.answered(LOW)).get("result").text
    assert "あわせて＋2ポイント" in page
    assert "SECURITY ACTION" in page
    assert "無料・2時間" in page
    claimed = owns(lambda: builders.answered(LOW, ("security-action-2",))).get("result").text
    assert "あわせて＋2ポイント" not in claimed


def test_how_near_the_next_loss_is_is_said_plainly(second: Edition, owns: Owns) -> None:
    page = owns(lambda: builders.answered({"alert-watch": "daily"})).get("result").text
    assert "割引率を支えている回答が" in page
    assert "42% → 10%" in page
    assert "どれか1つが1段下がると" in page
    calm = owns(lambda: builders.answered({**LOW, "edr": "none", "cloud-mfa": "none"})).get("result").text
    assert "割引率が10ポイント以上下がることはありません。" in calm


def test_the_way_of_the_least_money_can_be_tried_as_well(second: Edition, owns: Owns) -> None:
    browser = owns(lambda: builders.answered(LOW))
    assert checked(browser.get("result?way=t3&by=yen"))
    assert browser.get("result?way=nonsense&by=nonsense").status_code == 200


def test_an_edition_that_counts_effort_tells_it_as_before(owns: Owns) -> None:
    page = owns(lambda: builders.answered({"remote-mfa": "some"})).get("result").text
    assert 'class="effort"' in page
    assert "費用（初年度）" not in page
    assert "割引率を支えている" not in page
    assert "自分で行う" not in page
