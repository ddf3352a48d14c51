"""What an insurer must know and no score uses (docs/rules.md § 1, Particulars)."""

from typing import Literal

from pydantic import Field, StrictBool

from .entry import Entry, Id, Text, Value
from .option_wording import OptionWording


class ParticularEntry(Entry):
    name: Text
    """A short noun phrase for lists."""
    ask: Text
    """The question, a full sentence."""
    help: Text
    """Why it is asked, and what belongs to it."""
    kind: Literal["yes_no", "number", "choice", "text", "date"]
    """What is written: yes or no, a whole number, one of `options`, a text, or a day."""
    required: StrictBool
    """Whether a company must tell it before it hands in."""
    options: dict[Id, OptionWording] = Field(default_factory=dict)
    """For the kind choice: what can be chosen."""
    details_if: Value | None = None
    """The value, or for numbers the lowest, with which a few words more are asked for."""
    applies_if: Id | None = None
    """The profile fact that must be "yes" for it to be asked."""
    refer_if: Value | None = None
    """The value, or for numbers the lowest, on which an underwriter must write a word before issue."""
