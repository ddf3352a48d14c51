"""The underwriter's pages show what was counted and for what it stands, and take a correction that is counted."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess import clock
from assess.cases import facts, lookup
from assess.texts import editions, formats
from assess.underwriting import verification
from scoring import Answer, Counted, Dated, Facts, Ticked, Told
from tests import builders, second
from tests.rooms import enter
from tests.web.reviewing import staff

TESTED, DECLARED = second.months_ago(13), second.months_ago(8)
"""A day that was five months ago when it was declared, and is thirteen months ago today."""
ANSWERS: dict[str, Answer] = {
    "antivirus": Counted(11, 12),
    "edr": "most",
    "remote-mfa": Counted(1, 2, frozenset({("vpn", True), ("maintenance-line", False)})),
    "hardened-baseline": Ticked(frozenset({"unused-off", "macros-blocked"})),
    "restore-test": Dated(TESTED),
}
FIXED = {"verdict": "corrected", "reason": "画面で数えました。", "how_checked": "管理画面"}
CORRECTED = Counted(1, 2, frozenset({("vpn", True), ("other", False)}))
TOLD = {"incidents": Told("yes", "昨年、PCが1台感染しました。")}


@pytest.fixture
def opened(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FlaskClient, str]]:
    """The browser of an underwriter, and a case of the second edition that this person holds."""
    with second.served():
        me = enter(app, language="ja")
        noon = clock.now().replace(year=DECLARED.year, month=DECLARED.month, day=DECLARED.day, hour=3)
        with monkeypatch.context() as then, app.app_context():
            then.setattr(clock, "now", lambda: noon)
            aid = second.submitted({**ANSWERS, "training": "never", "phishing-drill": "never"}, told=TOLD).public_id
        with app.app_context():
            verification.claim(aid, staff(me))
        yield me.browser, aid


@pytest.fixture
def client(opened: tuple[FlaskClient, str]) -> FlaskClient:
    return opened[0]


@pytest.fixture
def case(opened: tuple[FlaskClient, str]) -> str:
    return opened[1]


def item(client: FlaskClient, case: str, key: str) -> str:
    page = client.get(f"/underwriter/cases/{case}?item={key}")
    assert page.status_code == 200
    return page.text


def found(app: Flask, case: str) -> Facts:
    with app.app_context():
        return facts.verified(lookup.find(case))


def test_what_was_counted_is_shown_with_what_it_stands_for(client: FlaskClient, case: str) -> None:
    assert "大半の台数（12台中11台）" in item(client, case, "answer:antivirus")
    assert "大半の台数（目安）" in item(client, case, "answer:edr")
    assert "会社が数えずに選んだ答えです" in item(client, case, "answer:edr")
    ways = item(client, case, "answer:remote-mfa")
    assert "大半の道で求めている（2本中1本：VPN○、保守会社の回線や遠隔操作ソフト×）" in ways
    assert "ないと申告したもの：リモートデスクトップ・クラウド上のパソコン・そのほかの道" in ways
    ticks = item(client, case, "answer:hardened-baseline")
    assert "2つ済ませている（3件中2件）" in ticks
    assert "✓ 使わない機能とIDを止めている" in ticks
    assert "— 初期パスワードを変えている" in ticks


def test_a_day_is_judged_as_of_today_and_what_aged_is_said_before_issuing(client: FlaskClient, case: str) -> None:
    page = item(client, case, "answer:restore-test")
    assert "13か月" in page
    assert "24か月以内" in page
    assert "（申告時は「6か月以内」）" in page
    assert "までは、この扱いです" in page
    issue = client.get(f"/underwriter/cases/{case}/issue").text
    assert "申告のあとに、扱いが変わった日付" in issue
    with client.application.test_request_context(), formats.speaking("ja"):
        told = formats.day(TESTED), formats.day(clock.today())
    assert f"{told[0]}。発行日（{told[1]}）には13か月" in issue
    assert "となり、「24か月以内」です（申告時は「6か月以内」）。" in issue


@pytest.mark.parametrize(
    ("question", "name", "typed", "right"),
    [
        ("antivirus", "count:antivirus", ["９台", "12"], Counted(9, 12)),
        ("remote-mfa", "count:remote-mfa", ["met:vpn", "there:other", "", ""], CORRECTED),
        ("hardened-baseline", "parts:hardened-baseline", ["", "unused-off"], Ticked(frozenset({"unused-off"}))),
        ("restore-test", "on:restore-test", ["令和7年5月1日", "", ""], Dated(date(2025, 5, 1))),
    ],
)
def test_a_correction_may_be_counted(
    app: Flask, client: FlaskClient, case: str, question: str, name: str, typed: list[str], right: Answer
) -> None:
    client.post(
        f"/underwriter/cases/{case}/verdicts", data={"subject": "answer", "item": question, name: typed, **FIXED}
    )
    assert found(app, case).answers[question] == right
    page = item(client, case, f"answer:{question}")
    assert "に訂正" in page


def test_a_correction_that_cannot_be_is_said_at_its_place(app: Flask, client: FlaskClient, case: str) -> None:
    sent = {"subject": "answer", "item": "antivirus", "count:antivirus": ["13", "12"], **FIXED}
    page = client.post(f"/underwriter/cases/{case}/verdicts", data=sent)
    assert page.status_code == 400
    assert "より多くなっています" in page.text
    assert 'value="13"' in page.text
    assert found(app, case).answers["antivirus"] == Counted(11, 12)


def test_an_option_alone_still_corrects(app: Flask, client: FlaskClient, case: str) -> None:
    sent = {"subject": "answer", "item": "hardened-baseline", "corrected_to": "none", "parts:hardened-baseline": ""}
    client.post(f"/underwriter/cases/{case}/verdicts", data={**sent, **FIXED})
    assert found(app, case).answers["hardened-baseline"] == "none"


def test_a_particular_is_an_item_that_can_be_corrected(app: Flask, client: FlaskClient, case: str) -> None:
    page = item(client, case, "particular:incidents")
    assert "昨年、PCが1台感染しました。" in page
    assert "引受けの可否の判断が要ります" in page
    sent = {"subject": "particular", "item": "records", "told": "up-to-10000", **FIXED}
    client.post(f"/underwriter/cases/{case}/verdicts", data=sent)
    assert found(app, case).particulars["records"] == Told("up-to-10000")
    assert "10,000人まで" in client.get(f"/underwriter/cases/{case}/summary").text
    wrong = client.post(f"/underwriter/cases/{case}/verdicts", data={**sent, "told": ""})
    assert wrong.status_code == 400


def test_a_word_is_written_on_the_page_of_the_whole_case(app: Flask, client: FlaskClient, case: str) -> None:
    address = f"/underwriter/cases/{case}"
    assert "所見が1件、まだありません" in client.get(f"{address}/issue").text
    sent = {"matter": "particular", "item": "incidents", "text": " "}
    empty = client.post(f"{address}/remarks", data=sent)
    assert empty.status_code == 400
    assert "field-error" in empty.text
    written = client.post(f"{address}/remarks", data={**sent, "text": "初期化を確かめました。"})
    assert written.location.endswith("/summary#remark-particular-incidents")
    assert "初期化を確かめました。" in client.get(f"{address}/summary").text
    assert "所見が" not in client.get(f"{address}/issue").text


def test_the_first_edition_is_judged_as_before(app: Flask, client: FlaskClient, case: str) -> None:
    editions.load(second.FIRST_EDITION)
    with app.app_context():
        aid = builders.submitted().public_id
    editions.load(second.published())
    page = item(client, aid, "answer:restore-test")
    assert "本日の時点" not in page
    assert "（目安）" not in page
