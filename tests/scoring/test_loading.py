"""Loading editions: files, directories, and what a loaded edition knows."""

import hashlib
from pathlib import Path

import pytest

from scoring import Edition, EditionFaults, load_edition, load_editions
from tests.scoring.writing import small_edition, text, write

ASKED, TARIFF, COVERAGE = "questions.yaml", "tariff.yaml", "coverage.yaml"


def test_keys_that_stand_twice_are_refused(tmp_path: Path) -> None:
    directory = write(tmp_path, small_edition())
    file = directory / TARIFF
    file.write_text(file.read_text(encoding="utf-8")[:-1] + ', "cap": 50}', encoding="utf-8")
    with pytest.raises(EditionFaults) as refused:
        load_edition(directory)
    assert refused.value.faults == (
        "tariff.yaml: cap: stands there twice, first in line 1; keep one, or give one another name (line 1)",
    )


@pytest.mark.parametrize("name", [ASKED, TARIFF, COVERAGE])
def test_a_missing_file_is_one_fault_and_no_flood(tmp_path: Path, name: str) -> None:
    directory = write(tmp_path, small_edition())
    (directory / name).unlink()
    with pytest.raises(EditionFaults) as refused:
        load_edition(directory)
    assert refused.value.faults == (f"{name}: the file is missing; give the path of a file that is there",)


def test_a_missing_changelog_is_a_fault(tmp_path: Path) -> None:
    directory = write(tmp_path, small_edition())
    (directory / "CHANGELOG.md").unlink()
    with pytest.raises(EditionFaults, match=r"CHANGELOG\.md: the file is missing; write what changed"):
        load_edition(directory)


def test_faults_of_several_editions_come_together_each_with_its_edition(tmp_path: Path) -> None:
    for name, cap in (("2026-10", 61), ("2027-04", 62)):
        values = small_edition()
        values[ASKED]["edition"] = name
        values[TARIFF]["cap"] = cap
        write(tmp_path, values)
    with pytest.raises(EditionFaults) as refused:
        load_editions(tmp_path)
    assert [fault.split(": ")[0] for fault in refused.value.faults] == [
        "tiny/2026-10/tariff.yaml",
        "tiny/2027-04/tariff.yaml",
    ]


def test_a_directory_without_editions_says_where_they_would_be(tmp_path: Path) -> None:
    with pytest.raises(EditionFaults, match="no edition is here; an edition is <questionnaire>/<year-month>/"):
        load_editions(tmp_path)


def test_editions_are_keyed_by_their_id_in_order(tmp_path: Path) -> None:
    for name in ("2027-04", "2026-10"):
        values = small_edition()
        values[ASKED]["edition"] = name
        write(tmp_path, values)
    assert list(load_editions(tmp_path)) == ["tiny/2026-10", "tiny/2027-04"]


def test_everything_knows_its_id_and_keeps_the_order_of_the_file(edition: Edition) -> None:
    assert list(edition.questions) == ["locks", "keys", "glass", "site"]
    assert [(q.id, q.domain) for q in edition.domains["windows"].questions.values()] == [
        ("glass", "windows"),
        ("site", "windows"),
    ]
    assert edition.accidents["fire"].risk == "loss"
    assert edition.accidents["fire"].sub_risk == "burning"
    assert [option.id for option in edition.questions["locks"].options.values()] == ["none", "some", "all"]
    assert edition.plans["wide"].id == "wide"
    assert edition.glossary["lock"].term.en == "term"
    assert (edition.id, edition.questionnaire, edition.edition) == ("tiny/2026-10", "tiny", "2026-10")
    assert (edition.notice.en, edition.unknown.label.en) == ("notice", "unknown")


def test_files_are_named_with_their_sha256(tmp_path: Path) -> None:
    directory = write(tmp_path, small_edition())
    for name, sha256 in load_edition(directory).files.items():
        assert hashlib.sha256((directory / name).read_bytes()).hexdigest() == sha256


def test_a_question_words_its_options_itself_or_takes_its_scales_words(tmp_path: Path) -> None:
    values = small_edition()
    own = {key: {"label": text(f"own {key}"), "note": text("own")} for key in ("none", "some", "all")}
    values[ASKED]["domains"]["doors"]["questions"]["locks"]["options"] = own
    edition = load_edition(write(tmp_path, values))
    locks, glass = edition.questions["locks"], edition.questions["glass"]
    assert [option.label.en for option in locks.options.values()] == ["own none", "own some", "own all"]
    assert [option.factor for option in locks.options.values()] == [0, 30, 100]
    assert locks.options["all"].note is not None
    assert [option.label.en for option in glass.options.values()] == ["none", "some", "all"]
    assert locks.short_label("all").en == "all"
    assert locks.short_label("unknown").in_("ja") == "unknown(日本語)"


def test_a_text_speaks_japanese_where_nothing_else_is_asked_for(edition: Edition) -> None:
    assert edition.title.in_("en") == "title"
    assert edition.title.in_("ja") == edition.title.in_("fr") == "title(日本語)"
