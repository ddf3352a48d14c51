"""A day, as people write it: 2026-11-25, 2026/11/25, 2026年11月25日, 令和8年11月25日, R8.11.25."""

import re
from datetime import date
from typing import Any

from wtforms import DateField
from wtforms.validators import InputRequired, Optional

from assess.web.forms import fields

# The year before the first of each era, with the letter that stands for it.
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_YEAR = r"(?P<year>[0-9]{4})|(?P<era>令和|平成|昭和|[RHS])\.?(?P<of_era>[0-9]{1,2}|元)"
_PATTERN = re.compile(rf"(?:{_YEAR})[-/.年](?P<month>[0-9]{{1,2}})[-/.月](?P<day>[0-9]{{1,2}})日?", re.IGNORECASE)
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")


def day_in(written: str) -> date:
    """Read a day as people write it; raises ValueError."""
    plain = re.sub(r"\s|\([^()]*\)$", "", re.sub(r"[‐-―−ー]", "-", fields.half_width(written)))
    found = _PATTERN.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found is None:
        raise ValueError(written)
    named = found.groupdict()
    year = int(named["year"]) if named["year"] else _year_of_era(named["era"], named["of_era"])
    return date(year, int(named["month"]), int(named["day"]))


def day(label: fields.Words, sentence: fields.Words, needed: bool = True, **more: Any) -> "DayField":
    """Make a field for a day; `sentence` is said where there is none though it is needed, or none that is."""
    more |= {"invalid_value_message": sentence}
    return DayField(label, validators=[InputRequired(sentence) if needed else Optional()], **more)


class DayField(DateField):
    """A date control of the browser, which sends 2026-11-25; where there is none, whatever was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was sent."""
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = day_in(valuelist[0])
        except ValueError:
            self.data = None
            raise ValueError(str(self.invalid_value_message)) from None  # type: ignore[attr-defined]


def _year_of_era(era: str, year: str) -> int:
    return _ERAS[era.upper()] + (1 if year == "元" else int(year))
