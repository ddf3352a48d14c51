"""Making, comparing and publishing editions."""

import json
import shutil
from pathlib import Path

import pytest

from scoring import (
    EditionFaults,
    changes,
    check_editions,
    load_edition,
    load_editions,
    load_published,
    new_edition,
    publish,
    published_faults,
    schemas,
    sound_editions,
)
from scoring.editions.schema import HEAD, schema_name
from tests.scoring.writing import give_reasons, small_edition, text, write

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
FILES = ("questions.yaml", "tariff.yaml", "coverage.yaml")


def test_no_published_file_was_changed() -> None:
    assert published_faults(QUESTIONNAIRES) == []


def test_every_shipped_edition_but_the_latest_is_published() -> None:
    listed = (QUESTIONNAIRES / "PUBLISHED").read_text(encoding="utf-8")
    for questionnaire in {edition.questionnaire for edition in load_editions(QUESTIONNAIRES).values()}:
        names = sorted(path.parent.name for path in (QUESTIONNAIRES / questionnaire).glob("*/questions.yaml"))
        for name in names[:-1]:
            assert f"  {questionnaire}/{name}/questions.yaml" in listed


def test_the_committed_schemas_are_those_of_the_models() -> None:
    for name, written in schemas().items():
        assert (QUESTIONNAIRES / "schemas" / name).read_text(encoding="utf-8") == written, "run `assess schema`"


@pytest.mark.parametrize("name", FILES)
def test_each_file_names_its_schema_so_that_editors_check_while_one_types(name: str) -> None:
    for directory in QUESTIONNAIRES.glob("*/*-*"):
        first = (directory / name).read_text(encoding="utf-8").splitlines()[0]
        assert first == HEAD.format(schema_name(name))
        assert (directory / first.split("=")[1]).resolve().is_file()


def test_a_schema_knows_keys_limits_and_what_may_be_left_out() -> None:
    schema = json.loads(schemas()["questions.schema.json"])
    entry = schema["$defs"]["QuestionEntry"]
    assert entry["additionalProperties"] is False
    assert entry["properties"]["weight"]["minimum"] == 1
    assert entry["properties"]["effort"]["enum"] == ["S", "M", "L"]
    assert entry["properties"]["evidence"]["description"] == "What a reviewer will want to see."
    assert "applies_if" not in entry["required"]
    assert {"because", "cost", "cost_because", "parts", "unit"} <= entry["properties"].keys()
    assert schema["$defs"]["ScaleEntry"]["properties"]["measure"]["enum"] == ["share", "parts", "date"]
    assert schema["$defs"]["CostEntry"]["properties"]["who"]["enum"] == ["self", "supplier"]
    assert {"at_least", "at_most", "particulars"} <= schema["$defs"]["ContradictionEntry"]["properties"].keys()
    assert {"details_if", "refer_if"} <= schema["$defs"]["ParticularEntry"]["properties"].keys()
    tariff = json.loads(schemas()["tariff.schema.json"])["$defs"]
    assert {"rate_to", "credits_at_most", "because"} <= tariff["TierEntry"]["properties"].keys()
    assert {"second_signature_from", "conditional"} <= tariff["Review"]["properties"].keys()
    assert "cost" in tariff["CreditEntry"]["properties"]
    assert "null" not in json.dumps(schema)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A directory with the small edition, published."""
    write(tmp_path, small_edition())
    publish(tmp_path, "tiny/2026-10")
    return tmp_path


def test_publishing_lists_every_file_as_sha256sum_does(root: Path) -> None:
    lines = (root / "PUBLISHED").read_text(encoding="utf-8").splitlines()
    files = load_edition(root / "tiny/2026-10").files
    assert lines == [f"{sha256}  tiny/2026-10/{name}" for name, sha256 in files.items()]
    assert check_editions(root).keys() == {"tiny/2026-10"}


def test_a_published_file_that_is_changed_is_a_fault_of_the_check(root: Path) -> None:
    file = root / "tiny/2026-10/CHANGELOG.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(EditionFaults) as refused:
        check_editions(root)
    assert refused.value.faults == (
        "tiny/2026-10/CHANGELOG.md: was changed after it was published; "
        "bring the file back as it was, and make a new edition for the change",
    )


def test_a_published_file_that_is_gone_and_a_line_that_is_no_entry_are_faults_too(root: Path) -> None:
    (root / "tiny/2026-10/tariff.yaml").unlink()
    listed = root / "PUBLISHED"
    listed.write_text(listed.read_text(encoding="utf-8") + "abc  tiny/2026-10/tariff.yaml\n", encoding="utf-8")
    with pytest.raises(EditionFaults) as refused:
        check_editions(root)
    assert refused.value.faults == (
        "tiny/2026-10/tariff.yaml: the file is missing; give the path of a file that is there",
        "tiny/2026-10/tariff.yaml: was published, but is missing; bring it back",
        "PUBLISHED: line 5 is no entry; write a SHA-256, two spaces and a path",
    )


def test_the_check_takes_an_edition_a_questionnaire_or_all(root: Path) -> None:
    for directory in (root, root / "tiny", root / "tiny/2026-10"):
        assert list(check_editions(directory)) == ["tiny/2026-10"]
    with pytest.raises(EditionFaults) as refused:
        check_editions(root / "absent")
    assert refused.value.faults == (
        f"{root / 'absent'}: no edition is here; an edition is <questionnaire>/<year-month>/",
    )


def test_nothing_is_published_twice_and_nothing_faulty(root: Path) -> None:
    with pytest.raises(EditionFaults, match="tiny/2026-10 is published already; make a new edition instead"):
        publish(root, "tiny/2026-10")
    values = small_edition()
    values["questions.yaml"]["edition"] = "2027-04"
    values["tariff.yaml"]["cap"] = 61
    write(root, values)
    with pytest.raises(EditionFaults, match="cap: is 61"):
        publish(root, "tiny/2027-04")
    assert "2027-04" not in (root / "PUBLISHED").read_text(encoding="utf-8")


def test_an_edition_is_added_below_those_that_are_published(root: Path) -> None:
    before = (root / "PUBLISHED").read_text(encoding="utf-8")
    values = small_edition()
    values["questions.yaml"] |= {"edition": "2027-04", "title": text("next title")}
    write(root, values)
    publish(root, "tiny/2027-04")
    after = (root / "PUBLISHED").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.count("  tiny/2027-04/") == 4
    assert published_faults(root) == []


def test_a_faulty_draft_keeps_no_other_edition_from_being_published(root: Path) -> None:
    for month, cap in (("01", 61), ("04", 60)):
        values = small_edition()
        values["questions.yaml"] |= {"edition": f"2027-{month}", "title": text(f"of {month}")}
        values["tariff.yaml"]["cap"] = cap
        write(root, values)
    publish(root, "tiny/2027-04")
    assert list(load_published(root)) == ["tiny/2026-10", "tiny/2027-04"]


def test_of_two_published_editions_the_later_alone_is_held_against_its_own_lines(root: Path) -> None:
    values = small_edition()
    values["questions.yaml"] |= {"edition": "2027-04", "title": text("next title")}
    later = write(root, values)
    publish(root, "tiny/2027-04")
    (later / "CHANGELOG.md").write_text("# Other\n", encoding="utf-8")
    with pytest.raises(EditionFaults, match=r"tiny/2027-04/CHANGELOG\.md: was changed after it was published"):
        check_editions(later)
    assert list(check_editions(root / "tiny/2026-10")) == ["tiny/2026-10"]


def test_an_edition_without_a_list_above_it_is_checked_by_itself(tmp_path: Path) -> None:
    assert list(check_editions(write(tmp_path, small_edition()))) == ["tiny/2026-10"]


def test_sound_editions_are_there_whatever_is_wrong_with_the_others(tmp_path: Path) -> None:
    for month, cap in (("01", 61), ("02", 60), ("03", 62), ("04", 60)):
        values = small_edition()
        values["questions.yaml"]["edition"] = f"2027-{month}"
        values["tariff.yaml"]["cap"] = cap
        write(tmp_path, values)
    editions, faults = sound_editions(tmp_path)
    assert list(editions) == ["tiny/2027-02", "tiny/2027-04"]
    assert [fault.split(": ")[0] for fault in faults] == ["tiny/2027-01/tariff.yaml", "tiny/2027-03/tariff.yaml"]


def test_companies_are_assessed_with_published_editions_only(root: Path) -> None:
    directory = new_edition(root, "tiny", "2027-04")
    assert list(load_published(root)) == ["tiny/2026-10"]
    (directory / "tariff.yaml").write_text("cap: many\n", encoding="utf-8")
    assert list(load_published(root)) == ["tiny/2026-10"]
    (root / "tiny/2026-10/CHANGELOG.md").write_text("# Other\n", encoding="utf-8")
    with pytest.raises(EditionFaults, match="was changed after it was published"):
        load_published(root)
    (root / "PUBLISHED").unlink()
    with pytest.raises(EditionFaults, match="no edition is published here; `assess publish` puts one on the list"):
        load_published(root)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped editions, to be changed."""
    root = tmp_path / "questionnaires"
    shutil.copytree(QUESTIONNAIRES, root)
    return root


def copied(root: Path) -> Path:
    """The next edition of the shipped questionnaire, which gives a reason for every value."""
    directory = new_edition(root, "sme-cyber", "2099-12")
    if " because:" not in (directory / "tariff.yaml").read_text(encoding="utf-8"):
        give_reasons(directory)
    return directory


def test_a_copy_that_still_speaks_as_the_edition_before_is_not_published(shipped: Path) -> None:
    copied(shipped)
    with pytest.raises(EditionFaults) as refused:
        publish(shipped, "sme-cyber/2099-12")
    place = "sme-cyber/2099-12"
    *logs, title = refused.value.faults
    assert logs == [
        f"{place}/CHANGELOG.md: still says “（ここに書く）”; write what changed, and why",
        f"{place}/CHANGELOG.md: still says “(write here)”; write what changed, and why",
    ]
    assert title.startswith(f"{place}/questions.yaml: title: is that of 20")
    assert title.endswith("; name this edition")


def test_a_published_edition_by_itself_is_held_against_the_list_too(shipped: Path) -> None:
    copied(shipped)
    file = shipped / "sme-cyber/2026-10/tariff.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    for directory in (file.parent, shipped / "sme-cyber", shipped):
        with pytest.raises(EditionFaults, match=r"sme-cyber/2026-10/tariff\.yaml: was changed after it was published"):
            check_editions(directory)
    assert list(check_editions(shipped / "sme-cyber/2099-12")) == ["sme-cyber/2099-12"]


def test_a_new_edition_is_the_latest_under_another_name(shipped: Path) -> None:
    latest = sorted((shipped / "sme-cyber").glob("*-*"))[-1]
    directory = new_edition(shipped, "sme-cyber", "2099-12")
    assert directory == shipped / "sme-cyber" / "2099-12"
    old, new = ((path / "questions.yaml").read_text(encoding="utf-8").splitlines() for path in (latest, directory))
    changed_lines = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert changed_lines[-1] == (f'edition: "{latest.name}"', 'edition: "2099-12"')
    assert all(a.startswith("#") and b == a.replace(latest.name, "2099-12") for a, b in changed_lines[:-1])
    assert changes(load_edition(latest), load_edition(directory)) == []
    log = (directory / "CHANGELOG.md").read_text(encoding="utf-8")
    assert log.startswith("# sme-cyber / 2099-12\n")
    assert f"## Changes against the edition before ({latest.name}), and why" in log


@pytest.mark.parametrize(
    ("questionnaire", "name", "sentence"),
    [
        ("sme-cyber", "2099-13", "2099-13: is no name of an edition; write year and month, as in 2027-04"),
        ("sme-cyber", "next", "next: is no name of an edition"),
        ("sme-cyber", "2026-12", "2026-12: is not after the latest edition, 2026-12; name a later month"),
        ("sme-cyber", "2026-11", "2026-11: is not after the latest edition, 2026-12"),
        ("sme-ciber", "2099-12", "sme-ciber: no such questionnaire is in .*; there are sme-cyber"),
    ],
)
def test_a_new_edition_needs_a_later_month_and_something_to_copy(
    shipped: Path, questionnaire: str, name: str, sentence: str
) -> None:
    before = sorted(shipped.rglob("*"))
    with pytest.raises(EditionFaults, match=sentence):
        new_edition(shipped, questionnaire, name)
    assert sorted(shipped.rglob("*")) == before
