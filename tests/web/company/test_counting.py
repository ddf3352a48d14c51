"""Counting, ticking and dating on the pages: as people write it, with and without the script, and never lost."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess import clock
from assess.cases import answers, assessments, facts, lookup
from assess.texts import answers as words
from assess.texts import editions, formats
from scoring import Answer, Counted, Dated, Ticked
from tests import builders, second
from tests.browsers import let_own
from tests.web.company.browser import Browser, checked

DAY = "2026-05-22"
ON = Dated(date(2026, 5, 22))


@pytest.fixture
def draft(app: Flask, client: FlaskClient) -> Iterator[Browser]:
    """A draft of the second edition with no answer yet."""
    with second.served():
        with app.app_context():
            aid = assessments.start(builders.details(), "ja").public_id
        let_own(app, client, aid)
        yield Browser(client, app, aid)


def said(draft: Browser) -> dict[str, Answer]:
    with draft.app.app_context():
        return dict(facts.stated(lookup.find(draft.aid)).answers)


WAYS = Counted(1, 2, frozenset({("vpn", True), ("other", False)}))


def save(draft: Browser, domain: str, **sent: object) -> TestResponse:
    """Send a domain's page as the button does."""
    named = {name.replace("__", ":").replace("_", "-"): value for name, value in sent.items()}
    return draft.post(f"domains/{domain}", {"version": draft.version, **named})


WRONG = {
    "more than all": ("count:antivirus", ["13", "12"], "より多くなっています"),
    "none at all": ("count:antivirus", ["0", "0"], "1以上を入れてください"),
    "one of the two": ("count:antivirus", ["12", ""], "両方を入れてください"),
    "no number": ("count:antivirus", ["たくさん", "12"], "「たくさん」は整数ではありません"),
    "half a device": ("count:antivirus", ["1.5", "12"], "整数ではありません"),
    "below nothing": ("count:antivirus", ["-1", "12"], "整数ではありません"),
    "ticks and numbers apart": ("count:remote-mfa", ["met:vpn", "2", "2"], "印を数えると1のうち1ですが"),
    "a day to come": ("on:training", [str(clock.today() + timedelta(2)), "", ""], "まだ来ていません"),
    "no day": ("on:training", ["2026", "2", "30"], "のように入れてください"),
    "a word": ("on:training", ["去年", "", ""], "のように入れてください"),
}
DOMAINS = {"antivirus": "endpoint", "remote-mfa": "identity", "training": "people"}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_is_said_at_the_question_and_nothing_typed_is_lost(draft: Browser, wrong: str) -> None:
    name, typed, sentence = WRONG[wrong]
    domain = DOMAINS[name.partition(":")[2]]
    page = draft.post(f"domains/{domain}", {"version": draft.version, name: typed})
    assert page.status_code == 400
    assert sentence in page.text
    for value in filter(None, typed):
        assert f'value="{value}"' in page.text
        assert ":" not in value or (name, value) in checked(page)
    assert said(draft) == {}


@pytest.mark.parametrize("wrong", WRONG)
def test_and_as_it_saves_itself(draft: Browser, wrong: str) -> None:
    name, typed, sentence = WRONG[wrong]
    domain = DOMAINS[name.partition(":")[2]]
    refused = draft.post(f"answers?domain={domain}", {"version": draft.version, name: typed})
    assert refused.status_code == 400
    assert sentence in refused.get_json()["sentence"]
    assert said(draft) == {}


def test_a_count_that_saves_itself_says_for_what_it_stands(draft: Browser) -> None:
    told = draft.post("answers?domain=endpoint", {"version": draft.version, "count:antivirus": ["11", "12"]})
    stands = told.get_json()["stands"]["antivirus"]
    assert stands["option"] == "most"
    assert stands["says"] == "91%なので「大半の台数」です。 「すべての台数」まで、あと1台です（12台なら12台すべて）。"
    assert said(draft) == {"antivirus": Counted(11, 12)}


def test_ticks_that_save_themselves_may_be_none(draft: Browser) -> None:
    for sent, option in ((["", "macros-blocked"], "some"), ([""], "none")):
        told = draft.post("answers?domain=endpoint", {"version": draft.version, "parts:hardened-baseline": sent})
        assert told.get_json()["stands"]["hardened-baseline"]["option"] == option
    assert said(draft) == {"hardened-baseline": Ticked(frozenset())}


def test_the_page_shows_what_was_counted_and_sends_it_unchanged(draft: Browser) -> None:
    save(draft, "endpoint", count__antivirus=["11", "12"], parts__hardened_baseline=["", "unused-off"])
    page = draft.get("domains/endpoint")
    assert "91%なので「大半の台数」です。" in page.text
    assert "12台なら12台すべて" in page.text
    assert "3件中1件なので「1つだけ済ませている」です。" in page.text
    assert ("antivirus", "most") in checked(page)
    assert ("parts:hardened-baseline", "unused-off") in checked(page)
    before = draft.version
    save(
        draft,
        "endpoint",
        antivirus="most",
        count__antivirus=["11", "12"],
        parts__hardened_baseline=["", "unused-off"],
    )
    assert draft.version == before, "nothing was changed, so nothing was stored"


def test_without_a_script_another_option_takes_the_place_of_numbers_that_stay_in_the_boxes(draft: Browser) -> None:
    save(draft, "endpoint", count__antivirus=["11", "12"])
    save(draft, "endpoint", antivirus="all", count__antivirus=["11", "12"])
    assert said(draft) == {"antivirus": "all"}


def test_and_other_numbers_the_place_of_the_option_that_stays_chosen(draft: Browser) -> None:
    save(draft, "endpoint", antivirus="some")
    save(draft, "endpoint", antivirus="some", count__antivirus=["12", "12"])
    assert said(draft) == {"antivirus": Counted(12, 12)}


def test_ways_in_are_ticked_one_by_one_and_shown_as_they_were_ticked(draft: Browser) -> None:
    save(draft, "identity", count__remote_mfa=["met:vpn", "there:other", "", ""])
    assert said(draft) == {"remote-mfa": WAYS}
    page = draft.get("domains/identity")
    ticked = {value for name, value in checked(page) if name == "count:remote-mfa"}
    assert ticked == {"there:vpn", "met:vpn", "there:other"}
    assert ("remote-mfa", "most") in checked(page)
    assert 'name="count:remote-mfa" value="1"' not in page.text, "numbers stay empty, so that a tick may be changed"
    before = draft.version
    save(draft, "identity", remote_mfa="most", count__remote_mfa=["there:vpn", "met:vpn", "there:other", "", ""])
    assert draft.version == before, "nothing was changed, so nothing was stored"
    save(draft, "identity", count__remote_mfa=["4", "5"])
    assert said(draft) == {"remote-mfa": Counted(4, 5)}, "numbers do for whoever has several of a kind"


def test_what_is_not_on_the_list_cannot_be_ticked(draft: Browser) -> None:
    page = save(draft, "identity", count__remote_mfa=["met:telnet", "", ""])
    assert page.status_code == 400
    assert said(draft) == {}


def test_the_copy_and_the_conflict_name_each_way(draft: Browser) -> None:
    made_from = draft.version
    save(draft, "identity", count__remote_mfa=["met:vpn", "there:other", "", ""])
    read_back = draft.get("declaration").text
    assert "大半の道で求めている（2本中1本：VPN○、そのほかの道×）" in read_back
    assert "ないもの：リモートデスクトップ・クラウド上のパソコン・保守会社の回線や遠隔操作ソフト" in read_back
    page = draft.post("domains/identity", {"version": made_from, "count:remote-mfa": ["there:vpn", "met:other"]})
    assert page.status_code == 409
    assert "2本中1本：VPN×、そのほかの道○" in page.text


def test_numbers_taken_out_leave_the_option_as_an_estimate(draft: Browser) -> None:
    save(draft, "endpoint", count__antivirus=["11", "12"])
    save(draft, "endpoint", antivirus="most", count__antivirus=["", ""])
    assert said(draft) == {"antivirus": "most"}


def test_ticks_taken_away_without_a_script_mean_none(draft: Browser) -> None:
    save(draft, "endpoint", parts__hardened_baseline=["", "unused-off"])
    save(draft, "endpoint", parts__hardened_baseline=[""])
    assert said(draft) == {"hardened-baseline": Ticked(frozenset())}
    save(draft, "endpoint", parts__removable_media=[""])
    assert "removable-media" not in said(draft), "what was never ticked stays open"


def test_a_day_taken_out_without_another_answer_is_not_called_saved(draft: Browser) -> None:
    save(draft, "people", on__training=[DAY, "", ""])
    page = save(draft, "people", on__training=["", "", ""])
    assert page.status_code == 400
    assert "答えを空にすることはできません" in page.text
    save(draft, "people", training="never", on__training=["", "", ""])
    assert said(draft) == {"training": "never"}


def test_both_counts_are_shown_where_somebody_else_counted_meanwhile(draft: Browser) -> None:
    made_from = draft.version
    save(draft, "endpoint", count__antivirus=["11", "12"])
    page = draft.post("domains/endpoint", {"version": made_from, "count:antivirus": ["10", "12"]})
    assert page.status_code == 409
    assert "大半の台数（12台中11台）" in page.text
    assert "大半の台数（12台中10台）" in page.text
    assert said(draft) == {"antivirus": Counted(11, 12)}


def test_a_count_sent_again_unheard_of_is_no_conflict(draft: Browser) -> None:
    made = draft.version
    draft.post("answers?domain=endpoint", {"version": made, "count:antivirus": ["１１", "12"]})
    sent = {
        "version": made,
        "count:antivirus": ["12", "12"],
        "made:antivirus": str(made),
        "sent:antivirus": json.dumps(["count", "１１", "12"]),
    }
    assert draft.post("answers?domain=endpoint", sent).get_json()["saved"]
    assert said(draft) == {"antivirus": Counted(12, 12)}


def test_what_somebody_else_counted_is_shown_as_they_counted_it(draft: Browser) -> None:
    made = draft.version
    save(draft, "endpoint", count__antivirus=["11", "12"])
    told = draft.post("answers?domain=endpoint", {"version": made, "edr": "all"})
    assert told.get_json()["others"] == {"antivirus": {"option": None, "count": ["count", "11", "12"], "note": ""}}


def test_undoing_on_the_page_brings_the_count_back(draft: Browser) -> None:
    save(draft, "endpoint", count__antivirus=["11", "12"])
    draft.post("answers?domain=endpoint", {"version": draft.version, "antivirus": "all"})
    draft.post("domains/endpoint", {"version": draft.version, "undo": str(draft.version)})
    assert said(draft) == {"antivirus": Counted(11, 12)}


def test_the_marking_is_shown_under_each_question(draft: Browser) -> None:
    page = draft.get("domains/endpoint").text
    for question in editions.latest().domains["endpoint"].questions.values():
        assert question.marking.ja in page


def test_the_first_edition_shows_none_and_counts_nothing(draft: Browser, app: Flask, client: FlaskClient) -> None:
    editions.load(second.FIRST_EDITION)
    with app.app_context():
        aid = assessments.start(builders.details(), "ja").public_id
    let_own(app, client, aid)
    editions.load(second.published())
    page = client.get(f"/a/{aid}/domains/endpoint").text
    assert "data-count" not in page
    assert "数え方" not in page


READ_BACK = [
    ("antivirus", Counted(11, 12), "大半の台数（12台中11台）", "Most of them (11 of 12 devices)"),
    ("antivirus", "most", "大半の台数（目安）", "Most of them (estimate)"),
    ("antivirus", "none", "動いている機器はない", "None of them"),
    ("antivirus", "unknown", "わからない", "I don’t know"),
    ("edge-patching", "within-14-days", "14日以内に入れている", "Within 14 days"),
    ("hardened-baseline", Ticked(frozenset({"unused-off"})), "1つだけ済ませている（3件中1件）", "One of them (1 of 3)"),
]


@pytest.mark.parametrize(("question", "answer", "ja", "en"), READ_BACK)
def test_answers_are_read_back_with_what_was_counted_or_as_an_estimate(
    draft: Browser, question: str, answer: Answer, ja: str, en: str
) -> None:
    with draft.app.app_context():
        answers.save(draft.aid, draft.version, {question: answer})
    asked = editions.latest().questions[question]
    text = words.answer_text(asked, answer, clock.today(), full=True)
    if isinstance(answer, str) and not words.is_estimate(asked, answer) and answer != "unknown":
        ja, en = asked.options[answer].label.ja, asked.options[answer].label.en
    assert (text.ja, text.en) == (ja, en)
    with draft.app.test_request_context(), formats.speaking("ja"):
        assert formats.text(text) in draft.get("declaration").text


def test_how_long_a_day_still_stands_is_worked_out_by_the_calendar(draft: Browser) -> None:
    asked = editions.latest().questions["restore-test"]
    day, judged = date(2025, 8, 31), date(2026, 2, 1)
    assert words.holds_until(asked, Dated(day), judged) == date(2026, 2, 28)
    assert words.holds_until(asked, Dated(date(2026, 2, 28)), date(2026, 3, 1)) == date(2026, 8, 31)
    assert words.holds_until(asked, Dated(date(2020, 1, 1)), judged) is None
