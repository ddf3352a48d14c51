"""Who runs the service and what the answers are is said alike on every page and paper, by one setting of the issuer."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from assess import create_app
from assess.config import IssuerSettings, SettingFault, Settings
from assess.documents import Language
from tests.rooms import text

ABOUT = ("operator", "privacy", "terms", "accessibility")
ADOPTED = {"ja": "保険会社がおたずねする告知事項です", "en": "asks to be disclosed (kokuchi jiko)"}
NOT = {"ja": "告知書に代わるものではありません", "en": "do not take the place of the insurer’s proposal form"}


@pytest.mark.parametrize("page", ["/", "/questions", "/verify", "/start", "/sign-in"])
def test_every_foot_leads_to_the_pages_about_the_service(app: Flask, page: str) -> None:
    found = app.test_client().get(page).text
    for name in ABOUT:
        assert f'href="/about/{name}"' in found


def test_they_name_the_issuer_and_whom_to_ask(app: Flask) -> None:
    named = IssuerSettings(name_ja="北海損保", contact_ja="引受部 01-2345", privacy_ja="個人情報相談室 01-6789")
    told = create_app(replace(app.extensions["settings"], issuer=named)).test_client()
    for name, said in (("operator", "引受部 01-2345"), ("privacy", "個人情報相談室 01-6789"), ("terms", "北海損保")):
        assert said in text(told.get(f"/about/{name}?lang=ja"))
    unnamed = text(app.test_client().get("/about/privacy?lang=ja"))
    assert IssuerSettings().contact_ja in unnamed


@pytest.mark.parametrize("adopted", [True, False])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_one_setting_says_everywhere_whether_answers_are_disclosures(
    app: Flask, adopted: bool, language: Language
) -> None:
    browser = create_app(replace(app.extensions["settings"], adopts_answers=adopted)).test_client()
    said, unsaid = (ADOPTED, NOT) if adopted else (NOT, ADOPTED)
    for page in ("/", "/about/terms"):
        found = text(browser.get(f"{page}?lang={language}"))
        assert said[language] in found
        assert unsaid[language] not in found


def test_a_disclosure_that_nobody_knows_stops_the_start(tmp_path: Path) -> None:
    environment = {"ASSESS_INSTANCE": str(tmp_path), "ASSESS_DISCLOSURE": "perhaps"}
    with pytest.raises(SettingFault, match="ASSESS_DISCLOSURE is 'perhaps'; it must be adopted or not"):
        Settings.from_environment(environment)
    environment["ASSESS_DISCLOSURE"] = "adopted"
    assert Settings.from_environment(environment).adopts_answers
