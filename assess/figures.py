"""How a day, a moment, a sum and a score are written, in either language: for every page, letter and paper.

Pure: whoever writes knows the language. A change here, such as years of the era, is a change everywhere.
"""

from datetime import UTC, date, datetime
from typing import Final

from assess.clock import JAPAN

# fmt: off
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


def day(value: date, language: str) -> str:
    """Write a day: 2026年11月22日, or 22 November 2026."""
    if language == "ja":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, language: str) -> str:
    """Write a moment in Japan's time, to the minute, for those who are in Japan."""
    local = _there(value)
    return f"{day(local.date(), language)} {local.hour}:{local.minute:02d}"


def moment_on_paper(value: datetime, language: str) -> str:
    """Write a moment for a paper, which may be read anywhere."""
    local = _there(value)
    told = day(local.date(), language)
    return f"{told} {local:%H:%M} JST" if language == "en" else f"{told} {local:%H時%M分}"


def grouped(count: int) -> str:
    """Write a large count, the same in both languages: 12,345."""
    return f"{count:,}"


def yen(amount: int, language: str) -> str:
    """Write an amount of money: 75,000円, or ¥75,000."""
    return f"{amount:,}円" if language == "ja" else f"¥{amount:,}"


def _there(value: datetime) -> datetime:
    """Bring a moment to Japan's time; one without a zone is in UTC."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(JAPAN)
