"""What the page on security points to is there: each test that it names, and each point once."""

import re
from collections import Counter

import pytest

from assess.config import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
POINTS = re.findall(r"^\| (\d+\.\d+\.\d+) \|", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_test_that_the_page_names_exists(file: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / file).read_text("utf-8")


def test_each_point_stands_there_once_with_a_test_or_a_reason() -> None:
    assert [point for point, times in Counter(POINTS).items() if times > 1] == []
    rows = [line for line in PAGE.splitlines() if re.match(r"\| \d", line)]
    assert [row for row in rows if len([cell for cell in row.strip("|").split("|") if cell.strip()]) != 3] == []
    assert len(POINTS) > 150
    assert len(NAMED) > 40
