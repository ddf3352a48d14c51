"""Other makers' forms on our pages and papers: everything that a company sees of them renders, in both languages."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess.cases import answers, assessments
from assess.documents import Language, render_report
from assess.papers import report_paper
from assess.papers.book import book_paper
from assess.papers.report_head import ReportHead
from assess.texts import editions
from scoring import Edition, Facts, evaluate, load_edition, publish, read_facts
from tests import builders
from tests.browsers import let_own
from tests.conftest import FIRST_EDITION
from tests.documents.reading import text, words
from tests.documents.samples import ISSUER

HERE = Path(__file__).parent
NAMES = ("self-check-25", "baseline-certification", "two-scores", "supplemental")
EDITIONS: Mapping[str, Edition] = {name: load_edition(HERE / name / "2026-12") for name in NAMES}
PAGES = ("", "credits", "result", "result?by=yen", "to-ask", "declaration", "report.pdf")


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def served(app: Flask, name: str, tmp_path: Path) -> Iterator[Edition]:
    """The edition as the one that the service offers, under the name of its questionnaire."""
    place = tmp_path / "questionnaires" / "sme-cyber" / "2026-12"
    shutil.copytree(HERE / name / "2026-12", place)
    asked = (place / "questions.yaml").read_text(encoding="utf-8")
    (place / "questions.yaml").write_text(asked.replace(f"questionnaire: {name}", "questionnaire: sme-cyber"), "utf-8")
    publish(tmp_path / "questionnaires", "sme-cyber/2026-12")
    with app.app_context():
        editions.load(tmp_path / "questionnaires")
        yield editions.latest()
    editions.load(FIRST_EDITION)


def started(edition: Edition, place: int | None) -> str:
    """A draft in which every question has the option at a place, or is not known."""
    draft = assessments.start(builders.details(plan=next(iter(edition.plans))), "ja")
    said = {q.id: "unknown" if place is None else list(q.options)[place] for q in edition.questions.values()}
    answers.save(draft.public_id, draft.version, said)
    return draft.public_id


@pytest.mark.parametrize("place", [0, -1, None])
def test_every_page_of_a_company_renders(
    served: Edition, app: Flask, client: FlaskClient, language: Language, place: int | None
) -> None:
    aid = started(served, place)
    let_own(app, client, aid)
    asked = [f"domains/{domain}" for domain in served.domains] + ["particulars"] * bool(served.particulars)
    for page in (*PAGES, *asked):
        mark = "&" if "?" in page else "?"
        answer = client.get(f"/a/{aid}/{page}{mark}lang={language}", follow_redirects=True)
        assert answer.status_code == 200, page
    assert client.get(f"/questions?lang={language}").status_code == 200


def test_the_result_says_what_the_edition_calls_its_tiers_and_advises_no_more_than_can_be_done(
    served: Edition, app: Flask, client: FlaskClient
) -> None:
    aid = started(served, 0)
    let_own(app, client, aid)
    page = client.get(f"/a/{aid}/result?lang=ja").text
    for tier in served.tiers.values():
        assert tier.name.ja in page
    for question in served.questions.values():
        for option in question.options.values():
            if not option.target:
                assert f'value="{question.id}:{option.id}" checked' not in page


def worst(edition: Edition) -> Facts:
    said = {
        "edition": edition.id,
        "plan": next(iter(edition.plans)),
        "profile": dict.fromkeys(edition.profile, True),
        "answers": {question.id: next(iter(question.options)) for question in edition.questions.values()},
        "as_of": "2026-12-01",
    }
    return replace(read_facts(said, {edition.id: edition}), people=12)


def test_the_report_prints_every_way_and_advises_nothing_that_cannot_be_done(
    name: str, language: Language, tmp_path: Path
) -> None:
    edition = EDITIONS[name]
    facts = worst(edition)
    head = ReportHead(company="Kitahama Seiki K.K.", number="A-2026-000482", as_of=date(2026, 12, 1))
    paper = report_paper(edition, facts, evaluate(edition, facts), head, ISSUER, language)
    told = words(text(render_report(paper, language), tmp_path))
    assert paper.changes
    for change in paper.changes:
        assert words(change.action) in told
    for particular in edition.particulars.values():
        assert particular.name.in_(language) not in [change.action for change in paper.changes]


def test_its_tariff_book_can_be_made(name: str, language: Language) -> None:
    edition = EDITIONS[name]
    paper = book_paper(edition, language, published=False, made_on=date(2026, 12, 1))
    assert len([question for domain in paper.domains for question in domain.questions]) == len(edition.questions)
