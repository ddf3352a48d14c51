"""The company takes away a copy of each declaration, in its language, and nobody else does."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess.cases import copies, lookup
from tests import builders
from tests.browsers import let_own
from tests.documents import reading
from tests.rooms import text

SAID = {
    "ja": ("申告内容の控え", "数え方", "北浜大輔", "入力：会社"),
    "en": ("Copyofthedeclaration", "Howitiscounted", "北浜大輔", "Enteredbythecompany"),
}


@pytest.fixture
def aid(app: Flask, client: FlaskClient) -> str:
    with app.app_context():
        made = builders.submitted().public_id
    let_own(app, client, made)
    return made


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_copy_is_on_the_page_that_says_where_the_case_stands(
    app: Flask, client: FlaskClient, aid: str, language: str, tmp_path: Path
) -> None:
    page = client.get(f"/a/{aid}/receipt?lang={language}").get_data(as_text=True)
    assert f"/a/{aid}/declarations/1.pdf" in page
    answer = client.get(f"/a/{aid}/declarations/1.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    printed = reading.words(reading.text(answer.data, tmp_path))
    with app.app_context():
        sha256 = copies.of(lookup.find(aid), 1).signed.sha256
    for said in (*SAID[language], sha256):
        assert said in printed


def test_a_copy_of_what_was_not_declared_is_not_there(client: FlaskClient, aid: str) -> None:
    assert client.get(f"/a/{aid}/declarations/2.pdf").status_code == 404
    assert "no such page" in text(client.get(f"/a/{aid}/declarations/0.pdf?lang=en"))
