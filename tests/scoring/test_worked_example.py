"""The next edition is made as `questionnaires/README.md` shows it, word for word."""

import re
import shutil
from pathlib import Path

import pytest

from scoring import changes, evaluate, load_edition, load_facts, new_edition

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
README = (QUESTIONNAIRES / "README.md").read_text(encoding="utf-8")
OLD, NEW = "sme-cyber/2026-12", "sme-cyber/2027-04"


def block(start: str) -> str:
    """The YAML of the page that begins so."""
    (found,) = [part for part in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if part.lstrip().startswith(start)]
    return str(found).rstrip("\n")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The editions, with the one that the page makes: a question more and a tier changed."""
    shutil.copytree(QUESTIONNAIRES / OLD, tmp_path / OLD)
    directory = new_edition(tmp_path, "sme-cyber", "2027-04")
    questions, tariff = directory / "questions.yaml", directory / "tariff.yaml"
    head, people, tail = questions.read_text(encoding="utf-8").partition("\n  people:")
    added = f"{block('payment-confirmation:')}\n{block('options:')}\n"
    questions.write_text(f"{head.rstrip()}\n{added}{people}{tail}", encoding="utf-8")
    head, tier, tail = tariff.read_text(encoding="utf-8").partition("\n  t3:")
    gate = re.search(r"gates:\n(      - question: payment-confirmation\n.*\n.*\n)", block("t3:"))
    assert gate
    tail = tail.replace("score: 55", "score: 60", 1).replace("gates:\n", gate[0], 1)
    tariff.write_text(head + tier + tail, encoding="utf-8")
    return tmp_path


def test_the_differences_are_those_that_the_page_shows(made: Path) -> None:
    lines = changes(load_edition(made / OLD), load_edition(made / NEW))
    shown = re.search(r"    question payment-confirmation: added.*?\n\n", README, re.DOTALL)
    assert shown
    told = [line.strip() for line in shown[0].splitlines() if line.strip() and line.strip() != "…"]
    assert [line for line in lines if line in told] == told


def test_the_score_is_the_one_that_the_page_reckons_by_hand(made: Path) -> None:
    (made / "facts.yaml").write_text(block("edition:"), encoding="utf-8")
    edition = load_edition(made / NEW)
    facts = load_facts(made / "facts.yaml", {NEW: edition})
    score = evaluate(edition, facts).score
    assert (score.points, score.possible, score.percent) == (660, 9900, "6.6")
    assert f"{score.points} of {score.possible} points are {score.percent}" in README
