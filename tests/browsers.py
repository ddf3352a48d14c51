"""Browsers that hold assessments, as if they had begun them or come back to them."""

from flask import Flask
from flask.testing import FlaskClient

from assess.cases import holdings, lookup
from assess.store import browsers


def key_to(*aids: str) -> str:
    """The key of a new browser that holds these assessments; needs an application context."""
    browser_id, key = browsers.add({"_permanent": True})
    for aid in reversed(aids):
        holdings.add(browser_id, lookup.find(aid))
    return key


def let_own(app: Flask, client: FlaskClient, *aids: str) -> None:
    """Give a browser these assessments, and take away what it held and remembered before."""
    with app.app_context():
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], key_to(*aids))
