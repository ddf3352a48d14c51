"""What companies have declared under is never reworded: a changed word is a new version."""

from pathlib import Path

import pytest

from assess.texts import declarations
from assess.texts.declarations import WORDING_VERSION, WORDINGS
from scoring import digest

PUBLISHED = Path(declarations.__file__).with_name("PUBLISHED")
LOCKED: dict[str, str] = {version: sha for sha, version in map(str.split, PUBLISHED.read_text("utf-8").splitlines())}


def sha256(version: str) -> str:
    return digest([{"ja": statement.ja, "en": statement.en} for statement in WORDINGS[version]])


@pytest.mark.parametrize("version", WORDINGS)
def test_each_version_says_what_it_said_when_it_was_published(version: str) -> None:
    """A new version is added to PUBLISHED as `<SHA-256>  <version>`; a published one stays as it is."""
    assert version in LOCKED, f"publish it: {sha256(version)}  {version}"
    assert sha256(version) == LOCKED[version], f"version {version} was published with other words: make a new one"


def test_no_version_that_was_published_has_gone() -> None:
    """Declarations of companies point to it, for as long as there are records."""
    assert set(LOCKED) == set(WORDINGS)
    assert WORDING_VERSION in LOCKED
