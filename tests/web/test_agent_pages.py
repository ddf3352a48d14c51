"""An agent invites companies, sees their results, prints reports, and sees nobody else's clients."""

import re
from pathlib import Path

import pytest
from flask import Flask

from assess.agency import portfolios
from assess.cases import answers, assessments, lookup
from assess.store.models import RoleName, Staff
from assess.store.second_factor import user_datastore
from assess.underwriting import certificates, verification
from tests import builders
from tests.documents import reading
from tests.rooms import Person, enter, text

COMPANY = "株式会社 北浜精機"


@pytest.fixture
def me(app: Flask) -> Person:
    return enter(app, RoleName.AGENT)


def staff(person: Person) -> Staff:
    found = user_datastore.find_user(email=person.email)
    assert isinstance(found, Staff)
    return found


def client_of(app: Flask, agent: Person, handed_in: bool = True) -> str:
    """A company that accepted the agent's invitation."""
    with app.app_context():
        invitation, _ = portfolios.invite(staff(agent), COMPANY)
        case = builders.answered({"remote-mfa": "some"}).public_id
        portfolios.accept(invitation.id, case)
        if handed_in:
            assessments.submit(case, "北浜 大輔", "代表取締役", "ja")
    return case


def link_on(page: str) -> str:
    found = re.search(r'value="(http[^"]+)"', page)
    assert found, "the page shows no link"
    return found[1]


def test_an_agent_without_clients_is_told_how_to_get_one(me: Person) -> None:
    page = text(me.browser.get("/agent/"))
    assert "No client yet" in page
    assert "Invite a company" in page


def test_the_link_of_an_invitation_is_shown_once_and_leads_the_company_in(app: Flask, me: Person) -> None:
    answer = me.browser.post("/agent/invitations", data={"company_name": COMPANY})
    assert answer.status_code == 303
    page = me.browser.get("/agent/").get_data(as_text=True)
    link = link_on(page)
    assert f"The link for {COMPANY}" in page
    address, code = link.removeprefix("http://localhost").split("#")
    company = app.test_client()
    assert company.get(address).status_code == 200
    assert COMPANY in company.post(address, data={"code": code}, follow_redirects=True).text
    assert link not in me.browser.get("/agent/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Enter the name of the company"), ("  ", "Enter the name of the company"), ("x" * 121, "120")],
)
def test_an_invitation_needs_a_name_that_fits(me: Person, typed: str, sentence: str) -> None:
    answer = me.browser.post("/agent/invitations", data={"company_name": typed})
    assert answer.status_code == 400
    assert sentence in text(answer)
    assert f'value="{typed.strip()}"' in answer.get_data(as_text=True)


def test_an_invitation_can_be_taken_back(app: Flask, me: Person) -> None:
    me.browser.post("/agent/invitations", data={"company_name": COMPANY})
    link = link_on(me.browser.get("/agent/").get_data(as_text=True)).removeprefix("http://localhost")
    address = re.search(
        r'action="(/agent/invitations/\d+/take-back)"', me.browser.get("/agent/").get_data(as_text=True)
    )
    assert address
    assert me.browser.post(address[1]).status_code == 303
    assert "Its link no longer works." in text(me.browser.get("/agent/"))
    answer = app.test_client().post("/invitation", data={"code": link.split("#")[1]})
    assert (answer.status_code, COMPANY in answer.text) == (400, False)


def test_somebody_elses_invitation_cannot_be_taken_back(app: Flask, me: Person) -> None:
    other = enter(app, RoleName.AGENT)
    other.browser.post("/agent/invitations", data={"company_name": COMPANY})
    page = other.browser.get("/agent/").get_data(as_text=True)
    address = re.search(r'action="(/agent/invitations/\d+/take-back)"', page)
    assert address
    assert me.browser.post(address[1]).status_code == 404


def test_a_client_who_declared_stands_in_the_list_with_the_declared_rate(app: Flask, me: Person) -> None:
    client_of(app, me)
    page = text(me.browser.get("/agent/"))
    assert COMPANY in page
    assert "Handed in 10% Estimate as declared" in page


def test_a_client_who_still_answers_is_shown_with_an_estimate(app: Flask, me: Person) -> None:
    case = client_of(app, me, handed_in=False)
    assert "Draft 30 of 30 answered 10% Estimate" in text(me.browser.get("/agent/"))
    page = text(me.browser.get(f"/agent/clients/{case}"))
    assert "The company is still answering" in page
    assert "Estimate" in page


def test_a_clients_page_shows_the_result_and_the_way_up(app: Flask, me: Person) -> None:
    case = client_of(app, me)
    page = text(me.browser.get(f"/agent/clients/{case}"))
    for told in (
        "10 %",
        "The way up",
        "Weaknesses, with examples of accidents",
        "What the plans cover",
        "Advanced 40%",
    ):
        assert told in page


def test_a_clients_page_shows_neither_notes_nor_a_form_to_answer(app: Flask, me: Person) -> None:
    case = client_of(app, me, handed_in=False)
    with app.app_context():
        version = lookup.find(case).version
        answers.save(case, version, {"training": "never"}, {"training": "Only Mr Kishimoto knows."})
    page = me.browser.get(f"/agent/clients/{case}").get_data(as_text=True)
    assert "Only Mr Kishimoto knows." not in page
    assert set(re.findall(r'<form[^>]*action="([^"]+)"', page)) == {"/sign-out", f"/agent/clients/{case}/report.pdf"}


def test_a_certified_client_shows_what_was_verified(app: Flask, me: Person) -> None:
    case = client_of(app, me)
    with app.app_context():
        underwriter = builders.staff()
        builders.confirm_all(verification.case(case), underwriter)
        number = certificates.issue(case, underwriter).number
    page = text(me.browser.get(f"/agent/clients/{case}"))
    assert f"{number} Valid" in page
    assert "Verified by an underwriter" in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_is_printed_in_the_language_asked_for(app: Flask, me: Person, language: str) -> None:
    case = client_of(app, me)
    answer = me.browser.get(f"/agent/clients/{case}/report.pdf?language={language}")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert f"-{language}.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("premium", "told"), [("80万", "年80,000円ほど安くなる目安"), ("", ""), (None, "年50,000円ほど安くなる目安")]
)
def test_the_report_speaks_of_yen_for_the_premium_that_the_agent_enters(
    app: Flask, me: Person, premium: str | None, told: str, tmp_path: Path
) -> None:
    case = client_of(app, me)
    asked = {"language": "ja"} if premium is None else {"language": "ja", "premium": premium}
    report = me.browser.get(f"/agent/clients/{case}/report.pdf", query_string=asked)
    said = reading.words(reading.text(report.data, tmp_path))
    assert told in said
    assert ("安くなる目安" in said) == bool(told)
    with app.app_context():
        assert lookup.find(case).premium == 500_000


def test_a_premium_that_is_none_is_asked_for_again(app: Flask, me: Person) -> None:
    page = me.browser.get(f"/agent/clients/{client_of(app, me)}/report.pdf?premium=plenty")
    assert page.status_code == 400
    assert "Enter the premium in whole yen" in text(page)
    assert 'value="plenty"' in page.get_data(as_text=True)


def test_a_verified_report_is_valid_as_long_as_the_certificate(app: Flask, me: Person, tmp_path: Path) -> None:
    case = client_of(app, me)
    with app.app_context():
        underwriter = builders.staff()
        builders.confirm_all(verification.case(case), underwriter)
        expires = certificates.issue(case, underwriter).expires_on
    report = me.browser.get(f"/agent/clients/{case}/report.pdf?language=ja")
    said = reading.words(reading.text(report.data, tmp_path))
    assert f"有効期限{expires.year}年{expires.month}月{expires.day}日" in said
    assert "引受担当者が34項目のすべてを確認しました" in said


def test_a_report_that_cannot_be_printed_says_which_letter_no_font_has(app: Flask, me: Person) -> None:
    with app.app_context():
        invitation, _ = portfolios.invite(staff(me), COMPANY)
        case = builders.answered(name="\U00010380商店").public_id
        portfolios.accept(invitation.id, case)
    page = me.browser.get(f"/agent/clients/{case}/report.pdf")
    assert page.status_code == 409
    assert "no font has U+10380" in text(page)


def test_nobody_elses_clients_are_there(app: Flask, me: Person) -> None:
    case = client_of(app, enter(app, RoleName.AGENT))
    assert COMPANY not in text(me.browser.get("/agent/"))
    assert me.browser.get(f"/agent/clients/{case}").status_code == 404
    assert me.browser.get(f"/agent/clients/{case}/report.pdf").status_code == 404


def test_the_room_is_for_agents_only(app: Flask, me: Person) -> None:
    case = client_of(app, me)
    underwriter = enter(app).browser
    for page in ("/agent/", "/agent/invitations", f"/agent/clients/{case}", f"/agent/clients/{case}/report.pdf"):
        assert "/sign-in" in app.test_client().get(page).location
        assert underwriter.get(page).status_code == 403


def test_the_room_speaks_japanese(app: Flask) -> None:
    me = enter(app, RoleName.AGENT, language="ja")
    case = client_of(app, me)
    assert "担当の会社" in text(me.browser.get("/agent/"))
    assert "次の区分への道" in text(me.browser.get(f"/agent/clients/{case}"))
