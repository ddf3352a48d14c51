"""The commands of those who run the service: demo data, staff accounts, stored papers."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assess.config import Settings
from assess.papers.press import Press
from tests.conftest import FIRST_EDITION

ASSESS = str(Path(sys.executable).with_name("assess"))


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ASSESS_INSTANCE": str(folder), "ASSESS_DEMO": "1"}
    return subprocess.run([ASSESS, *words], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An instance folder with the demo data, and what the command printed."""
    folder = tmp_path_factory.mktemp("demo")
    done = run(folder, "seed")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_seed_prints_the_sign_ins_and_the_numbers_of_the_certificates(seeded: tuple[Path, str]) -> None:
    people = json.loads((seeded[0] / "demo-sign-ins.json").read_text("utf-8"))
    assert {person["role"] for person in people} == {
        "underwriter",
        "second underwriter",
        "lead",
        "agent",
        "administrator",
    }
    for person in people:
        assert person["email"] in seeded[1]
        assert person["password"] in seeded[1]
    assert "SC-" in seeded[1]


def test_seed_does_nothing_twice(seeded: tuple[Path, str]) -> None:
    assert run(seeded[0], "seed").stdout == seeded[1]


def test_a_stored_certificate_is_written_to_a_file_and_is_the_same_each_time(
    seeded: tuple[Path, str], tmp_path: Path
) -> None:
    number = next(line.strip() for line in seeded[1].splitlines() if line.strip().startswith("SC-"))
    for name in ("once.pdf", "twice.pdf"):
        assert run(seeded[0], "certificate", number, "--out", str(tmp_path / name)).returncode == 0
    once, twice = (tmp_path / name for name in ("once.pdf", "twice.pdf"))
    assert once.read_bytes() == twice.read_bytes()
    checked = run(seeded[0], "verify", str(once))
    assert (checked.returncode, "genuine" in checked.stdout, number in checked.stdout) == (0, True, True)
    changed = bytearray(once.read_bytes())
    changed[len(changed) // 2] ^= 1
    twice.write_bytes(changed)
    assert run(seeded[0], "verify", str(twice)).returncode == 1


def test_a_certificate_that_does_not_exist_is_named(seeded: tuple[Path, str], tmp_path: Path) -> None:
    done = run(seeded[0], "certificate", "SC-2020-000001-0", "--out", str(tmp_path / "none.pdf"))
    assert done.returncode == 1
    assert "SC-2020-000001-0" in done.stderr
    assert not (tmp_path / "none.pdf").exists()


@pytest.mark.parametrize(
    ("setting", "value"), [("ASSESS_BASE_URL", "sonae.example.jp"), ("ASSESS_ISSUER_LOGO", __file__)]
)
def test_a_bad_setting_is_named(setting: str, value: str, tmp_path: Path) -> None:
    environment = {**os.environ, "ASSESS_INSTANCE": str(tmp_path), setting: value}
    done = subprocess.run([ASSESS, "migrate"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{setting} is '{value}'; it must" in done.stderr


def test_a_published_edition_that_was_changed_keeps_the_service_from_starting_and_is_named(tmp_path: Path) -> None:
    editions = shutil.copytree(FIRST_EDITION, tmp_path / "editions")
    with (editions / "sme-cyber/2026-10/tariff.yaml").open("a", encoding="utf-8") as file:
        file.write("\n")
    environment = {**os.environ, "ASSESS_INSTANCE": str(tmp_path), "ASSESS_QUESTIONNAIRES": str(editions)}
    done = subprocess.run([ASSESS, "serve"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: sme-cyber/2026-10/tariff.yaml: was changed after it was published;")
    assert "Traceback" not in done.stderr


def test_any_insurer_can_issue_in_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    told = {
        "NAME_JA": "北海見本損保",
        "NAME_EN": "Hokkai",
        "CONTACT_JA": "札幌",
        "CONTACT_EN": "Sapporo",
        "SEAL": "北海之印",
    }
    environment = {f"ASSESS_ISSUER_{key}": value for key, value in told.items()}
    environment |= {"ASSESS_INSTANCE": str(tmp_path), "ASSESS_ISSUER_LOGO": str(tmp_path / "logo.svg")}
    issuer = Press(Settings.from_environment(environment)).issuer
    assert issuer.logo_svg == "<svg xmlns='http://www.w3.org/2000/svg'/>"
    assert [*vars(issuer).values()][:5] == list(told.values())
