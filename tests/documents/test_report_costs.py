"""The report of an edition that counts hours and yen: what each way takes, the free first step, the next loss."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assess.cli.population import KINDS, drawn
from assess.documents import Language, render_report
from assess.documents.report_paper import ReportPaper
from assess.papers import report_paper
from assess.papers.report_head import ReportHead
from scoring import Facts, evaluate, load_edition, read_facts

from .reading import text, words
from .samples import ISSUER, report

SECOND = load_edition(Path(__file__).parents[2] / "questionnaires/sme-cyber/2026-12")


def facts(people: int | None = 12, **changes: object) -> Facts:
    best = {question.id: list(question.options)[-1] for question in SECOND.questions.values()}
    said = {"edition": SECOND.id, "plan": "wide", "profile": dict.fromkeys(SECOND.profile, True)}
    answers = {**best, **{question.replace("_", "-"): answer for question, answer in changes.items()}}
    return replace(read_facts({**said, "answers": answers}, {SECOND.id: SECOND}), people=people)


def paper(said: Facts, language: Language = "ja") -> ReportPaper:
    return report_paper(
        SECOND,
        said,
        evaluate(SECOND, said),
        ReportHead(company="株式会社 北浜精機", number="A-2026-000482", as_of=date(2026, 11, 22)),
        ISSUER,
        language,
    )


def said(printed: ReportPaper, folder: Path, language: Language = "ja") -> str:
    return words(text(render_report(printed, language), folder))


@pytest.mark.parametrize(
    ("language", "step", "total"),
    [
        ("ja", "保守会社、2時間、144,000円", "区分「高度」まで60%2時間144,000円年144,000円"),
        ("en", "supplier, 2 hours, ¥144,000", "To Advanced 60% 2 hours ¥144,000 ¥144,000 a year"),
    ],
)
def test_each_step_and_each_way_tells_hours_and_yen(language: Language, step: str, total: str, folder: Path) -> None:
    told = said(paper(facts(alert_watch="daily"), language), folder, language)
    assert words(step) in told
    assert words(total) in told
    assert "●" not in told


def test_without_a_head_count_the_yen_of_each_person_are_told(folder: Path) -> None:
    told = said(paper(facts(None, alert_watch="daily")), folder)
    assert "保守会社、2時間、1人あたり12,000円" in told
    assert "2時間人数による人数による" in told


def test_least_money_stands_beside_least_work_where_they_differ(folder: Path) -> None:
    for company in drawn(SECOND, KINDS["average"], 30, seed=4):
        counted = replace(company, people=12)
        printed = paper(counted)
        if printed.cheapest:
            break
    assert len(printed.cheapest) == len(evaluate(SECOND, counted).cheapest)
    told = said(printed, folder)
    assert "お金がいちばん少ない" in told
    for way in printed.cheapest:
        for measure in (*way.instead, *way.without):
            assert words(measure) in told


def test_the_free_first_step_stands_beside_the_ways(folder: Path) -> None:
    printed = paper(facts(edr="most", cloud_mfa="most", alert_watch="none"))
    assert [step.gain for step in printed.first_steps] == [2]
    assert "あわせて＋2ポイントSECURITYACTION二つ星（自己宣言）、無料、2時間" in said(printed, folder)


def test_the_report_says_how_near_the_next_loss_is(folder: Path) -> None:
    told = said(paper(facts(alert_watch="daily")), folder)
    assert "割引率を支えている回答が5件あります。" in told
    assert "ウイルス対策：すべて（目安）→大半、42%→10%" in told or "ウイルス対策：すべて→大半、42%→10%" in told


def test_the_staircase_rises_within_a_tier_and_shows_no_more_room_than_credits_fill() -> None:
    steps = {step.name: step for step in paper(facts()).steps}
    assert (steps["強化"].rate, steps["強化"].rate_to, steps["強化"].ceiling) == (28, 42, 51)
    assert (steps["高度"].rate_to, steps["高度"].ceiling) == (60, 60)
    before = {step.name: step for step in report("usual", "ja").steps}
    assert (before["標準"].rate, before["標準"].rate_to, before["標準"].ceiling) == (20, 20, 40)


def test_where_measures_alone_reach_the_cap_the_limit_says_so(folder: Path) -> None:
    assert "最大60%（すべての設問が最も良い回答のとき）" in said(paper(facts(alert_watch="daily")), folder)


def test_an_edition_that_counts_effort_is_printed_as_before(folder: Path) -> None:
    told = words(text(render_report(report("usual", "ja"), "ja"), folder))
    assert "●" in told
    assert "費用（初年度）" not in told
