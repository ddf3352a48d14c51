"""What the loader says helps whoever writes an edition to mend it at the first try."""

from pathlib import Path

import pytest
import yaml

from scoring import EditionFaults, load_edition
from tests.scoring.planting import ASKED, REMOVE, TARIFF, faults_of
from tests.scoring.writing import small_edition, write

LOCKS = f"{ASKED}: domains.doors.questions.locks"


def test_a_misspelt_key_is_one_fault_and_not_a_missing_one_too(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, (f"{LOCKS}.effort", REMOVE), (f"{LOCKS}.efort", "S"))
    assert "locks.efort: is not a known key;" in fault
    assert "(did you mean effort?)" in fault


def test_a_score_that_cannot_be_asks_nothing_of_the_tiers_above_it(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, (f"{TARIFF}: tiers.t1.score", 172))
    assert fault.startswith("tariff.yaml: tiers.t1.score: is 172; write a whole number of 100 or less")


def test_a_word_like_no_other_is_not_guessed_at(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, (f"{LOCKS}.scale", "zzzz"))
    assert "which is not a scale; there are coverage, written (line 1)" in fault


def test_a_text_that_goes_on_as_a_key_is_explained(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, (f"{LOCKS}.name.known", "to staff"))
    assert "name.known: is not a known key; known here are ja, en; if it goes on the text before the comma" in fault


def test_an_english_text_may_hold_japanese_names(tmp_path: Path) -> None:
    values = small_edition()
    values["questions.yaml"]["title"]["en"] = "Pマーク（プライバシーマーク） of JIPDEC"
    values["questions.yaml"]["notice"]["en"] = "プライバシーマーク"
    with pytest.raises(EditionFaults) as refused:
        load_edition(write(tmp_path, values))
    (fault,) = refused.value.faults
    assert fault.startswith("questions.yaml: notice.en: is 'プライバシーマーク'; that is Japanese")


def test_a_fault_names_the_line_of_its_place_or_of_what_lacks_it(tmp_path: Path) -> None:
    directory = write(tmp_path, small_edition())
    file = directory / TARIFF
    values = {**small_edition()[TARIFF], "cap": 61}
    del values["tiers"]["t1"]["rate"]
    values["tiers"]["t2"]["gates"][1]["plan"] = "wild"
    file.write_text(yaml.safe_dump(values, sort_keys=False), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    with pytest.raises(EditionFaults) as refused:
        load_edition(directory)
    missing, high, plan = refused.value.faults
    assert missing == f"tariff.yaml: tiers.t1.rate: is missing; add it (line {lines.index('  t1:') + 1})"
    assert plan.endswith(f"(line {lines.index('      plan: wild') + 1})")
    assert high.endswith(f"write 60 or less (line {lines.index('cap: 61') + 1})")
