"""How an option, or a part, is worded (docs/rules.md § 1)."""

from .entry import Entry, Text


class OptionWording(Entry):
    label: Text
    """What stands beside the button."""
    note: Text | None = None
    """A few words that make the option exact."""
