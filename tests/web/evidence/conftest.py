"""A company whose assessment is answered, in its own browser."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import builders
from tests.web.evidence.browser import Company, opened


@pytest.fixture
def company(app: Flask, client: FlaskClient) -> Company:
    with app.app_context():
        aid = builders.answered().public_id
    return opened(app, client, aid)
