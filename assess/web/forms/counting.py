"""What a company counts, ticks or dates, as people write it: one control of several inputs for each measure.

Its name is the kind and the question, as in "count:antivirus"; the inputs send their values under the same name.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms.fields import Field

from assess import clock
from assess.web.forms import fields
from assess.web.forms.day import day_in
from scoring import Counted, Dated, RawAnswer, Ticked

KINDS = {"share": "count", "parts": "parts", "date": "on"}
"""How the control of each measure is called."""
_THERE, _MET = "there:", "met:"
"""What stands before the id of a thing that a company has, and of one that counts, among the values of a count."""
_NUMBERS = 2
_MOST = 10**9
# A number with what is counted behind it, as in 12台; commas group by three or are no number.
_NUMBER = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\s*[^0-9,.\s-]*")
_MONTH = re.compile(r"(.*[0-9元])[-/.年]([0-9]{1,2})月?")


class CountingField(Field):
    """The values sent for one question, and the raw answer that they are; None where nothing is written."""

    def __init__(self, kind: str, **more: Any) -> None:
        super().__init__(**more)
        self.kind = kind
        self.typed: tuple[str, ...] = ()
        self.data: RawAnswer | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was sent."""
        self.typed = _in_order(self.kind, [fields.one_line(value) for value in valuelist])
        self.data = raw_in(self.kind, self.typed) if valuelist else None


def name_of(kind: str, question: str) -> str:
    """Name the control of a question."""
    return f"{kind}:{question}"


def counting(kind: str, question: str) -> CountingField:
    """Make the control of a question."""
    return CountingField(kind, id=f"{question}-counted")


def raw_in(kind: str, typed: Sequence[str]) -> RawAnswer | None:
    """Read the values of a control; raises ValueError with the sentence that says what would be right."""
    return {"count": _count_in, "parts": _parts_in, "on": _on_in}[kind](typed)


def kind_of(raw: RawAnswer) -> str:
    """Name the kind of control that shows a raw answer."""
    if isinstance(raw, Counted):
        return KINDS["share"]
    return KINDS["parts"] if isinstance(raw, Ticked) else KINDS["date"]


def typed_of(raw: object) -> tuple[str, ...]:
    """Write a raw answer as its control shows it; nothing for anything else."""
    if isinstance(raw, Counted):
        ticks = [_THERE + thing for thing, _ in raw.which] + [_MET + thing for thing, counts in raw.which if counts]
        return ("", "", *sorted(ticks)) if ticks else (str(raw.has), str(raw.of))
    if isinstance(raw, Ticked):
        return tuple(sorted(raw.parts))
    return (str(raw.on.year), str(raw.on.month), str(raw.on.day)) if isinstance(raw, Dated) else ()


def _in_order(kind: str, typed: Sequence[str]) -> tuple[str, ...]:
    """Put the two numbers of a count before its ticks, wherever they stood on the page."""
    if kind != KINDS["share"]:
        return tuple(typed)
    numbers = [value for value in typed if not value.startswith((_THERE, _MET))]
    ticks = [value for value in typed if value.startswith((_THERE, _MET))]
    return (*numbers, *[""] * (_NUMBERS - len(numbers)), *ticks)


def _count_in(typed: Sequence[str]) -> RawAnswer | None:
    """Read numbers, or what is ticked one by one; both only where they agree."""
    met = {value.removeprefix(_MET) for value in typed if value.startswith(_MET)}
    there = {value.removeprefix(_THERE) for value in typed if value.startswith(_THERE)} | met
    written = [fields.half_width(value) for value in typed if not value.startswith((_THERE, _MET))]
    named = Counted(len(met), len(there), frozenset((thing, thing in met) for thing in there)) if there else None
    counted = _numbers_in(written) if any(written) else None
    if named and counted and (named.has, named.of) != (counted.has, counted.of):
        raise ValueError(
            _l(
                "Your ticks make %(has)s of %(of)s, and the numbers differ. Empty the numbers, or make both agree.",
                has=named.has,
                of=named.of,
            )
        )
    return named or counted


def _numbers_in(written: Sequence[str]) -> Counted:
    if len(written) != _NUMBERS or not all(written):
        raise ValueError(_l("Enter both numbers: of how many it is true, and how many there are in all."))
    has, of = (_number(value) for value in written)
    if of == 0:
        raise ValueError(_l("Enter how many there are in all: 1 or more."))
    if has > of:
        raise ValueError(_more_than_all(has, of))
    return Counted(has, of)


def _number(written: str) -> int:
    found = _NUMBER.fullmatch(written)
    number = int(found[1].replace(",", "")) if found else -1
    if not 0 <= number <= _MOST:
        raise ValueError(_l("Enter whole numbers, as in 11 and 12. “%(written)s” is none.", written=written[:30]))
    return number


def _more_than_all(has: int, of: int) -> LazyString:
    return _l("%(has)s is more than all %(of)s. Enter a smaller first number, or all there are.", has=has, of=of)


def _parts_in(typed: Sequence[str]) -> RawAnswer:
    return Ticked(frozenset(filter(None, typed)))


def _on_in(typed: Sequence[str]) -> RawAnswer | None:
    """Read a day from its three inputs, or all of it from the first; without a day the month's first counts."""
    written = [fields.half_width(value) for value in typed]
    if not any(written):
        return None
    try:
        on = _day(written)
    except ValueError:
        sentence = _l("Enter the day, as in 2026-05-22, 2026/5/22 or 令和8年5月22日; the month alone will do.")
        raise ValueError(sentence) from None
    if on > clock.today():
        raise ValueError(_l("This day is still to come. Enter the day on which it was done, today at the latest."))
    return Dated(on)


def _day(written: Sequence[str]) -> date:
    """Read a day; raises ValueError."""
    year, *rest = written
    month, day = [*(re.sub("[月日]$", "", part) for part in rest), "", ""][:2]
    whole = year if not month and not day else f"{year.removesuffix('年')}-{month}" + (f"-{day}" if day else "")
    found = _MONTH.fullmatch(re.sub(r"\s", "", whole))
    try:
        return day_in(whole)
    except ValueError:
        if found is None:
            raise
        return day_in(f"{found[1]}-{found[2]}-1")
