"""One link for all that is open: whoever is asked answers in any domain and adds files; the company sees by whom."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess import clock
from assess.cases import evidence, lookup, passes
from tests import builders, files
from tests.browsers import let_own
from tests.mailbox import Mailbox, mailbox
from tests.rooms import text

SUPPLIER = "港北システム 中村 健"
SECRET = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")
OPEN = {"remote-mfa": "unknown", "log-retention": "unknown"}


@pytest.fixture
def aid(app: Flask) -> str:
    with app.app_context():
        return builders.answered(OPEN).public_id


@pytest.fixture
def owner(app: Flask, client: FlaskClient, aid: str) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    let_own(app, client, aid)
    return client


@pytest.fixture
def box(app: Flask) -> Iterator[Mailbox]:
    with mailbox() as made:
        app.extensions["settings"] = replace(app.extensions["settings"], mail=made.settings())
        yield made


def ask(owner: FlaskClient, aid: str, **more: str) -> TestResponse:
    data = {"domain": "open", "holder": SUPPLIER, **more}
    return owner.post(f"/a/{aid}/colleagues", data=data, follow_redirects=True)


@pytest.fixture
def supplier(app: Flask, owner: FlaskClient, aid: str) -> FlaskClient:
    """The browser of somebody who opened the link."""
    browser = app.test_client()
    code = SECRET.search(ask(owner, aid).text)
    assert code is not None
    answer = browser.post("/colleague", data={"code": code[0]})
    assert answer.headers["Location"] == f"/colleague/{aid}/"
    return browser


def send(supplier: FlaskClient, aid: str, item: str, **more: object) -> TestResponse:
    data = {"file": (io.BytesIO(files.png()), "ログ 設定.png"), "held_good_on": clock.today().isoformat()}
    return supplier.post(f"/colleague/{aid}/evidence/answer/{item}", data=data, **more)


def test_one_link_opens_the_open_questions_of_every_domain_and_nothing_else(supplier: FlaskClient, aid: str) -> None:
    page = supplier.get(f"/colleague/{aid}/")
    chosen = set(re.findall(r'type="radio" name="([^"]+)"', page.text))
    assert chosen == {"remote-mfa", "log-retention"}
    for elsewhere in (f"/a/{aid}/result", f"/colleague/{aid}/identity", f"/a/{aid}/"):
        assert supplier.get(elsewhere).status_code == 404


def test_what_the_supplier_answers_bears_the_name_and_can_be_corrected(
    app: Flask, supplier: FlaskClient, aid: str
) -> None:
    for option in ("most", "all"):
        with app.app_context():
            version = lookup.find(aid).version
        answer = supplier.post(f"/colleague/{aid}/", data={"version": version, "log-retention": option})
        assert answer.headers["Location"] == f"/colleague/{aid}/"
    with app.app_context():
        said = {row.question: (row.option, row.answered_by) for row in lookup.find(aid).answers}
    assert said["log-retention"] == ("all", SUPPLIER)
    assert "log-retention" in supplier.get(f"/colleague/{aid}/").text


def test_a_file_of_the_supplier_stands_at_the_answer_with_the_name(
    app: Flask, owner: FlaskClient, supplier: FlaskClient, aid: str
) -> None:
    answer = send(supplier, aid, "log-retention")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/colleague/{aid}/#log-retention")
    with app.app_context():
        (row,) = evidence.listed(lookup.find(aid))["answer", "log-retention"]
        assert (row.name, row.added_by) == ("ログ 設定.png", SUPPLIER)
    assert SUPPLIER in text(owner.get(f"/a/{aid}/domains/response"))
    assert supplier.get(f"/colleague/{aid}/evidence/{row.public_id}").status_code == 200


def test_the_supplier_sees_and_removes_only_own_files(app: Flask, supplier: FlaskClient, aid: str) -> None:
    with app.app_context():
        own = evidence.add(aid, "answer", "log-retention", "社内.png", files.png(), clock.today()).public_id
    assert "社内.png" not in supplier.get(f"/colleague/{aid}/").text
    assert supplier.get(f"/colleague/{aid}/evidence/{own}").status_code == 404
    assert supplier.post(f"/colleague/{aid}/evidence/{own}/remove").status_code == 404
    assert send(supplier, aid, "training").status_code == 404
    assert send(supplier, aid, "remote-mfa").status_code == 303
    with app.app_context():
        (row,) = evidence.listed(lookup.find(aid))["answer", "remote-mfa"]
    assert supplier.post(f"/colleague/{aid}/evidence/{row.public_id}/remove").status_code == 303
    with app.app_context():
        assert list(evidence.listed(lookup.find(aid))) == [("answer", "log-retention")]


def test_the_link_can_be_mailed_from_here_with_the_questions(owner: FlaskClient, aid: str, box: Mailbox) -> None:
    page = ask(owner, aid, email="nakamura@kohoku.example")
    assert box.recipients == [["nakamura@kohoku.example"]]
    letter = box.mails[0].get_content()
    assert SECRET.search(letter) is not None
    assert "1. " in letter and "2. " in letter and "記録（ログ）を90日以上" in letter
    assert "nakamura@kohoku.exampleへ送りました" in text(page)


def test_nobody_is_flooded_with_mail_through_us(owner: FlaskClient, aid: str, box: Mailbox) -> None:
    for _ in range(passes.ASKED_BY_MAIL_AN_HOUR):
        ask(owner, aid, email="nakamura@kohoku.example")
    page = ask(owner, aid, email="nakamura@kohoku.example")
    assert len(box.mails) == passes.ASKED_BY_MAIL_AN_HOUR
    assert "この1時間に送れる数に達した" in text(page)


def test_without_our_mail_ones_own_program_gets_a_short_text(owner: FlaskClient, aid: str) -> None:
    page = ask(owner, aid)
    assert 'name="email"' not in page.text
    link = re.search(r'href="mailto:\?subject=[^"&]+&amp;body=([^"]+)"', page.text)
    assert link is not None and len(link[0]) < 2000
    assert SECRET.search(unquote(link[1])) is not None
