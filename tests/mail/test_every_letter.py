"""Every letter there is, in both languages. A letter that is not on the list fails."""

import inspect
import pkgutil
import re
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module

import pytest
from flask import Flask

from assess import mail
from assess.mail.asking import Request, asking_letter
from assess.mail.letters import Letter
from assess.mail.links import Link, links_letter
from assess.mail.passwords import PasswordLink, password_letter
from assess.mail.sealing import seal_letter
from assess.texts import formats

TO, BASE = "info@kitahama.example", "https://sonae.example.jp"
UNTIL = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
SECRET = "ABCD2345EFGH6789JKMN"
LINK = Link("Kitahama K.K.", UNTIL, SECRET, UNTIL)
SEAL = '{"number": 7, "cases": 3}\n'
REQUEST = Request("Nakamura", "Kitahama K.K.", ["Who answers?"], SECRET, UNTIL)
LETTERS: dict[str, Callable[[str], Letter]] = {
    "links_letter": lambda language: links_letter(TO, language, [LINK], BASE),
    "password_letter": lambda language: password_letter(TO, language, PasswordLink("M. Saeki", SECRET, UNTIL), BASE),
    "seal_letter": lambda language: seal_letter(TO, language, SEAL, BASE),
    "asking_letter": lambda language: asking_letter(TO, language, REQUEST, BASE),
}
"""Each with what it needs, in letters that are of no language."""

NO_SECRET_IN_A_PATH = re.compile(rf"{BASE}[^\s#]*(?:ABCD|2345|EFGH)")


def _written() -> set[str]:
    """The names of all functions in the room of letters that write one."""
    modules = [import_module(f"assess.mail.{found.name}") for found in pkgutil.iter_modules(mail.__path__)]
    functions = {
        name: function for module in modules for name, function in inspect.getmembers(module, inspect.isfunction)
    }
    return {name for name, function in functions.items() if inspect.signature(function).return_annotation is Letter}


def test_every_letter_is_on_the_list() -> None:
    assert _written() == set(LETTERS)


@pytest.mark.parametrize("language", formats.LANGUAGES)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_written_in_the_language_of_its_reader(app: Flask, name: str, language: str) -> None:
    with app.test_request_context():
        letter = LETTERS[name](language)
    japanese = bool(re.search("[ぁ-ん]", letter.text))
    assert (letter.to, letter.language, japanese) == (TO, language, language == "ja")
    assert letter.subject
    assert "\n" not in letter.subject
    assert letter.text.endswith("\n")


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_leads_here_and_its_code_stands_behind_the_sign_that_no_server_sees(app: Flask, name: str) -> None:
    with app.test_request_context():
        text = LETTERS[name]("en").text
    assert f"{BASE}/" in text
    assert not NO_SECRET_IN_A_PATH.search(text)
