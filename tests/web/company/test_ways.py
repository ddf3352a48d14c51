"""Card, picture, what-if and report say the same of a way, whatever was answered; none works anything out itself."""

import random
import re
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from assess.cases import facts, lookup
from assess.documents import Issuer
from assess.papers import report_paper
from assess.papers.report_head import ReportHead
from assess.texts import editions
from scoring import Edition, Facts, evaluate
from tests import builders
from tests.web.company.browser import Owns

ISSUED_BY = Issuer("見本損害保険株式会社", "Sample Insurance", "電話", "Telephone", "見本")
NAMED = {"endpoint-defence": "edr-most", "cloud-mfa": "most"}
"""All the best but two: the way to the next tier reaches the one above it too."""


def answers_by_chance(seed: int) -> dict[str, str]:
    """Answers of a company, from nearly the best to nearly the worst."""
    chance, book = random.Random(seed), editions.latest()
    changed = chance.sample(list(book.questions.values()), chance.randrange(1, len(book.questions)))
    return {question.id: chance.choice([*question.options, "unknown"]) for question in changed}


STATES = [NAMED, {"endpoint-defence": "none"}, {}, *range(12)]


def rates(pattern: str, page: str) -> set[tuple[str, int]]:
    """The tiers with their rates that a part of the page names."""
    return {(tier.strip(), int(rate)) for tier, rate in re.findall(pattern, page)}


@pytest.mark.parametrize("state", STATES, ids=str)
def test_all_four_places_say_what_evaluate_gives_once_the_way_is_gone(app: Flask, owns: Owns, state: object) -> None:
    changes = answers_by_chance(state) if isinstance(state, int) else state
    browser = owns(lambda: builders.answered(changes, ("isms",), premium=500_000))  # type: ignore[arg-type]
    with app.app_context():
        said = facts.stated(lookup.find(browser.aid))
        book = editions.edition(said.edition)
        result = evaluate(book, said)
        ways = [way for way in result.ways if not way.blocked_by]
    for way in ways:
        gone = evaluate(book, replace(said, answers={**said.answers, **{c.question: c.to for c in way.changes}}))
        name = book.tiers[gone.tier].name.ja
        page = browser.get(f"result?way={way.tier}").text
        assert rates(r'class="way-tier">(\S+) (\d+)%', page) == {(name, gone.rate)}
        assert rates(r'class="ramp-word-ahead"[^>]*>(\S+) (\d+)%', page) == {(name, gone.rate)}
        tried = text_of(page, r'class="tried-rate">(.*?)</p>')
        assert f"{gone.rate} %" in tried and name in tried
        saved = f"{said.premium * (gone.rate - result.rate) // 100:,}円"  # type: ignore[operator]
        assert page.count(saved) >= 2 or gone.rate == result.rate
        assert (way.reaches, way.rate) == (gone.tier, gone.rate)
    assert report_says(book, said) == [(book.tiers[way.tier].name.ja, way.rate, way.saves_yen) for way in ways]
    assert len({way.changes for way in ways}) == len(ways)


def text_of(page: str, pattern: str) -> str:
    found = re.search(pattern, page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def report_says(book: Edition, said: Facts) -> list[tuple[str, int, int | None]]:
    """The ways of the report, and that its picture marks the tier of the nearest."""
    paper = report_paper(
        book,
        said,
        evaluate(book, said),
        ReportHead(company="株式会社 北浜精機", number="A-2026-000001", as_of=date(2026, 11, 25)),
        ISSUED_BY,
        "ja",
    )
    ways = [(way.tier, way.rate, way.saves) for way in paper.ways if way.changes]
    marked = [step.name for step in paper.steps if step.state == "next"]
    assert marked == [name for name, _, _ in ways[:1]]
    return ways


def test_the_case_that_was_found_is_one_way_to_the_tier_that_it_reaches(owns: Owns) -> None:
    page = owns(lambda: builders.answered(NAMED)).get("result").text
    assert rates(r'class="way-tier">(\S+) (\d+)%', page) == {("高度", 40)}
    assert "への道" not in text_of(page, r'class="other-ways[^>]*>(.*?)</p>')
