"""The README is true: what it names is there, and what is there it names."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from assess.cli import COMMANDS
from assess.config import IssuerSettings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ROOMS = README[README.index("## The rooms") : README.index("## Decisions")]
SOURCES = [path for room in ("assess", "scoring") for path in (ROOT / room).rglob("*.py")]
SETTING = re.compile(r"ASSESS_[A-Z0-9_]*[A-Z0-9]")
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.*-]*)`")


def test_every_command_is_named() -> None:
    assert [command for command in COMMANDS if not re.search(rf"`(?:assess )?{command}\b", README)] == []


def test_every_setting_is_explained_and_no_other() -> None:
    read = {name for path in SOURCES for name in SETTING.findall(path.read_text("utf-8"))} - {"ASSESS_ISSUER"}
    read |= {f"ASSESS_ISSUER_{field.name.upper()}" for field in fields(IssuerSettings)}
    named = {*SETTING.findall(README), *(f"ASSESS_ISSUER{rest}" for rest in re.findall(r"`(_[A-Z_]+)`", README))}
    assert named == read


def test_every_target_of_make_is_named() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = set(re.findall(r"make ([a-z-]+)", README + RECIPES)) | set(re.findall(r"`([a-z]+)`", README))
    assert [target for target in targets if target not in named] == []


def test_every_room_has_a_row() -> None:
    rooms = {path.parent.name for path in (ROOT / "assess").glob("*/__init__.py")}
    named = set(re.findall(r"`(?:assess/)?(\w+)/`", ROOMS))
    assert rooms <= named


@pytest.mark.parametrize("text", [README, RECIPES], ids=["README.md", "CONTRIBUTING.md"])
def test_every_file_and_folder_that_is_named_is_there(text: str) -> None:
    made = ("instance/", "build/")
    named = {path for path in PATH.findall(text) if not path.startswith(made)}
    assert [path for path in sorted(named) if not _there(path)] == []


def _there(path: str) -> bool:
    return any(True for room in (ROOT, ROOT / "assess") for _ in room.glob(path.rstrip("/")))
