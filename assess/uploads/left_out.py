"""What was taken out of a file, or changed in it, so that it could be kept: each with a word for people."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class LeftOut(StrEnum):
    """A part that is not kept; the value is what the table holds."""

    CHART_DATA = "chart-data"
    ATTACHMENTS = "attachments"
    SIGNATURE = "signature"
    ELSEWHERE = "elsewhere"
    COMMANDS = "commands"
    FORMULAS = "formulas"
    FETCHING = "fetching"


WORDS: Mapping[LeftOut, LazyString] = {
    LeftOut.CHART_DATA: _l("The tables behind its charts were left out; the charts themselves are shown."),
    LeftOut.ATTACHMENTS: _l("Files attached to it were left out. Add each of them on its own if it matters."),
    LeftOut.SIGNATURE: _l("Its electronic signature was left out: it holds for the original file only."),
    LeftOut.ELSEWHERE: _l("What it draws from other files or places was left out."),
    LeftOut.COMMANDS: _l("Fields that start other programs or fetch from other places were left out."),
    LeftOut.FETCHING: _l(
        "Formulas that fetch or open something outside the file were left out; their values are kept."
    ),
    LeftOut.FORMULAS: _l("Cells that a spreadsheet would compute now begin with an apostrophe."),
}


def written(left_out: Iterable[LeftOut]) -> str:
    """Return it as the table holds it."""
    return " ".join(sorted(left_out))


def words(written: str) -> list[LazyString]:
    """Return the sentences for what the table holds."""
    return [WORDS[LeftOut(one)] for one in written.split()]
