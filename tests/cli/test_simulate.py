"""Makers of editions try a tariff on companies drawn by chance: the same seed, the same figures, and a picture."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from assess.cli import main
from assess.cli.population import KINDS, drawn
from assess.cli.simulation import Simulation, simulated
from scoring import EDGE, Edition, evaluate, load_editions

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
FIRST = "sme-cyber/2026-10"
FEW = 150


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["simulate", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module")
def first() -> Edition:
    return load_editions(QUESTIONNAIRES)[FIRST]


@pytest.fixture(scope="module")
def found(first: Edition) -> Simulation:
    return simulated(first, drawn(first, KINDS["better"], FEW, seed=1))


def test_the_same_seed_draws_the_same_companies(first: Edition) -> None:
    one, again, other = (list(drawn(first, KINDS["average"], 20, seed)) for seed in (7, 7, 8))
    assert one == again
    assert one != other


def test_better_companies_earn_more(first: Edition) -> None:
    rates = {
        name: sum(evaluate(first, facts).rate for facts in drawn(first, kind, FEW, 1)) for name, kind in KINDS.items()
    }
    assert rates["better"] > rates["average"]


def test_every_company_is_counted_once(found: Simulation) -> None:
    assert found.companies == FEW == sum(found.tiers.values()) == sum(found.rates.values())
    assert found.without + found.discounted / FEW == pytest.approx(1)
    assert 0 <= found.at_edge <= found.discounted


def test_an_edge_is_an_answer_that_costs_ten_points_one_step_lower(first: Edition) -> None:
    facts = next(facts for facts in drawn(first, KINDS["better"], FEW, 1) if evaluate(first, facts).tier == "t1")
    alone = simulated(first, [facts])
    falls = []
    for asked, answer in facts.answers.items():
        for lower, higher in pairwise(first.questions[asked].options):
            if higher == answer:
                answers = {**facts.answers, asked: lower}
                worse = type(facts)(facts.edition, facts.plan, facts.profile, answers, facts.credits)
                falls.append(evaluate(first, facts).rate - evaluate(first, worse).rate)
    assert alone.edge == (max(falls) >= EDGE)
    assert alone.brink == (max(falls) == evaluate(first, facts).rate)


def test_the_first_edition_is_known_for_its_edges(found: Simulation) -> None:
    assert found.edge > 0.7


def test_a_gate_that_keeps_nobody_is_named(first: Edition) -> None:
    perfect = [
        type(facts)(facts.edition, facts.plan, facts.profile, {q.id: list(q.options)[-1] for q in asked}, ())
        for facts in drawn(first, KINDS["better"], 1, seed=1)
        for asked in [[q for q in first.questions.values() if q.applies_if is None or facts.profile[q.applies_if]]]
    ]
    idle = simulated(first, perfect).idle_gates
    assert len(idle) == sum(len(tier.gates) for tier in first.tiers.values())


def test_the_command_prints_its_assumptions_and_what_it_found() -> None:
    result = run(FIRST, "--companies", "40")
    assert result.exit_code == 0
    for heading in ("Assumptions", "Tiers", "Rates", "Nothing", "Edges", "Points between", "Gates"):
        assert re.search(f"^{heading}", result.output, re.M)
    assert result.output == run(FIRST, "--companies", "40").output


def test_the_picture_stands_by_itself(tmp_path: Path) -> None:
    picture = tmp_path / "rates.svg"
    assert run(FIRST, "--companies", "40", "--picture", picture).exit_code == 0
    drawing = ElementTree.fromstring(picture.read_bytes())
    bars = [bar for bar in drawing.iter("{http://www.w3.org/2000/svg}rect") if len(bar)]
    shares = [float(bar[0].text.split(": ")[1].rstrip("%")) for bar in bars]  # type: ignore[union-attr]
    assert sum(shares) == pytest.approx(100, abs=len(shares) * 0.05)
    assert "href" not in picture.read_text(encoding="utf-8")


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    assert run("sme-cyber/1999-01").exit_code == 2
    result = run(FIRST, "--companies", "1", "--picture", tmp_path / "absent" / "rates.svg")
    assert (result.exit_code, "cannot be written" in result.output) == (2, True)
