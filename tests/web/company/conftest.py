"""Browsers of companies at the beginning of their assessment and with all answered."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess.cases import assessments
from assess.store.models import Assessment
from tests import builders
from tests.browsers import let_own
from tests.web.company.browser import Browser, Owns


@pytest.fixture
def owns(app: Flask, client: FlaskClient) -> Owns:
    """Make a case with a builder, and let the browser own it."""

    def made(build: Callable[[], Assessment]) -> Browser:
        with app.app_context():
            aid = build().public_id
        let_own(app, client, aid)
        return Browser(client, app, aid)

    return made


@pytest.fixture
def draft(owns: Owns) -> Browser:
    """A draft with no answer yet, of a company that is asked every question."""
    return owns(lambda: assessments.start(builders.details(), "ja"))


@pytest.fixture
def answered(owns: Owns) -> Browser:
    """A draft with the best answer to every question."""
    return owns(builders.answered)
