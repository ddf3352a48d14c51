"""The rooms of staff as a test enters them: through the sign-in, with a browser that keeps cookies."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from assess.extensions import db
from assess.store.models import RoleName
from tests import builders

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Person:
    """Someone on the staff, signed in."""

    email: str
    browser: FlaskClient


def enter(app: Flask, role: RoleName = RoleName.UNDERWRITER, language: str = "en") -> Person:
    """Make an account and sign in with it."""
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        email = builders.staff(role, PASSWORD).email
    browser = app.test_client()
    browser.get(f"/?lang={language}")
    answer = browser.post("/sign-in", data={"email": email, "password": PASSWORD})
    assert answer.status_code == 302, text(answer)
    return Person(email, browser)


def text(answer: TestResponse) -> str:
    """What a reader sees of a page: without tags, spaces put together."""
    body = re.sub(r"<(script|style|title|svg).*?</\1>", " ", answer.get_data(as_text=True), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements that run meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield found
    sa.event.remove(engine, "before_cursor_execute", note)
