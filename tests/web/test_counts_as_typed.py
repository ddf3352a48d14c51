"""Numbers, ticks and days are read as people write them."""

from datetime import date

import pytest

from assess.web.forms.counting import raw_in
from scoring import Answer, Counted, Dated, Ticked

DAY = "2026-05-22"
ON = Dated(date(2026, 5, 22))
WAYS = Counted(1, 2, frozenset({("vpn", True), ("other", False)}))


@pytest.mark.parametrize(
    ("kind", "typed", "raw"),
    [
        ("count", ["11", "12"], Counted(11, 12)),
        ("count", ["１１台", "１２ 台"], Counted(11, 12)),
        ("count", ["1,200", "1,200台"], Counted(1200, 1200)),
        ("count", ["0", "3"], Counted(0, 3)),
        ("count", ["", ""], None),
        ("count", ["there:vpn", "met:vpn", "there:other", "", ""], WAYS),
        ("count", ["met:vpn", "there:other"], WAYS),
        ("count", ["1", "2", "met:vpn", "there:other"], WAYS),
        ("parts", ["", "spf", "dkim"], Ticked(frozenset({"spf", "dkim"}))),
        ("on", ["2026", "5", "22"], ON),
        ("on", ["２０２６年", "５月", "２２日"], ON),
        ("on", ["令和8", "5", "22"], ON),
        ("on", ["R8", "5", "22"], ON),
        ("on", ["2026/5/22", "", ""], ON),
        ("on", ["令和8年5月22日", "", ""], ON),
        ("on", ["20260522", "", ""], ON),
        ("on", [DAY], ON),
        ("on", ["2026", "5", ""], Dated(date(2026, 5, 1))),
        ("on", ["2026年5月", "", ""], Dated(date(2026, 5, 1))),
        ("on", ["2026/5", "", ""], Dated(date(2026, 5, 1))),
        ("on", ["", "", ""], None),
    ],
)
def test_numbers_and_days_are_read_as_people_write_them(kind: str, typed: list[str], raw: Answer | None) -> None:
    assert raw_in(kind, typed) == raw
