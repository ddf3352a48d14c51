"""What `questionnaires/README.md` shows of measures, costs, particulars and contradictions can be written so."""

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest

from scoring import Edition, Facts, as_options, load_edition, read_facts
from scoring.reading.yaml_file import parse_yaml
from scoring.results.prices import climbing, prices_of
from tests.scoring.writing import credit, domain, question, small_edition, texts, write

README = (Path(__file__).parents[2] / "questionnaires/README.md").read_text(encoding="utf-8")


def shown() -> list[dict[str, Any]]:
    """Every block of YAML in the section on counting."""
    section = README[README.index("## 8. ") :]
    read = [parse_yaml(textwrap.dedent(block).encode()) for block in re.findall(r"```yaml\n(.*?)```", section, re.S)]
    assert [reading.faults for reading in read] == [[] for _ in read]
    return [reading.value for reading in read]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """A small edition with all that the section shows."""
    blocks = shown()
    values = small_edition()
    asked, tariff = values["questions.yaml"], values["tariff.yaml"]
    asked["profile"]["remote_access"] = texts("name", "ask", "help")
    for block in blocks:
        for key in ("scales", "particulars", "contradictions"):
            asked.setdefault(key, {}).update(block.get(key, {}))
        tariff |= {"review": block["review"]} if "review" in block else {}
        tariff["credits"] |= block.get("credits", {})
    (parts,) = [block for block in blocks if "parts" in block]
    (named,) = [block for block in blocks if "which" in block]
    (costs,) = [block for block in blocks if "cost" in block]
    asked["domains"] = {
        "all": domain(
            remote_mfa=question(weight=6, **named, **costs),
            mail=question(weight=2, **parts, cost={"some": {}, "most": {}, "all": {"hours": 3}}),
            restore_test=question("recency", 3, cost={"within-6-months": {"hours": 4}}),
            backup_coverage=question("coverage", 3, cost={"some": {}, "all": {}}),
            locks=question("coverage", 1, cost={"some": {}, "all": {}}),
            keys=question("written", 1, cost={"yes": {}}),
            site=question("written", 1, cost={"yes": {}}),
        )
    }
    for entry in asked["domains"]["all"]["questions"].values():
        del entry["effort"]
        entry.setdefault("cost_because", {"ja": "理由", "en": "reason"})
    tariff["credits"]["no-incidents"] = credit(3)
    return load_edition(write(tmp_path, values))


def test_all_that_the_page_shows_loads(edition: Edition) -> None:
    assert [scale.measure for scale in edition.scales.values()] == [None, None, "share", "parts", "date"]
    assert list(edition.particulars) == ["incidents", "records"]
    assert list(edition.contradictions) == ["calm-with-incidents", "remote-mfa-without-access"]
    assert edition.review.second_signature_from == 45
    assert edition.credits["pledge"].cost is not None
    assert edition.credits["pledge"].cost.hours == 2


def facts(edition: Edition, **answers: object) -> Facts:
    said = {"edition": edition.id, "plan": "wide", "profile": dict.fromkeys(edition.profile, True)}
    named = {question.replace("_", "-"): answer for question, answer in answers.items()}
    return read_facts({**said, "answers": named, "as_of": "2026-08-31"}, {edition.id: edition})


def test_the_figures_that_the_page_works_out_are_those_of_the_engine(edition: Edition) -> None:
    """11 of 12 are most, two of three parts are most, and six months before 31 August is the end of February."""
    counted = facts(
        edition,
        remote_mfa={"has": 11, "of": 12},
        mail={"parts": ["incoming", "spf"]},
        restore_test={"on": "2026-02-28"},
    )
    assert as_options(edition, counted) == {"remote-mfa": "most", "mail": "most", "restore-test": "within-6-months"}
    named = facts(edition, remote_mfa={"has": 1, "of": 2, "which": {"vpn": True, "supplier": False}})
    assert as_options(edition, named) == {"remote-mfa": "most"}
    a_day_less = facts(edition, restore_test={"on": "2026-02-27"})
    assert as_options(edition, a_day_less) == {"restore-test": "within-12-months"}


def test_a_climb_costs_what_the_page_says(edition: Edition) -> None:
    """From some to all: 4 hours, and for 12 people 89,600 yen in the first year."""
    prices = prices_of(edition.questions["remote-mfa"])
    assert prices is not None
    climb = climbing(edition.questions["remote-mfa"], prices, 1, 3)
    assert (climb.hours, climb.first_year(12)) == (4, 89_600)


def test_only_the_highest_of_a_scale_by_date_is_a_target(edition: Edition) -> None:
    targets = {name: option.target for name, option in edition.scales["recency"].options.items()}
    assert [name for name, target in targets.items() if target] == ["within-6-months"]
    assert all(option.target for option in edition.scales["share"].options.values())
