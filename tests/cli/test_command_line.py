"""The command line is a contract that other programs call: exit codes, exact JSON, one sentence a fault."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assess.cli import main
from scoring import canonical, load_editions

ROOT = Path(__file__).parents[2]
QUESTIONNAIRES = ROOT / "questionnaires"
EDITION = "sme-cyber/2026-10"
GOOD = """\
edition: sme-cyber/2026-10
plan: wide
profile: {remote_access: true, website: true, overseas: false, equipment: false}
answers: {endpoint-defence: edr-all, remote-mfa: all, training: unknown}
credits: [isms, no-incidents]
premium: 500000        # optional, yen per year before the discount
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A facts file as docs/rules.md § 11 shows it."""
    file = tmp_path / "facts.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return file


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    """A copy of the editions that a test may change."""
    for source in QUESTIONNAIRES.glob("*/*/*"):
        target = tmp_path / "questionnaires" / source.relative_to(QUESTIONNAIRES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return tmp_path / "questionnaires"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_finds_no_fault_in_the_shipped_editions() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert f"{EDITION}: 30 questions, 5 tiers, no fault" in result.output


def test_check_takes_one_edition_or_a_directory_of_them(editions: Path) -> None:
    for directory in (editions, editions / "sme-cyber", editions / EDITION):
        result = run("check", directory)
        assert (result.exit_code, EDITION in result.output) == (0, True)


def test_check_prints_all_faults_and_ends_with_1(editions: Path) -> None:
    change(editions / EDITION / "tariff.yaml", "cap: 60", "cap: 61")
    change(editions / EDITION / "questions.yaml", "weight: 7", "weight: 0")
    result = run("check", editions)
    assert result.exit_code == 1
    assert f"{EDITION}/tariff.yaml: cap: is 61, and no discount is ever above 60; write 60 or less" in result.output
    assert f"{EDITION}/questions.yaml: domains.endpoint.questions.endpoint-defence.weight: is 0" in result.output
    assert result.output.endswith("2 faults\n")


def test_check_says_so_where_no_edition_is(tmp_path: Path) -> None:
    for directory in (tmp_path, tmp_path / "absent"):
        result = run("check", directory)
        assert result.exit_code == 1
        assert "no edition is here" in result.output


def test_score_prints_exactly_the_object_of_the_contract(facts: Path) -> None:
    result = run("score", facts, "--json")
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert result.output == canonical(found).decode() + "\n"
    assert found.keys() == {
        *("edition", "score", "tier", "control_rate", "credit_rate", "uncapped", "rate", "limited_by", "domains"),
        *("gates", "credits", "weaknesses", "unknown", "unanswered", "ask_first", "not_asked", "ways"),
    }
    assert found["score"] == {"points": 1230, "possible": 9600, "percent": "12.8"}
    assert found["domains"][0] == {"domain": "endpoint", "points": 630, "possible": 1500}
    assert found["gates"][0] == {"tier": "t1", "question": "endpoint-defence", "at_least": "av-all", "met": True}
    assert found["credits"][0] == {
        "credit": "isms",
        "points": 15,
        "counted": False,
        "reason": "no credit counts in the lowest tier",
    }
    assert found["weaknesses"][0]["question"] == "hardened-baseline"
    assert found["weaknesses"][0]["answer"] is None
    assert found["weaknesses"][0]["lost"] == 600
    assert found["weaknesses"][0]["accidents"][0] == {
        "accident": "spoofed-attachment",
        "risk": "leak",
        "covered": True,
    }
    assert found["unknown"] == ["training"]
    assert found["not_asked"] == ["overseas-contracts", "equipment-separation"]
    assert len(found["unanswered"]) == 25


def test_the_ways_in_the_json_say_from_where_to_where(facts: Path) -> None:
    first = json.loads(run("score", facts, "--json").output)["ways"][0]
    assert first.keys() == {"tier", "reaches", "rate", "effort", "saves_yen", "changes", "blocked_by"}
    assert (first["tier"], first["rate"], first["saves_yen"], first["blocked_by"]) == ("t1", 25, 125000, [])
    assert {"question": "software-updates", "from": None, "to": "most"} in first["changes"]


def test_without_a_premium_no_way_speaks_of_yen(facts: Path) -> None:
    change(facts, "premium: 500000", "")
    ways = json.loads(run("score", facts, "--json").output)["ways"]
    assert len(ways) == 4
    assert all("saves_yen" not in way for way in ways)


def test_the_same_facts_give_the_same_json_in_any_process(facts: Path) -> None:
    program = "import sys; from assess.cli import main; main(sys.argv[1:])"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, "score", str(facts), "--json"],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_score_in_words_names_score_tier_rate_and_ways(facts: Path) -> None:
    change(facts, "endpoint-defence: edr-all", "endpoint-defence: none")
    result = run("score", facts)
    assert result.exit_code == 0
    for words in (
        "sme-cyber/2026-10, plan wide",
        "Score    6.2 (600 of 9600 points)",
        "Tier     t0 Not eligible",
        "Rate     0 % (control 0 + credits 0)",
        "Credit   isms 15: no credit counts in the lowest tier",
        "Gate     t1 wants endpoint-defence at least av-all: the answer stands below it",
        "Weakness training (unknown): 300 points lost",
        "saves 125000 yen a year",
        "software-updates: unanswered → ",
    ):
        assert words in result.output


def test_score_in_words_says_what_limits_the_rate(facts: Path) -> None:
    best = {q.id: list(q.options)[-1] for q in load_editions(QUESTIONNAIRES)[EDITION].questions.values()}
    said = {"edition": EDITION, "plan": "wide", "profile": _all_yes(), "answers": best}
    facts.write_text(json.dumps({**said, "credits": ["isms", "independent-test", "no-incidents"]}))
    assert "Rate     60 % (control 40 + credits 25, limited by the cap)" in run("score", facts).output


def test_a_facts_file_that_earns_65_gets_60_and_says_that_the_cap_bound(facts: Path) -> None:
    best = {q.id: list(q.options)[-1] for q in load_editions(QUESTIONNAIRES)[EDITION].questions.values()}
    said = {"edition": EDITION, "plan": "wide", "profile": _all_yes(), "answers": best}
    facts.write_text(json.dumps({**said, "credits": ["isms", "independent-test", "no-incidents"]}))
    found = json.loads(run("score", facts, "--json").output)
    assert (found["uncapped"], found["rate"], found["limited_by"]) == (65, 60, "cap")


def _all_yes() -> dict[str, bool]:
    return dict.fromkeys(("remote_access", "website", "overseas", "equipment"), True)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("remote-mfa: all", "remote-mfx: all", "answers.remote-mfx: is not a question of sme-cyber/2026-10 (did you"),
        ("remote-mfa: all", "remote-mfa: al", "answers.remote-mfa: is 'al', which is not an option of this question"),
        ("remote-mfa: all", "remote-mfa: 1", "answers.remote-mfa: is 1; write one of none, some, most, all, unknown"),
        ("remote-mfa: all", "remote-mfa: ~", "answers.remote-mfa: is empty; write a value or remove the key (line 4)"),
        (
            "remote-mfa: all",
            "training: never",
            "answers.training: stands there twice, first in line 4; keep one, or give one another name (line 4)",
        ),
        ("website: true", "website: yes", "profile.website: is 'yes'; write true or false"),
        ("2026-10", "2026-11", "edition: is 'sme-cyber/2026-11', which is not an edition; there are sme-cyber/2026-10"),
        ("edition: sme-cyber/2026-10\n", "", "edition: is missing; there are sme-cyber/2026-10"),
        ("plan: wide", "plan: whide", "plan: is 'whide', which is not a plan; there are basic, wide (did you mean"),
        ("[isms, no-incidents]", "[scs-4]", "credits.1: is scs-4, which is not in force; in force are isms"),
        ("500000", "-1", "premium: is -1; write a number of yen from 0"),
        ("plan: wide", "plan: [wide", "this is not YAML"),
    ],
)
def test_bad_facts_end_with_2_and_one_sentence_that_names_the_key(
    facts: Path, old: str, new: str, sentence: str
) -> None:
    change(facts, old, new)
    result = run("score", facts, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{facts}: ")
    assert sentence in line


def test_a_facts_file_that_cannot_be_read_ends_with_2_and_a_sentence(tmp_path: Path) -> None:
    shift_jis = tmp_path / "facts.yaml"
    shift_jis.write_bytes("plan: 基本".encode("shift_jis"))
    for file, sentence in (
        (tmp_path / "absent.yaml", "the file is missing; give the path of a file that is there"),
        (tmp_path, "this is not a file; give the path of a file"),
        (shift_jis, "the file is not UTF-8 (byte 7); save it as UTF-8"),
    ):
        result = run("score", file)
        assert (result.exit_code, result.stderr) == (2, f"{file}: {sentence}\n")


def test_faulty_editions_end_scoring_with_2_and_their_faults(facts: Path, editions: Path) -> None:
    change(editions / EDITION / "tariff.yaml", "cap: 60", "cap: 61")
    result = run("score", facts, "--editions", editions)
    assert result.exit_code == 2
    assert "cap: is 61" in result.stderr


def test_a_faulty_draft_keeps_nobody_from_scoring_with_another_edition(facts: Path, editions: Path) -> None:
    assert run("new-edition", "sme-cyber", "2099-12", "--editions", editions).exit_code == 0
    change(editions / "sme-cyber/2099-12/tariff.yaml", "cap: 60", "cap: 61")
    result = run("score", facts, "--json", "--editions", editions)
    assert (result.exit_code, result.stderr) == (0, "")
    change(facts, EDITION, "sme-cyber/2099-12")
    result = run("score", facts, "--editions", editions)
    assert result.exit_code == 2
    assert "sme-cyber/2099-12/tariff.yaml: cap: is 61" in result.stderr


def test_scoring_with_a_published_edition_that_was_changed_is_not_done_in_silence(facts: Path, editions: Path) -> None:
    shutil.copyfile(QUESTIONNAIRES / "PUBLISHED", editions / "PUBLISHED")
    change(editions / EDITION / "tariff.yaml", "cap: 60", "cap:  60")
    result = run("score", facts, "--json", "--editions", editions)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["edition"] == EDITION
    assert result.stderr.startswith(f"{EDITION}/tariff.yaml: was changed after it was published; bring the file back")


def test_an_edition_is_checked_by_its_id_too(editions: Path) -> None:
    result = run("check", EDITION, "--editions", editions)
    assert (result.exit_code, EDITION in result.output) == (0, True)


def test_the_commands_on_rules_start_without_the_web_and_without_paper(facts: Path) -> None:
    program = (
        "import sys\nfrom assess.cli import main\n"
        f"main(['score', {str(facts)!r}], standalone_mode=False)\n"
        "print(sorted({'flask', 'sqlalchemy', 'weasyprint', 'pyhanko'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_command_of_the_list_is_there() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for command in ("check", "score", "recompute", "schema", "new-edition", "diff", "publish"):
        assert f"\n  {command} " in result.output


def test_an_unknown_command_is_a_usage_error() -> None:
    assert run("guess").exit_code == 2


def test_files_that_cannot_be_written_are_named(tmp_path: Path, editions: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    result: Any = run("schema", taken)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{taken}: cannot be written")
    (editions / "sme-cyber" / "2098-04").mkdir()
    result = run("new-edition", "sme-cyber", "2098-04", "--editions", editions)
    assert result.exit_code == 2
    assert "2098-04: cannot be written (File exists)" in result.stderr
