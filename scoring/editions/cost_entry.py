"""What something takes in hours and yen (docs/rules.md § 1, Costs)."""

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from .entry import Entry, Yen


class CostEntry(Entry):
    """What it takes: for an option of a scale, in all from the lowest option; never less than for an option below."""

    hours: Annotated[StrictInt, Field(ge=0, le=100_000)] = 0
    """Hours of work, once."""
    yen: Yen = 0
    """Yen, once."""
    yen_yearly: Yen = 0
    """Yen every year."""
    yen_yearly_per_person: Yen = 0
    """Yen every year for each person in the company."""
    who: Literal["self", "supplier"] = "self"
    """Who does it: people of the company, or a supplier."""
