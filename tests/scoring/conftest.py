"""Hypothesis runs the same examples every time, so that a red test stays red until it is mended."""

from pathlib import Path

import pytest
from hypothesis import settings

from scoring import Edition, load_edition
from tests.scoring.writing import small_edition, write

settings.register_profile("rules", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("rules")


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """The small edition of `writing.py`."""
    return load_edition(write(tmp_path, small_edition()))
