"""One call sends a letter, and whatever becomes of it, what it tells of stands."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

import assess
from assess.cases import assessments, lookup
from assess.mail.letters import Letter
from assess.mail.telling import tell
from assess.store.models import Assessment, State
from tests import builders
from tests.mailbox import Mailbox, mailbox

ADDRESS = "kishimoto@kitahama.example"


def receipt_letter(to: str, language: str, receipt: str, base_url: str) -> Letter:
    return Letter(to, language, "備え診断", "受付", f"{receipt} {base_url}")


def broken_letter(to: str, language: str, receipt: str, base_url: str) -> Letter:
    raise KeyError(receipt)


@pytest.fixture
def box(any_app: Flask) -> Iterator[Mailbox]:
    with mailbox() as opened:
        any_app.extensions["settings"] = replace(any_app.extensions["settings"], mail=opened.settings())
        yield opened


def handed_in(language: str = "ja", email: str | None = ADDRESS) -> Assessment:
    case = builders.answered(contact_email=email)
    return assessments.submit(case.public_id, "北浜 大輔", "代表取締役", language)


def test_a_letter_goes_to_the_contact_of_the_case(box: Mailbox) -> None:
    case = handed_in()
    assert tell(case, receipt_letter, case.receipt or "")
    assert box.recipients == [[ADDRESS]]
    assert (case.receipt or "none") in box.text()
    assert box.mails[0]["Content-Language"] == case.language


def test_without_an_address_nothing_is_sent(box: Mailbox) -> None:
    assert not tell(handed_in(email=None), receipt_letter, "A-1")
    assert box.mails == []


@pytest.mark.usefixtures("any_app")
def test_without_a_server_nothing_is_sent_and_the_case_stands() -> None:
    case = handed_in()
    assert not tell(case, receipt_letter, "A-1")
    assert lookup.find(case.public_id).state == State.SUBMITTED


def test_a_letter_that_cannot_be_written_or_sent_takes_nothing_back(
    box: Mailbox, any_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    case = handed_in()
    assert not tell(case, broken_letter, "A-1")
    with mailbox() as gone:
        any_app.extensions["settings"] = replace(any_app.extensions["settings"], mail=gone.settings())
    assert not tell(case, receipt_letter, "A-1")
    assert lookup.find(case.public_id).state == State.SUBMITTED
    assert ADDRESS not in caplog.text


def test_letters_are_sent_only_after_what_they_tell_of_was_committed() -> None:
    for file in Path(assess.__file__).parent.rglob("*.py"):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                assert _tells_last(function), f"{file.name}: {function.name}"


def _tells_last(function: ast.FunctionDef) -> bool:
    calls = [(ast.unparse(node.func), node.lineno) for node in ast.walk(function) if isinstance(node, ast.Call)]
    commits = [line for called, line in calls if called == "db.session.commit"]
    return all(line > max(commits, default=0) for called, line in calls if called.split(".")[-1] in ("tell", "tell_at"))
