"""A company starts without a name, by itself or invited, and says who it is later."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from assess.agency import portfolios
from assess.cases import lookup
from assess.documents import NoJapaneseFont
from assess.extensions import db
from assess.store import codes
from assess.store.models import Assessment, RoleName
from assess.texts.classifications import HEADCOUNTS, INDUSTRIES, SALES
from tests import builders
from tests.web.company.browser import COMPANY, START, Browser, checked


def test_a_company_starts_without_any_name_and_is_led_to_its_steps(app: Flask, client: FlaskClient) -> None:
    page = client.get("/start").text
    assert "会社名" not in page.replace("会社名や担当者名", "")
    answer = client.post("/start", data=START)
    assert answer.status_code == 303
    with app.app_context():
        begun = lookup.find(answer.location.split("/")[2])
        assert (begun.company.name, begun.plan, begun.premium, begun.language) == (None, "basic", 500_000, "ja")
        assert {row.fact for row in begun.profile if row.value} == {"remote_access", "website"}
    assert "（社名は申告のときに入力）" in client.get(answer.location).text


def test_a_company_that_knows_nothing_yet_starts_all_the_same(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/start", data={"version": "0", "plan": "later", "profile-website": "unknown"})
    assert answer.status_code == 303
    with app.app_context():
        begun = lookup.find(answer.location.split("/")[2])
        assert begun.plan is None
        assert {row.value for row in begun.profile} == {None}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("plan", "gold", "プランを選んでください"),
        ("premium", "about a million", "円単位で"),
        ("premium", "1,2,3", "円単位で"),
        ("premium", "-5", "円単位で"),
        ("profile-website", "perhaps", "「自社の公開サイト」について、「はい」か「いいえ」"),
        ("version", "x", "画面の状態を確かめられませんでした"),
    ],
)
def test_a_wrong_entry_gets_a_sentence_and_nothing_typed_is_lost(
    app: Flask, client: FlaskClient, field: str, value: str, sentence: str
) -> None:
    page = client.post("/start", data={**START, "profile-equipment": "unknown", field: value})
    assert page.status_code == 400
    assert sentence in page.text
    assert "次の点をご確認ください" in page.text
    assert ("profile-equipment", "unknown") in checked(page)
    assert field != "premium" or f'value="{value}"' in page.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Assessment.id))) == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "あ" * 121, "120文字以内"),
        ("name", "\U00010380商店", "\U00010380 (U+10380)"),
        ("industry", "Z", "業種を選んでください"),
        ("corporate_number", "8000000000002", "どこかの数字が違っています"),
        ("corporate_number", "80000", "13桁すべて"),
        ("contact_email", "yoko@", "メールアドレスは"),
    ],
)
def test_what_is_wrong_about_the_company_is_said_before_the_declaration_too(
    draft: Browser, field: str, value: str, sentence: str
) -> None:
    page = draft.post("details", {**START, **COMPANY, "version": draft.version, f"company-{field}": value})
    assert page.status_code == 400
    assert sentence in page.text
    assert 'value="山手 洋子"' in page.text


def test_a_machine_without_japanese_fonts_takes_names_all_the_same(
    draft: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_installed(text: str) -> tuple[str, ...]:
        raise NoJapaneseFont("BIZ UDPGothic")

    monkeypatch.setattr("assess.web.forms.fields.missing_glyphs", none_installed)
    assert draft.post("details", {**START, **COMPANY, "version": draft.version}).status_code == 303


def test_signs_that_a_database_refuses_are_dropped(draft: Browser) -> None:
    draft.post("details", {**START, **COMPANY, "version": draft.version, "company-name": "山手\x00木工\r\n"})
    assert draft.read(lambda case: case.company.name) == "山手木工"


def test_a_corporate_number_is_taken_as_it_stands_on_an_invoice(draft: Browser) -> None:
    number = "Ｔ８－００００－００００－０００１"
    draft.post("details", {**START, **COMPANY, "version": draft.version, "company-corporate_number": number})
    assert draft.read(lambda case: case.company.corporate_number) == "8000000000001"


def test_every_class_that_a_company_can_choose_is_offered(draft: Browser) -> None:
    page = draft.get("details").text
    for value in (*INDUSTRIES, *HEADCOUNTS, *SALES):
        assert f'value="{value}"' in page


def test_the_details_are_changed_and_shown_again(draft: Browser) -> None:
    answer = draft.post("details", {**START, "version": draft.version, "company-name": "新しい名前"})
    assert answer.status_code == 303
    assert 'value="新しい名前"' in draft.get("details").text
    assert draft.read(lambda case: case.company.representative) == "北浜 大輔"


def test_details_changed_meanwhile_are_shown_beside_what_was_entered(draft: Browser) -> None:
    before = draft.version
    draft.post("details", {**START, "version": before, "company-name": "先に保存した名前"})
    page = draft.post("details", {**START, "version": before, "company-name": "あとの名前"})
    assert page.status_code == 409
    assert 'value="あとの名前"' in page.text
    assert "先に保存した名前" in page.text
    assert draft.read(lambda case: case.company.name) == "先に保存した名前"
    again = re.search(r'name="version"[^>]*value="(\d+)"', page.text)
    assert again
    assert draft.post("details", {**START, "version": again[1], "company-name": "あとの名前"}).status_code == 303


@pytest.fixture
def secret(app: Flask) -> str:
    """The secret of a fresh invitation."""
    with app.app_context():
        return portfolios.invite(builders.staff(RoleName.AGENT), "みなと印刷 株式会社")[1]


def opened(client: FlaskClient, secret: str) -> int:
    """Give the code of an invitation, as the page does whose address holds it behind the #."""
    return client.post("/invitation", data={"code": codes.spoken(secret).lower()}).status_code


def test_an_invitation_says_who_invites_and_what_the_agent_will_see(client: FlaskClient, secret: str) -> None:
    assert opened(client, secret) == 303
    page = client.get("/invited").text
    for words in ("佐伯 真理", "みなと印刷 株式会社", "代理店に見えるもの", "/start?invited=yes"):
        assert words in page


def test_the_code_of_an_invitation_stands_in_no_address(client: FlaskClient, secret: str) -> None:
    answer = client.post("/invitation", data={"code": secret})
    assert answer.location == "/invited"
    for page in ("/invited", "/start?invited=yes"):
        assert secret not in client.get(page).text
    assert client.get(f"/i/{secret}").status_code == 404


def test_a_wrong_code_of_an_invitation_is_a_sentence(client: FlaskClient) -> None:
    answer = client.post("/invitation", data={"code": "A" * 20})
    assert (answer.status_code, "この招待は使えなくなっています" in answer.text) == (400, True)
    assert client.get("/invited").status_code == 410


def test_starting_with_an_invitation_makes_the_company_the_agents_client_once(
    app: Flask, client: FlaskClient, secret: str
) -> None:
    opened(client, secret)
    answer = client.post("/start", data={**START, "invited": "yes"})
    with app.app_context():
        begun = lookup.find(answer.location.split("/")[2])
        assert begun.agent is not None
        assert begun.company.name == "みなと印刷 株式会社"
    assert opened(client, secret) == 400
    assert client.get("/invited").status_code == 410
    assert client.post("/start", data={**START, "invited": "yes"}).status_code == 410


def test_an_invitation_that_was_opened_and_not_used_makes_nobody_a_client(
    app: Flask, client: FlaskClient, secret: str
) -> None:
    opened(client, secret)
    begun = client.post("/start", data=START).location.split("/")[2]
    with app.app_context():
        assert lookup.find(begun).agent is None
