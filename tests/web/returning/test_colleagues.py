"""Asking a colleague, as browsers meet it: one domain, under their own name, and no more."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess.cases import answers, assessments, lookup
from assess.store.models import State
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from tests import builders
from tests.rooms import enter, text
from tests.web.returning.browser import ADDRESS, HOLDER, SECRET, asked, new_key, secret_in, stored, version


def test_the_text_to_send_holds_the_code_behind_the_sign_that_no_server_sees(owner: FlaskClient, aid: str) -> None:
    answer = owner.post(f"/a/{aid}/colleagues", data={"domain": "identity", "holder": HOLDER}, follow_redirects=True)
    assert f"/colleague#{secret_in(answer)}" in answer.text
    assert SECRET.search(owner.get(f"/a/{aid}/colleagues").text) is None


def test_a_colleague_sees_one_domain_and_nothing_else(colleague: FlaskClient, aid: str) -> None:
    page = colleague.get(f"/colleague/{aid}/identity")
    assert page.status_code == 200
    assert HOLDER in page.text and "北浜精機" in page.text
    for hidden in ("Estimate", "北浜 大輔", "岸本 由香", ADDRESS, "500,000", f'href="/a/{aid}'):
        assert hidden not in page.text
    rooms = ("", "details", "domains/identity", "credits", "result", "declaration", "receipt", "key", "colleagues")
    for room in rooms:
        assert colleague.get(f"/a/{aid}/{room}").status_code == 404
    assert colleague.get(f"/colleague/{aid}/mail").status_code == 404
    assert colleague.get(f"/colleague/{'0' * 32}/identity").status_code == 404
    assert "北浜精機" not in colleague.get("/").text


def test_a_colleague_answers_under_their_own_name(app: Flask, colleague: FlaskClient, aid: str) -> None:
    given = {"version": version(app, aid), "cloud-mfa": "all", "cloud-mfa-note": "管理画面で確認", "training": "never"}
    answer = colleague.post(f"/colleague/{aid}/identity", data=given, follow_redirects=True)
    assert "Saved" in text(answer)
    assert stored(app, aid) == {"cloud-mfa": ("all", HOLDER)}
    assert "管理画面で確認" in answer.text


def test_when_all_is_answered_the_page_says_so(app: Flask, colleague: FlaskClient, aid: str) -> None:
    given = {"remote-mfa": "all", "cloud-mfa": "all", "admin-mfa": "unknown", "leavers": "spoken"}
    data = {"version": version(app, aid), **given}
    answer = colleague.post(f"/colleague/{aid}/identity", data=data, follow_redirects=True)
    assert "All questions here are answered" in text(answer)


@pytest.mark.parametrize("forged", [{"cloud-mfa": "no-such"}, {"version": "x"}, {"cloud-mfa-note": "長" * 1001}])
def test_what_was_never_offered_is_refused_and_nothing_is_lost(
    app: Flask, colleague: FlaskClient, aid: str, forged: dict[str, str]
) -> None:
    data = {"version": version(app, aid), "leavers": "spoken", **forged}
    answer = colleague.post(f"/colleague/{aid}/identity", data=data)
    assert answer.status_code == 400
    assert re.search(r'value="spoken"[^>]* checked', answer.text)
    assert stored(app, aid) == {}


def test_what_the_company_changed_meanwhile_is_not_overwritten(app: Flask, colleague: FlaskClient, aid: str) -> None:
    made_from = version(app, aid)
    with app.app_context():
        answers.save(aid, made_from, {"cloud-mfa": "some"})
    data = {"version": made_from, "cloud-mfa": "all"}
    answer = colleague.post(f"/colleague/{aid}/identity", data=data)
    assert answer.status_code == 409
    assert "Saved meanwhile" in text(answer)
    assert stored(app, aid) == {"cloud-mfa": ("some", "")}
    again = {"version": version(app, aid), "cloud-mfa": "all"}
    assert colleague.post(f"/colleague/{aid}/identity", data=again).status_code == 303
    assert stored(app, aid) == {"cloud-mfa": ("all", HOLDER)}


def test_taking_back_ends_it_at_once_and_keeps_the_answers(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, aid: str
) -> None:
    colleague.post(f"/colleague/{aid}/identity", data={"version": version(app, aid), "leavers": "spoken"})
    listed = owner.get(f"/a/{aid}/colleagues")
    assert "Opened" in text(listed)
    row = re.search(r'name="take_back" value="(\d+)"', listed.text)
    assert row is not None
    owner.post(f"/a/{aid}/colleagues", data={"take_back": row[1]})
    assert colleague.get(f"/colleague/{aid}/identity").status_code == 410
    data = {"version": version(app, aid), "leavers": "reviewed"}
    assert colleague.post(f"/colleague/{aid}/identity", data=data).status_code == 410
    assert stored(app, aid) == {"leavers": ("spoken", HOLDER)}
    assert "Taken back" in text(owner.get(f"/a/{aid}/colleagues"))


def test_two_requests_in_one_browser_stand_side_by_side(owner: FlaskClient, stranger: FlaskClient, aid: str) -> None:
    for domain in ("identity", "mail"):
        stranger.post("/colleague", data={"code": asked(owner, aid, domain)})
    for domain in ("identity", "mail"):
        assert stranger.get(f"/colleague/{aid}/{domain}").status_code == 200


def test_once_handed_in_a_colleague_sees_no_questions(app: Flask, colleague: FlaskClient, aid: str) -> None:
    with app.app_context():
        answers.save(aid, lookup.find(aid).version, builders.best(builders.editions.latest()))
        assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")
    page = colleague.get(f"/colleague/{aid}/identity")
    assert "nothing to answer any more" in text(page)
    assert 'type="radio"' not in page.text


def test_when_it_was_sent_back_a_colleague_sees_only_what_was_asked(
    app: Flask, owner: FlaskClient, stranger: FlaskClient, aid: str
) -> None:
    with app.app_context():
        answers.save(aid, lookup.find(aid).version, builders.best(builders.editions.latest()))
        assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")
        underwriter = builders.staff()
        verification.claim(aid, underwriter)
        verification.give_verdict(aid, underwriter, Finding("answer", "cloud-mfa", "query", reason="全員ですか。"))
        assert verification.send_back(aid, underwriter).state == State.RETURNED
    stranger.post("/colleague", data={"code": asked(owner, aid)})
    page = stranger.get(f"/colleague/{aid}/identity")
    assert "全員ですか。" in page.text
    assert re.findall(r'<section class="card question[^"]*" id="([a-z-]+)"', page.text) == ["cloud-mfa"]


@pytest.mark.parametrize(
    "data", [{}, {"domain": "identity"}, {"holder": HOLDER}, {"domain": "no-such", "holder": HOLDER}]
)
def test_a_request_needs_a_domain_and_a_name(owner: FlaskClient, aid: str, data: dict[str, str]) -> None:
    answer = owner.post(f"/a/{aid}/colleagues", data=data)
    assert answer.status_code == 400
    assert "Please check" in text(answer)


def test_a_domain_may_be_chosen_beforehand(owner: FlaskClient, aid: str) -> None:
    page = owner.get(f"/a/{aid}/colleagues?domain=mail").text
    assert re.search(r'<option selected value="mail"', page)
    assert owner.get(f"/a/{aid}/colleagues?domain=no-such").status_code == 200


@pytest.mark.parametrize("value", ["", "0", "-1", "x", "9" * 9, "9" * 30, "٣"])
def test_taking_back_what_was_never_asked_is_not_there(owner: FlaskClient, aid: str, value: str) -> None:
    assert owner.post(f"/a/{aid}/colleagues", data={"take_back": value}).status_code == 404


def test_an_underwriter_reads_who_was_asked_and_not_how_the_company_came_in(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, aid: str
) -> None:
    new_key(owner, aid)
    with app.app_context():
        answers.save(aid, lookup.find(aid).version, builders.best(builders.editions.latest()))
        assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")
    page = text(enter(app).browser.get(f"/underwriter/cases/{aid}/summary"))
    assert f"The company asked {HOLDER} to answer “Sign-in”" in page
    assert f"{HOLDER} opened “Sign-in”" in page
    assert "resume" not in page
