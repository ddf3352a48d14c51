"""The time: moments are kept in UTC, days are Japan's."""

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """Return the present moment, in UTC, whole microseconds."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """Return the day in Japan on which the moment falls."""
    return moment.astimezone(JAPAN).date()


def today() -> date:
    """Return the present day in Japan."""
    return day_of(now())


def months_after(day: date, months: int) -> date:
    """Return the last day of a period of so many months that begins on the day.

    A period of twelve months from 22 November ends on 21 November (Civil Code of Japan, articles 138-143).
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last_of_month = first_of_next - timedelta(days=1)
    if day.day > last_of_month.day:
        return last_of_month
    return date(year, month, day.day) - timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """Return the day so many calendar months earlier; where that month has no such day, its last."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))
