"""Making, comparing and publishing editions."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from writing import credit, gate, question, small_edition, text, texts, tier, write

from scoring import (
    EditionFaults,
    Text,
    changes,
    check_editions,
    load_edition,
    load_editions,
    new_edition,
    publish,
    schemas,
)
from scoring.published import published_faults
from scoring.schema import HEAD, schema_name

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
        "PUBLISHED: tiny/2026-10/CHANGELOG.md was changed after it was published; make a new edition instead",
    )


def test_a_published_file_that_is_gone_and_a_line_that_is_no_entry_are_faults_too(root: Path) -> None:
    (root / "tiny/2026-10/tariff.yaml").unlink()
    listed = root / "PUBLISHED"
    listed.write_text(listed.read_text(encoding="utf-8") + "abc  tiny/2026-10/tariff.yaml\n", encoding="utf-8")
    with pytest.raises(EditionFaults) as refused:
        check_editions(root)
    assert refused.value.faults == (
        "tiny/2026-10/tariff.yaml: the file is missing; give the path of a file that is there",
        "PUBLISHED: tiny/2026-10/tariff.yaml was published, but is missing; bring it back",
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
    values["questions.yaml"]["edition"] = "2027-04"
    write(root, values)
    publish(root, "tiny/2027-04")
    after = (root / "PUBLISHED").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.count("  tiny/2027-04/") == 4
    assert published_faults(root) == []


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    shutil.copytree(QUESTIONNAIRES, tmp_path / "questionnaires")
    return tmp_path / "questionnaires"


def test_a_new_edition_is_the_latest_under_another_name(shipped: Path) -> None:
    latest = sorted((shipped / "sme-cyber").glob("*-*"))[-1]
    directory = new_edition(shipped, "sme-cyber", "2099-12")
    assert directory == shipped / "sme-cyber" / "2099-12"
    assert changes(load_edition(latest), load_edition(directory)) == []
    old, new = ((path / "questions.yaml").read_text(encoding="utf-8").splitlines() for path in (latest, directory))
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
        (f'edition: "{latest.name}"', 'edition: "2099-12"')
    ]
    log = (directory / "CHANGELOG.md").read_text(encoding="utf-8")
    assert log.startswith("# sme-cyber / 2099-12\n")
    assert f"## Changes against the edition before ({latest.name}), and why" in log


@pytest.mark.parametrize(
    ("questionnaire", "name", "sentence"),
    [
        ("sme-cyber", "2099-13", "2099-13: is no name of an edition; write year and month, as in 2027-04"),
        ("sme-cyber", "next", "next: is no name of an edition"),
        ("sme-cyber", "2026-10", "2026-10: is not after the latest edition, 2026-10; name a later month"),
        ("sme-cyber", "2026-09", "2026-09: is not after the latest edition, 2026-10"),
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


def changed(root: Path, **changes_of: Any) -> list[str]:
    """What `changes` says when parts of the small edition, named "file__path__to__key", are other."""
    old, values = small_edition(), small_edition()
    for place, value in changes_of.items():
        file, *above, last = place.split("__")
        part: Any = values[f"{file}.yaml"]
        for key in above:
            part = part[key]
        part.pop(last) if value is ... else part.update({last: value})
    return changes(load_edition(write(root / "old", old)), load_edition(write(root / "new", values)))


LOCKS = "questions__domains__doors__questions__locks"


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (f"{LOCKS}__weight", 6, "question locks: weight 5 → 6"),
        (f"{LOCKS}__effort", "S", "question locks: effort M → S"),
        (f"{LOCKS}__evidence_required", True, "question locks: evidence required no → yes"),
        (f"{LOCKS}__applies_if", "website", "question locks: applies if nothing → website"),
        (f"{LOCKS}__why", {"ja": "why(日本語)", "en": "because"}, "question locks: why (en) “why” → “because”"),
        (f"{LOCKS}__why", {"ja": "理由", "en": "why"}, "question locks: why (ja) “why(日本語)” → “理由”"),
        (f"{LOCKS}__references", {"cis": ["6.3"]}, "question locks: references: cis: 6.3 added"),
        ("questions__scales__coverage__options__some__factor", 40, "scale coverage: options some: factor 30 → 40"),
        ("questions__title", {"ja": "題", "en": "title"}, "title (ja) “title(日本語)” → “題”"),
        ("questions__profile__shop", texts("name", "ask", "help"), "profile fact shop: added"),
        ("questions__glossary__lock", ..., "glossary lock: removed"),
        ("tariff__tiers__t1__score", 45, "tier t1: score 40 → 45"),
        ("tariff__tiers__t1__ceiling", 30, "tier t1: ceiling 25 → 30"),
        ("tariff__tiers__t1__gates", [], "tier t1: gates: locks at least some removed"),
        ("tariff__tiers__t3", tier(90, 50, 60), "tier t3: added (score 90, rate 50, ceiling 60, 0 gates)"),
        ("tariff__credits__calm__points", 6, "credit calm: points 5 → 6"),
        ("tariff__credits__calm", ..., "credit calm: removed"),
        ("tariff__credits__quiet", credit(2), "credit quiet: added (2 points)"),
        ("tariff__credits__later__active", True, "credit later: active no → yes"),
        ("tariff__groups__certification__bonus", ..., "group certification: bonus points 5, when iso, mark → nothing"),
        ("tariff__credits_at_most", 30, "credits at most 22 → 30"),
        ("questions__notice", {"ja": "notice(日本語)", "en": "mind"}, "notice (en) “notice” → “mind”"),
        ("questions__unknown__note", ..., "unknown: note “counts as nothing(日本語)” / “counts as nothing” → nothing"),
        (
            "questions__domains__doors__lead",
            {"ja": "扉", "en": "lead"},
            "domain doors: lead (ja) “lead(日本語)” → “扉”",
        ),
        ("coverage__plans__wide__lead", {"ja": "広", "en": "lead"}, "plan wide: lead (ja) “lead(日本語)” → “広”"),
        ("tariff__validity__report_days", 60, "validity: report days 90 → 60"),
        ("coverage__risks__loss__plans", ["basic", "wide"], "risk loss: plans: basic added"),
        ("coverage__damages__compensation__limit__yen", 2000, "damage compensation: limit: yen 1000 → 2000"),
        ("coverage__cost_events__event__plans", ["wide"], "cost event event: plans: basic removed"),
    ],
)
def test_one_change_is_one_line_of_words(tmp_path: Path, place: str, value: Any, line: str) -> None:
    assert line in changed(tmp_path, **{place: value})


def test_a_gate_is_shown_with_its_plan(tmp_path: Path) -> None:
    lines = changed(tmp_path, tariff__tiers__t1__gates=[gate("keys", "yes", plan="wide")])
    assert lines == [
        "tier t1: gates: locks at least some removed",
        "tier t1: gates: keys at least yes (wide only) added",
    ]


def test_an_added_question_says_where_it_is_and_what_it_weighs(tmp_path: Path) -> None:
    lines = changed(tmp_path, questions__domains__doors__questions__bell=question("written", 3))
    assert lines == ["question bell: added (doors, weight 3, scale written)"]


def test_a_question_that_moves_to_another_domain_says_so(tmp_path: Path) -> None:
    values = small_edition()
    domains = values["questions.yaml"]["domains"]
    domains["windows"]["questions"]["keys"] = domains["doors"]["questions"].pop("keys")
    old = load_edition(write(tmp_path / "old", small_edition()))
    lines = changes(old, load_edition(write(tmp_path / "new", values)))
    assert "question keys: moved from domain doors to windows" in lines
    assert "questions: now in the order locks, glass, site, keys" in lines


def test_a_lower_cap_is_one_line(tmp_path: Path) -> None:
    tiers = {"t0": tier(0, 0, 0), "t1": tier(40, 10, 25)}
    lines = changed(tmp_path, tariff__tiers=tiers, tariff__cap=50)
    assert "cap 60 → 50" in lines


def test_an_accident_says_under_which_risk_it_stands_and_where_it_moves(tmp_path: Path) -> None:
    burning = {"name": text("burning"), "accidents": {}}
    melting = {"name": text("melting"), "accidents": {key: texts("title", "story") for key in ("fire", "flood")}}
    mitigates = {f"{LOCKS}__mitigates": ["fire", "flood"]}
    lines = changed(tmp_path, coverage__risks__loss__sub_risks={"burning": burning, "melting": melting}, **mitigates)
    assert "accident flood: added (loss)" in lines
    assert "accident fire: moved from burning to melting" in lines


def test_the_same_edition_has_no_changes(tmp_path: Path) -> None:
    assert changed(tmp_path) == []


def test_an_option_of_a_scale_that_is_new_is_said_with_its_scale(tmp_path: Path) -> None:
    value = {"factor": 100, "label": text("sure")}
    assert "scale written: options sure: added" in changed(tmp_path, questions__scales__written__options__sure=value)


def test_texts_compare_by_what_they_say() -> None:
    assert Text(ja="あ", en="a") == Text(ja="あ", en="a") != Text(ja="あ", en="b")
