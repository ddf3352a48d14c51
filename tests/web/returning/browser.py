"""What is read and pressed on the pages of coming back and of colleagues."""

import re
import time

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess.cases import lookup
from tests.mailbox import Mailbox

ADDRESS = "kishimoto@kitahama.example"
HOLDER = "田中 一郎"
SECRET = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")


def secret_in(answer: TestResponse) -> str:
    found = SECRET.search(answer.text)
    assert found is not None
    return found[0]


def new_key(owner: FlaskClient, aid: str) -> str:
    return secret_in(owner.post(f"/a/{aid}/key", follow_redirects=True))


def arrived(box: Mailbox, count: int = 1) -> list[str]:
    """Wait for what is sent beside the answer, and return the codes of the last letter."""
    for _ in range(100):
        if len(box.mails) >= count:
            return SECRET.findall(box.text())
        time.sleep(0.05)
    raise AssertionError("no mail")


def asked(owner: FlaskClient, aid: str, domain: str = "identity") -> str:
    answer = owner.post(f"/a/{aid}/colleagues", data={"domain": domain, "holder": HOLDER}, follow_redirects=True)
    return secret_in(answer)


def stored(app: Flask, aid: str) -> dict[str, tuple[str | None, str]]:
    with app.app_context():
        return {row.question: (row.option, row.answered_by) for row in lookup.find(aid).answers}


def version(app: Flask, aid: str) -> int:
    with app.app_context():
        return lookup.find(aid).version
