"""What the eligibility report says, to a company in the first tier, in the last, and to one that knows nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from assess.documents import Language, render_report
from assess.papers import report_paper
from assess.papers.report_head import ReportHead
from scoring import evaluate

from .reading import fonts, information, run, text, words
from .samples import EDITION, ISSUER, LONGEST, Kind, facts, report, verified_report

NOTES = {
    "ja": ("試算書です", "告知書に代わるものではありません", "事故は例です", "個人情報", "取扱注意"),
    "en": ("indication of eligibility", "the insurer’s proposal form", "are examples", "personal data", "Confidential"),
}


def said(kind: str, folder: Path, language: Language = "ja", **changes: object) -> str:
    return words(text(render_report(report(kind, language, **changes), language), folder))  # type: ignore[arg-type]


def test_it_states_rate_tier_and_what_limits_it(folder: Path) -> None:
    told = said("usual", folder)
    assert "25%" in told
    assert "基礎（区分1）" in told
    assert "対策10%＋加点25%＝35%。区分の上限25%が適用されます。" in told


def test_an_unverified_report_calls_itself_an_indication_on_every_page(folder: Path) -> None:
    paper = render_report(report("usual", "ja"), "ja")
    for page in range(1, int(information(paper, folder)["Pages"]) + 1):
        assert "試算" in text(paper, folder, "-f", str(page), "-l", str(page))
    assert "確認前の回答にもとづく目安です" in text(paper, folder)


def test_a_verified_report_does_not(folder: Path) -> None:
    told = words(text(render_report(verified_report("ja"), "ja"), folder))
    assert "確認済み—引受担当者が確認した回答にもとづきます" in told
    assert "確認前の回答にもとづく目安です" not in told


def test_a_verified_report_says_who_verified_when_and_what_was_not_as_declared(folder: Path) -> None:
    told = words(text(render_report(verified_report("ja"), "ja"), folder))
    assert "引受担当者が38項目のすべてを確認しました（最後の確認2026年11月22日）。" in told
    assert "社外からの多要素認証：すべて→一部（2026年11月22日）" in told
    assert "全員の教育：6か月以内→認めない（2026年11月21日）" in told
    assert "プライバシーマーク（Pマーク）：あり→認めない（2026年11月21日）" in told
    assert "未回答" not in told
    assert "有効期限2027年11月21日" in told


def test_the_english_of_a_verified_report_keeps_its_spaces(folder: Path) -> None:
    told = " ".join(text(render_report(verified_report("en"), "en"), folder).split())
    assert "25%, applies. As declared it was 60%." in told
    assert "not accepted (21 November 2026)" in told


def test_an_unverified_report_says_whose_word_the_answers_are(folder: Path) -> None:
    assert "すべて会社の申告のとおりで、引受担当者の確認はまだです。" in said("usual", folder)
    assert "申告も引受担当者の確認もまだです。" in said("usual", folder, declaration=None)


def test_it_says_what_the_assessment_is_about(folder: Path) -> None:
    scope = (
        "診断の範囲：会社全体、社外からの接続あり、自社の公開サイトあり、海外とのかかわりなし、つながる設備・IoTあり"
    )
    assert scope in said("usual", folder)


def test_the_way_up_names_what_to_do_and_the_yen(folder: Path) -> None:
    told, paper = said("usual", folder), report("usual", "ja")
    assert "区分「標準」まで対策1件→40%年75,000円の目安" in told
    assert "区分「強化」まで対策4件→50%年125,000円の目安" in told
    assert "決めるのは保険会社です。" in told
    assert [sum(column) for column in zip(*(change.needed for change in paper.changes), strict=True)] == [1, 4, 5]
    for change in paper.changes:
        assert words(change.action) in told


def test_measures_of_the_nearest_tier_come_first() -> None:
    firsts = [change.first for change in report("worst", "ja").changes]
    assert firsts == sorted(firsts)
    assert set(firsts) == {0, 1, 2, 3}


def test_a_tier_out_of_reach_says_what_stands_in_the_way(folder: Path) -> None:
    paper = report("usual", "ja")
    shut = replace(paper.ways[-1], changes=0, saves=None, blocked_by=("机上訓練：12か月以内",), short_of=True)
    changes = tuple(replace(change, needed=(*change.needed[:-1], False)) for change in paper.changes[:-1])
    told = words(text(render_report(replace(paper, ways=(*paper.ways[:-1], shut), changes=changes), "ja"), folder))
    assert "区分「高度」まで届きません" in told
    assert "「高度」に届かない理由：到達度、机上訓練：12か月以内" in told


def test_without_a_premium_there_is_no_yen_to_gain(folder: Path) -> None:
    assert "円の目安" not in said("worst", folder)


def test_the_best_company_is_told_that_it_stands_at_the_top(folder: Path) -> None:
    told = said("best", folder)
    assert "60%" in told
    assert "最上位の区分にいます" in told


def test_thirty_weaknesses_are_all_there(folder: Path) -> None:
    told = said("worst", folder)
    paper = report("worst", "ja")
    assert len(paper.weaknesses) == 30
    for weak in paper.weaknesses:
        assert words(weak.question) in told


def test_every_unknown_answer_comes_with_a_way_to_find_out_before_any_measure(folder: Path) -> None:
    told, asked = said("worst", folder), report("worst", "ja").ask_first
    assert "まず確かめる30問、電話1本" in told
    assert len(asked) == 30
    for ask in asked:
        assert words(ask.question) in told
        assert words(ask.check) in told
    assert told.index(words(asked[0].check)) < told.index("区分へ、いちばん少ない手間で")
    assert "すべてができていれば、0%は40%になります（目安）。" in told


def test_where_all_is_known_nothing_is_to_be_found_out(folder: Path) -> None:
    assert "まず確かめる" not in said("best", folder)


def test_a_good_answer_is_no_weakness_but_may_still_grow(folder: Path) -> None:
    told, paper = said("usual", folder), report("usual", "ja")
    assert {weak.growing for weak in paper.weaknesses} == {True, False}
    assert f"{paper.questions}問中{len(paper.weak)}問" in told
    assert told.index("さらに伸ばせる点") < told.index(
        words(paper.weaknesses[-1].question), told.index("さらに伸ばせる点")
    )
    assert list(paper.weaknesses) == sorted(paper.weaknesses, key=lambda weak: weak.growing)


def test_the_highest_rate_never_stands_without_what_it_takes(folder: Path) -> None:
    assert "対策で最大40%、認証などの加点を含めて最大60%" in said("usual", folder)
    assert "40%bymeasures,60%withcredits" in said("usual", folder, "en")


def test_accidents_are_examples_and_cover_is_only_possible(folder: Path) -> None:
    told = said("worst", folder)
    assert "実際に起き" not in told and "実際にあった" not in told
    assert "弱点と、事故の例" in told


def test_accidents_say_whether_the_chosen_plan_pays(folder: Path) -> None:
    told = said("worst", folder)
    assert "事故の例と、ベーシックプランで補償の対象となり得るか" in told
    assert told.count("◯補償の対象となり得る") == 9
    assert told.count("×補償の対象外") == 3
    assert len(report("worst", "ja").stories) == len(EDITION.accidents)


def test_the_plan_table_shows_both_plans(folder: Path) -> None:
    rows = {row.name: row.covered for row in report("usual", "ja").coverage.risks}
    assert rows == {
        "情報の漏えいまたはそのおそれリスク": (True, True),
        "他人の業務の阻害リスク": (True, True),
        "サイバー攻撃に起因する対人・対物事故リスク": (False, True),
        "国外からの訴訟リスク": (False, True),
    }


def test_all_notes_are_printed(language: Language, printed_report: bytes, folder: Path) -> None:
    told = words(text(printed_report, folder))
    for note in NOTES[language]:
        assert words(note) in told


def test_both_rates_are_shown_where_they_differ(folder: Path) -> None:
    assert "申告の時点では60%でした" in words(text(render_report(verified_report("ja"), "ja"), folder))


@pytest.mark.parametrize(("kind", "most"), [("usual", 4), ("best", 3), ("worst", 6)])
def test_no_report_has_more_than_four_pages_and_two_for_what_is_not_known(
    kind: Kind, most: int, language: Language, folder: Path
) -> None:
    paper = report(kind, language, company=LONGEST.company, declaration=LONGEST.declaration, issuer=LONGEST.issuer)
    assert 3 <= int(information(render_report(paper, language), folder)["Pages"]) <= most


def test_the_cover_is_one_page_even_with_every_credit(language: Language, folder: Path) -> None:
    every = tuple(credit.id for credit in EDITION.credits.values() if credit.active)
    given = replace(facts("worst"), credits=every, premium=10**12)
    paper = report_paper(
        EDITION,
        given,
        evaluate(EDITION, given),
        ReportHead(
            company=LONGEST.company,
            number="A-2026-000482",
            as_of=report("worst", language).as_of,
            agent=LONGEST.declaration.name,
        ),
        LONGEST.issuer,
        language,
    )
    printed = render_report(paper, language)
    first = words(text(printed, folder, "-f", "1", "-l", "1"))
    assert words(paper.issuer.contact(language)) in first
    second = words(text(printed, folder, "-f", "2", "-l", "2"))
    assert second.startswith(words("まず確かめる" if language == "ja" else "Find out first"))


def test_the_english_report_has_no_japanese_but_names(folder: Path) -> None:
    given = facts("usual")
    paper = report_paper(
        EDITION,
        given,
        evaluate(EDITION, given),
        ReportHead(company="Kitahama Seiki K.K.", number="A-2026-000482", as_of=report("usual", "en").as_of),
        ISSUER,
        "en",
    )
    told = text(render_report(paper, "en"), folder)
    assert [letter for letter in told if 0x2E7F < ord(letter) < 0xFF00] == []


def test_fonts_are_embedded_and_qpdf_finds_nothing_wrong(printed_report: bytes, folder: Path) -> None:
    assert {(embedded, subset) for _, embedded, subset in fonts(printed_report, folder)} == {("yes", "yes")}
    (folder / "r.pdf").write_bytes(printed_report)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", folder / "r.pdf")


def test_the_same_paper_gives_the_same_bytes(printed_report: bytes, language: Language) -> None:
    assert render_report(report("usual", language), language) == printed_report


@pytest.mark.parametrize("kind", ["usual", "best", "worst"])
def test_nothing_runs_over_the_margins(kind: str, language: Language, folder: Path) -> None:
    (folder / "r.pdf").write_bytes(render_report(report(kind, language, company="髙﨑" * 60), language))  # type: ignore[arg-type]
    boxes = [
        line.split('"') for line in run("pdftotext", "-bbox", folder / "r.pdf", "-").splitlines() if "<word" in line
    ]
    assert boxes
    for box in boxes:
        left, top, right, foot = (float(part) for part in box[1:8:2])
        assert left >= 50, box
        assert right <= 595.28 - 49, box
        assert top >= 30, box
        assert foot <= 841.89 - 15, box


@pytest.mark.parametrize("adopted", [True, False])
def test_it_says_whether_the_answers_are_what_must_be_disclosed(folder: Path, adopted: bool) -> None:
    told = said("usual", folder, issuer=replace(ISSUER, adopts_answers=adopted)).replace("\n", "")
    assert ("保険会社がおたずねする告知事項です" in told) is adopted
    assert ("告知書に代わるものではありません" in told) is not adopted
