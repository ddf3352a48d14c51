"""What a state means, and what it is called, stands in one table each: nothing else may know the states by name."""

import re
from pathlib import Path

import pytest

from assess.store.models import LIFE, Basis, Standing, State, Turn
from assess.texts.standings import STANDINGS
from assess.texts.states import SHOWN_AS, STATES

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "documents" not in path.parts)
PAGES = sorted((ROOT / "assess" / "web").rglob("*.py"))
ROOMS = sorted(
    path for room in ("agency", "cases", "mail", "papers", "texts") for path in (ROOT / "assess" / room).glob("*.py")
)
ASKED_FOR = {"passes.py": {"WITHDRAWN"}}
"""No link is mailed to what its company took back."""
STEPS_OF_UNDERWRITERS = {"dossier.py": {"State.IN_REVIEW"}}
"""Who may give a verdict now is asked as the use case asks it."""


def test_every_state_has_its_row_and_its_words() -> None:
    assert set(LIFE) == set(STATES) == set(State)
    assert set(STANDINGS) == set(Standing)
    assert set(SHOWN_AS) == set(Basis)


@pytest.mark.parametrize("state", State)
def test_the_words_of_a_state_fit_what_it_means(state: State) -> None:
    phase, words = LIFE[state], STATES[state]
    assert (words.locked is None) == phase.editable, "a locked answer says why"
    assert (words.void is None) != (phase.closed and not phase.verified), "nothing comes of a case that is over"
    assert (words.title is None) == (words.lead is None)
    assert (words.title is None) == (phase.turn is Turn.COMPANY and not phase.only_asked), (
        "what was handed in has a page"
    )
    assert phase.closed == (not phase.steps)


@pytest.mark.parametrize("standing", Standing)
def test_a_certificate_that_does_not_hold_says_so_everywhere(standing: Standing) -> None:
    words = STANDINGS[standing]
    told = (words.title, words.lead, words.since, words.void)
    assert all(told) if not standing.in_force else not any(told)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_knows_a_state_by_its_name(path: Path) -> None:
    assert re.findall(r"\.state\b", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(ROOT / "assess")))
def test_no_use_case_of_others_asks_for_a_state_by_its_name(path: Path) -> None:
    asked = re.findall(r"(?:[!=]=|\bin) [(\[{]?State\.([A-Z_]+)", path.read_text("utf-8"))
    assert set(asked) <= ASKED_FOR.get(path.name, set())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "assess")))
def test_no_page_knows_a_state_by_its_name(path: Path) -> None:
    named = {f"State.{name}" for name in re.findall(r"\bState\.([A-Z_]+)", path.read_text("utf-8"))}
    assert named <= STEPS_OF_UNDERWRITERS.get(path.name, set())
