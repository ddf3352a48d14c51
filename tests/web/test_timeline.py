"""The timeline of a case has words for everything that can happen to it, in both languages."""

import re

import pytest
from flask import Flask

from assess import clock
from assess.store.models import Action, Event
from assess.underwriting import verification
from assess.web.views.underwriter.dossier import Dossier
from assess.web.views.underwriter.timeline import Teller
from tests import builders

DATA = {
    "agent": "agent@kitahama.example",
    "answers": {"training": {"option": "never"}},
    "domain": "identity",
    "holder": "T. Nakamura",
    "item": "training",
    "items": [["answer", "training"]],
    "kind": "query",
    "name": "list.pdf",
    "number": "SC-2026-000001-7",
    "rate": 45,
    "reply": "See the list.",
    "subject": "answer",
    "title": "CEO",
}
"""All that any of the events tells."""


def say(app: Flask, action: Action, language: str) -> str:
    with app.test_request_context(f"/?lang={language}"):
        case = verification.case(builders.submitted().public_id)
        event = Event(at=clock.now(), actor="sign@kitahama.example", action=action.value, sequence=1, data=DATA)
        return Teller(Dossier(case, builders.staff())).sentence(event)


@pytest.mark.parametrize("action", list(Action))
def test_whatever_happens_has_words_in_both_languages(app: Flask, action: Action) -> None:
    english, japanese = say(app, action, "en"), say(app, action, "ja")
    assert " " in english
    assert not re.search("[ぁ-ん]", english)
    assert re.search("[ぁ-ん]", japanese)
