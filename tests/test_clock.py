"""Days are Japan's, and a period of months ends on the day before its date comes round."""

from datetime import UTC, date, datetime

import pytest

from assess import clock


def test_late_in_the_evening_in_utc_it_is_already_the_next_day_in_japan() -> None:
    assert clock.day_of(datetime(2026, 11, 21, 15, 0, tzinfo=UTC)) == date(2026, 11, 22)
    assert clock.day_of(datetime(2026, 11, 21, 14, 59, tzinfo=UTC)) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2026-11-22", 12, "2027-11-21"),
        ("2026-01-01", 12, "2026-12-31"),
        ("2026-12-01", 12, "2027-11-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-03-01", 12, "2028-02-29"),
    ],
)
def test_a_period_ends_on_the_day_before(first: str, months: int, last: str) -> None:
    assert clock.months_after(date.fromisoformat(first), months) == date.fromisoformat(last)
