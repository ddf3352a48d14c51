"""The browsers of the company, of a stranger, and of a colleague who was asked."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess.cases import assessments
from tests import builders
from tests.browsers import let_own
from tests.mailbox import Mailbox, mailbox
from tests.web.returning.browser import ADDRESS, asked


@pytest.fixture
def aid(app: Flask) -> str:
    with app.app_context():
        return assessments.start(builders.details(contact_email=ADDRESS), "ja").public_id


@pytest.fixture
def owner(app: Flask, client: FlaskClient, aid: str) -> FlaskClient:
    let_own(app, client, aid)
    client.get("/?lang=en")
    return client


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    browser.get("/?lang=en")
    return browser


@pytest.fixture
def box(app: Flask) -> Iterator[Mailbox]:
    """A mail server that the application sends through."""
    with mailbox() as made:
        app.extensions["settings"] = replace(app.extensions["settings"], mail=made.settings())
        yield made


@pytest.fixture
def colleague(owner: FlaskClient, stranger: FlaskClient, aid: str) -> FlaskClient:
    """A browser in which a colleague opened the domain "identity"."""
    answer = stranger.post("/colleague", data={"code": asked(owner, aid)})
    assert answer.headers["Location"] == f"/colleague/{aid}/identity"
    return stranger
