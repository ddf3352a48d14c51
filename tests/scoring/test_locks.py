"""No discount is above 60 %: two of the three locks, each holding while the other is broken (docs/rules.md § 5)."""

from pathlib import Path

import pytest

from scoring import RATE_LIMIT, EditionFaults, Facts, evaluate, load_edition
from scoring.editions.checks.tariff import HIGHEST_CAP
from tests.scoring.writing import Values, credit, small_edition, tier, write

PERFECT = Facts(
    edition="tiny/2026-10",
    plan="wide",
    profile={"website": True},
    answers={"locks": "all", "keys": "yes", "glass": "all", "site": "yes"},
    credits=("calm",),
)


def generous() -> dict[str, Values]:
    """An edition whose data would give far more than 60 %."""
    values = small_edition()
    values["tariff.yaml"]["cap"] = 100
    values["tariff.yaml"]["tiers"] |= {"t2": tier(80, 90, 100), "t3": tier(100, 95, 100)}
    values["tariff.yaml"]["credits"]["calm"] = credit(50)
    values["tariff.yaml"]["credits_at_most"] = 100
    return values


def test_both_locks_are_set_to_60() -> None:
    assert (RATE_LIMIT, HIGHEST_CAP) == (60, 60)


def test_the_engine_gives_60_even_if_the_loader_lets_an_edition_with_more_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.editions.checks.tariff.HIGHEST_CAP", 100)
    edition = load_edition(write(tmp_path, generous()))
    result = evaluate(edition, PERFECT)
    assert (result.tier, result.uncapped, result.rate, result.limited_by) == ("t3", 145, 60, "cap")
    worst = evaluate(edition, Facts("tiny/2026-10", "wide", {"website": True}, {}, ("calm",)))
    assert [way.rate for way in worst.ways] == [25, 60, 60]


def test_the_loader_refuses_a_cap_above_60_even_if_the_engine_would_give_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.results.rate.RATE_LIMIT", 100)
    with pytest.raises(EditionFaults) as refused:
        load_edition(write(tmp_path, generous()))
    assert (
        "tariff.yaml: cap: is 100, and no discount is ever above 60; write 60 or less (line 1)" in refused.value.faults
    )
    assert "tariff.yaml: tiers.t2.rate: is 90, above the cap; write 60 or less (line 1)" in refused.value.faults
    assert "tariff.yaml: tiers.t2.ceiling: is 100, above the cap; write 60 or less (line 1)" in refused.value.faults


def test_an_edition_may_set_its_own_cap_below_60(tmp_path: Path) -> None:
    values = small_edition()
    values["tariff.yaml"]["cap"] = 45
    values["tariff.yaml"]["tiers"]["t2"] |= {"ceiling": 45}
    values["tariff.yaml"]["credits"]["calm"] = credit(6)
    result = evaluate(load_edition(write(tmp_path, values)), PERFECT)
    assert (result.uncapped, result.rate, result.limited_by) == (46, 45, "cap")
