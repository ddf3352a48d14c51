"""A company starts with its details, by itself or invited, and changes them later."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from assess.agency import portfolios
from assess.cases import lookup
from assess.documents import NoJapaneseFont
from assess.extensions import db
from assess.store.models import Assessment, RoleName
from assess.texts.classifications import HEADCOUNTS, INDUSTRIES, SALES
from tests import builders
from tests.web.company.browser import START, Browser, checked


def test_a_company_starts_with_its_details_and_is_led_to_its_steps(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/start", data=START)
    assert answer.status_code == 303
    aid = answer.location.split("/")[2]
    with app.app_context():
        begun = lookup.find(aid)
        assert (begun.company.name, begun.company.corporate_number) == ("有限会社 山手木工", "8000000000001")
        assert (begun.plan, begun.premium, begun.language) == ("basic", 500_000, "ja")
        assert {row.fact for row in begun.profile if row.value} == {"remote_access", "website"}
    assert "有限会社 山手木工" in client.get(answer.location).text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "  ", "会社名を入力してください"),
        ("name", "あ" * 121, "120文字以内"),
        ("name", "\U00010380商店", "\U00010380 (U+10380)"),
        ("industry", "Z", "業種を選んでください"),
        ("industry", "", "業種を選んでください"),
        ("plan", "gold", "プランを選んでください"),
        ("corporate_number", "8000000000002", "どこかの数字が違っています"),
        ("corporate_number", "80000", "13桁すべて"),
        ("contact_email", "yoko@", "メールアドレスは"),
        ("premium", "about a million", "円単位で"),
        ("premium", "-5", "円単位で"),
        ("profile-website", "", "「自社の公開サイト」について、「はい」か「いいえ」"),
        ("version", "x", "画面の状態を確かめられませんでした"),
    ],
)
def test_a_wrong_entry_gets_a_sentence_and_nothing_typed_is_lost(
    client: FlaskClient, field: str, value: str, sentence: str
) -> None:
    page = client.post("/start", data={**START, field: value})
    assert page.status_code == 400
    assert sentence in page.text
    assert "次の点をご確認ください" in page.text
    kept = START | {field: value}
    assert f'value="{kept["contact_name"]}"' in page.text
    assert field == "profile-website" or ("profile-website", "yes") in checked(page)


def test_a_machine_without_japanese_fonts_takes_names_all_the_same(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_installed(text: str) -> tuple[str, ...]:
        raise NoJapaneseFont("BIZ UDPGothic")

    monkeypatch.setattr("assess.web.forms.fields.missing_glyphs", none_installed)
    assert client.post("/start", data=START).status_code == 303


def test_a_missing_field_is_asked_for_and_starts_nothing(app: Flask, client: FlaskClient) -> None:
    page = client.post("/start", data={})
    assert page.status_code == 400
    assert page.text.count("field-error") >= len(START) - 5
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Assessment.id))) == 0


def test_signs_that_a_database_refuses_are_dropped(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/start", data={**START, "name": "山手\x00木工\r\n"})
    with app.app_context():
        assert lookup.find(answer.location.split("/")[2]).company.name == "山手木工"


def test_full_width_digits_and_hyphens_make_a_corporate_number(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/start", data={**START, "corporate_number": "８－００００－００００－０００１"})
    with app.app_context():
        assert lookup.find(answer.location.split("/")[2]).company.corporate_number == "8000000000001"


def test_every_class_that_a_company_can_choose_is_offered(client: FlaskClient) -> None:
    page = client.get("/start").text
    for value in (*INDUSTRIES, *HEADCOUNTS, *SALES):
        assert f'value="{value}"' in page


def test_the_details_are_changed_and_shown_again(draft: Browser) -> None:
    answer = draft.post("details", {**START, "version": draft.version, "name": "新しい名前"})
    assert answer.status_code == 303
    assert 'value="新しい名前"' in draft.get("details").text


def test_details_changed_meanwhile_are_shown_beside_what_was_entered(draft: Browser) -> None:
    before = draft.version
    draft.post("details", {**START, "version": before, "name": "先に保存した名前"})
    page = draft.post("details", {**START, "version": before, "name": "あとの名前"})
    assert page.status_code == 409
    assert 'value="あとの名前"' in page.text
    assert "先に保存した名前" in page.text
    assert draft.read(lambda case: case.company.name) == "先に保存した名前"
    again = re.search(r'name="version"[^>]*value="(\d+)"', page.text)
    assert again
    assert draft.post("details", {**START, "version": again[1], "name": "あとの名前"}).status_code == 303


@pytest.fixture
def secret(app: Flask) -> str:
    """The secret of a fresh invitation."""
    with app.app_context():
        return portfolios.invite(builders.staff(RoleName.AGENT), "みなと印刷 株式会社")[1]


def test_an_invitation_says_who_invites_and_what_the_agent_will_see(client: FlaskClient, secret: str) -> None:
    page = client.get(f"/i/{secret}").text
    for words in ("佐伯 真理", "みなと印刷 株式会社", "代理店に見えるもの", f"/start?invitation={secret}"):
        assert words in page


def test_starting_with_an_invitation_makes_the_company_the_agents_client_once(
    app: Flask, client: FlaskClient, secret: str
) -> None:
    assert 'value="みなと印刷 株式会社"' in client.get(f"/start?invitation={secret}").text
    answer = client.post("/start", data={**START, "invitation": secret})
    with app.app_context():
        assert lookup.find(answer.location.split("/")[2]).agent is not None
    assert client.get(f"/i/{secret}").status_code == 410
    assert client.post("/start", data={**START, "invitation": secret}).status_code == 410
