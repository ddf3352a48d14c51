"""Answers that can hardly be true together (docs/rules.md § 1, Contradictions)."""

from pydantic import Field, StrictBool

from .entry import Entry, Id, Text, Value


class ContradictionEntry(Entry):
    """A rule that fires where all its parts hold."""

    at_least: dict[Id, Id] = Field(default_factory=dict)
    """Questions, each answered with this option or a higher one."""
    at_most: dict[Id, Id] = Field(default_factory=dict)
    """Questions, each answered with this option or a lower one; unknown is no answer."""
    particulars: dict[Id, Value] = Field(default_factory=dict)
    """Particulars, each with this value, or a number of this or more."""
    facts: dict[Id, StrictBool] = Field(default_factory=dict)
    """Profile facts, each with this answer."""
    credits: dict[Id, StrictBool] = Field(default_factory=dict)
    """Credits, each held or not."""
    say: Text
    """What disagrees, and what to ask."""
