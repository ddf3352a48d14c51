"""What a verdict, a pile and a role need elsewhere: words in both languages, colours, a place. Each is walked."""

import re
from typing import Any, cast, get_args

import pytest
from flask import Flask, url_for
from markupsafe import Markup

from assess.config import ROOT
from assess.documents.paper import VERDICTS
from assess.store.models import RoleName, Subject, VerdictKind
from assess.texts import formats
from assess.underwriting import verification
from assess.underwriting.queues import Pile
from assess.web.views import account
from scoring.records.shape import Kind
from tests.rooms import enter

LOOK = "".join(path.read_text("utf-8") for path in sorted((ROOT / "assess" / "static").glob("*.css")))


def macro(app: Flask, template: str, name: str, language: str, *given: Any, **more: Any) -> Markup:
    """What a macro of a component makes, in a language."""
    with app.test_request_context(f"/?lang={language}"):
        context = {"language": language}
        return cast(Markup, getattr(app.jinja_env.get_template(template).make_module(context), name)(*given, **more))


@pytest.mark.parametrize("language", formats.LANGUAGES)
def test_every_verdict_has_a_word_of_its_own(app: Flask, language: str) -> None:
    kinds = [*VerdictKind, None]
    words = {str(macro(app, "components/marks.html", "verdict_word", language, kind)).strip() for kind in kinds}
    assert len(words) == len(kinds)
    assert all(bool(re.search("[ぁ-んァ-ヶ一-龠]", word)) is (language == "ja") for word in words)


@pytest.mark.parametrize("kind", list(VerdictKind))
def test_every_verdict_has_a_colour_on_the_list_and_on_its_card(kind: VerdictKind) -> None:
    assert re.search(rf"\.mark-{kind}\b", LOOK)
    assert re.search(rf"\.option-{kind}\b", LOOK)


def test_every_verdict_is_counted_above_the_case(app: Flask) -> None:
    counted = macro(app, "components/review.html", "tally", "en", 4, dict.fromkeys(VerdictKind, 1))
    assert set(re.findall(r'class="mark-(\w+)"', counted)) == set(VerdictKind)


ASKED_AS = {subject: subject.value for subject in Subject} | {Subject.IDENTITY: "number"}
"""What the page of an item asks by; of who a company is, only its number can be left out."""


@pytest.mark.parametrize("subject", list(Subject))
def test_each_item_is_offered_just_the_verdicts_that_can_be_given_on_it(app: Flask, subject: Subject) -> None:
    cards = macro(app, "components/review.html", "verdicts", "en", kind=ASKED_AS[subject])
    assert set(re.findall(r'value="(\w+)"', cards)) == verification.GIVEN_ON[subject]
    assert len(set(re.findall(r"accesskey|data-key=\"(\d)\"", cards))) == len(verification.GIVEN_ON[subject])


def test_records_and_papers_know_every_verdict_that_is_final() -> None:
    """A query is none: it goes back to the company (docs/rules.md § 9)."""
    final = set(VerdictKind) - {VerdictKind.QUERY}
    assert set(get_args(Kind)) == set(VERDICTS) == final


def test_every_pile_is_listed_and_every_role_has_a_home(app: Flask) -> None:
    page = enter(app).browser.get("/underwriter/").text
    assert set(re.findall(r"[?&;]pile=(\w+)", page)) == set(Pile)
    assert set(account.HOMES) == set(RoleName)
    with app.test_request_context():
        assert all(url_for(home) for home in account.HOMES.values())
