"""Who comes back, or switches the language half-way, finds what was there before."""

import datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from assess.cases import lookup
from assess.extensions import db
from assess.store.models import Assessment, Certificate
from tests import builders
from tests.web.company.browser import COMPANY, DECLARED, START, Browser, Owns, certified, checked

SWITCH = {"ja": "?lang=ja&keep=1", "en": "?lang=en&keep=1"}


def test_with_a_draft_at_hand_the_big_button_continues_it(app: Flask, client: FlaskClient) -> None:
    assert 'class="button" href="/start"' in client.get("/").text
    steps = client.post("/start", data=START).location
    page = client.get("/").text
    assert f'class="button" href="{steps}"' in page
    assert 'class="button" href="/start"' not in page


@pytest.mark.parametrize("page", ["", "result", "domains/mail", "declaration", "receipt", "report.pdf", "key"])
def test_ones_own_address_on_another_device_leads_to_the_resume_key(draft: Browser, page: str) -> None:
    elsewhere = draft.app.test_client()
    there, nowhere = elsewhere.get(f"/a/{draft.aid}/{page}"), elsewhere.get(f"/a/{'0' * 32}/{page}")
    assert there.status_code == 404
    assert 'class="button" href="/continue"' in there.text
    assert there.text.replace(draft.aid, "") == nowhere.text.replace("0" * 32, "")


def test_an_expired_certificate_offers_the_renewal_with_what_is_known(owns: Owns) -> None:
    browser = owns(certified)
    with browser.app.app_context():
        past = {"issued_on": datetime.date(2024, 11, 25), "expires_on": datetime.date(2025, 11, 25)}
        db.session.execute(sa.update(Certificate).values(**past))
        db.session.commit()
    renewal = f"/start?from={browser.aid}"
    assert f'href="{renewal}"' in browser.get("receipt").text
    page = browser.client.get(renewal)
    assert ("plan", "wide") in checked(page)
    assert 'value="500,000"' in page.text
    steps = browser.client.post("/start", data={**START, "from": browser.aid}).location
    assert "株式会社 北浜精機" in browser.client.get(steps).text
    with browser.app.app_context():
        begun = lookup.find(steps.split("/")[2])
        assert begun.company.representative == "北浜 大輔"
        assert begun.company_id != lookup.find(browser.aid).company_id
        assert begun.answers == []


def test_nobody_renews_what_another_browser_holds(draft: Browser) -> None:
    stranger = draft.app.test_client()
    assert stranger.get(f"/start?from={draft.aid}").status_code == 404
    assert stranger.post("/start", data={**START, "from": draft.aid}).status_code == 404


def test_switching_the_language_keeps_a_half_filled_start(app: Flask, client: FlaskClient) -> None:
    typed = {"version": "0", "plan": "gold", "premium": "about 5"}
    page = client.post("/start" + SWITCH["en"], data=typed, follow_redirects=True)
    assert page.status_code == 200
    assert page.request.method == "GET"
    assert '<html lang="en">' in page.text
    assert 'value="about 5"' in page.text
    assert "Please check" not in page.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Assessment.id))) == 0


def test_switching_the_language_keeps_a_half_filled_declaration(answered: Browser) -> None:
    told = {name: value for name, value in DECLARED.items() if name != "agreed"}
    page = answered.post("declaration" + SWITCH["en"], told)
    assert page.status_code == 200
    assert 'value="有限会社 山手木工"' in page.text
    assert "field-error" not in page.text
    assert answered.post("declaration" + SWITCH["en"], DECLARED).status_code == 200
    assert answered.read(lambda case: (case.state, case.company.name)) == ("draft", "株式会社 北浜精機")


def test_switching_the_language_keeps_what_was_changed_and_stores_nothing(draft: Browser) -> None:
    before = draft.version
    page = draft.post("details" + SWITCH["en"], {**START, **COMPANY, "version": before})
    assert 'value="有限会社 山手木工"' in page.text
    page = draft.post("domains/mail" + SWITCH["en"], {"version": before, "mail-filtering": "all"})
    assert ("mail-filtering", "all") in checked(page)
    page = draft.post("credits" + SWITCH["en"], {"held": ["isms"]})
    assert ("held", "isms") in checked(page)
    assert draft.version == before


@pytest.mark.parametrize("page", ["details", "declaration", "domains/mail", "credits"])
def test_the_switch_of_a_page_with_a_form_belongs_to_the_form(answered: Browser, page: str) -> None:
    shown = answered.get(f"{page}?lang=ja").text
    assert 'form="main-form" formaction="?lang=en&amp;keep=1" formnovalidate' in shown
    assert shown.count('id="main-form"') == 1


def test_a_page_without_a_form_is_switched_by_a_link(owns: Owns) -> None:
    assert 'href="?lang=en"' in owns(builders.submitted).get("details?lang=ja").text
