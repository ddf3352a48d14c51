"""The law is in the house: whatever cites a paper finds it, and the section too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring import ENGINE_VERSION

ROOT = Path(__file__).parents[1]
READ = (".py", ".html", ".js", ".css", ".md", ".toml", ".yaml", ".yml", ".json", ".mako")
SECTIONS = re.compile(r"([\w./-]+\.md)\)? §§? ?(\d+(?:(?:, |–| and )\d+)*)")
OWN = re.compile(r"(?<!\.md )(?<!\.md §)§§? (\d+(?:(?:, |–| and )\d+)*)")
PAPER = re.compile(r"(?<![\w/.…{<*-])((?:\.\./)*(?:[\w-]+/)*[\w-]+\.md)\b")
BROKEN_LINE = re.compile(r"\s*\n\s*(?:#|//|\*|\|)?\s*")
OF_EDITIONS = "CHANGELOG.md"  # every edition has one, also those that tests and worked examples make


def _files() -> list[Path]:
    rooms = ("assess", "scoring", "tests", "templates", "questionnaires", "bench", "docs")
    found = [path for room in rooms for path in (ROOT / room).rglob("*") if path.suffix in READ]
    return sorted(path for path in (*found, *ROOT.glob("*.md"), ROOT / "pyproject.toml", ROOT / "Makefile"))


def _read(path: Path) -> str:
    """A file with its lines joined, since a citation may run over the end of one."""
    return BROKEN_LINE.sub(" ", path.read_text("utf-8"))


def _paper(cited: str, citing: Path) -> Path | None:
    """The paper that a name stands for: from the root, from beside the file, or in docs/."""
    places = (ROOT / cited, citing.parent / cited, ROOT / "docs" / cited)
    return next((place.resolve() for place in places if place.is_file()), None)


def _numbers(written: str) -> Iterator[int]:
    for part in re.split(r", | and ", written):
        first, _, last = part.partition("–")
        yield from range(int(first), int(last or first) + 1)


def _sections(paper: Path) -> set[int]:
    return {int(number) for number in re.findall(r"^## (\d+)\. ", paper.read_text("utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_paper_and_section_that_is_cited_is_there(path: Path) -> None:
    text = _read(path)
    lost = [cited for cited in PAPER.findall(text) if not cited.endswith(OF_EDITIONS) and not _paper(cited, path)]
    for cited, written in SECTIONS.findall(text):
        paper = _paper(cited, path)
        there = _sections(paper) if paper else set()
        lost += [f"{cited} § {number}" for number in _numbers(written) if number not in there]
    assert not lost


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_a_paper_that_points_to_its_own_sections_has_them(path: Path) -> None:
    pointed = {number for written in OWN.findall(SECTIONS.sub("", _read(path))) for number in _numbers(written)}
    assert pointed <= _sections(path)


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_cites_a_section_without_saying_of_what(path: Path) -> None:
    if path.parent == ROOT / "docs" or path == Path(__file__):
        return
    left = SECTIONS.sub("", _read(path))
    assert "§" not in left
    assert not re.findall(r"\b[A-Z]{4,}, section \d", left)


def test_the_rules_say_which_engine_implements_them() -> None:
    assert f"| {ENGINE_VERSION} |" in (ROOT / "docs" / "rules.md").read_text("utf-8")
