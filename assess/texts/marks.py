"""A mark: a word or two in a pill. The word carries the meaning; the colour only helps."""

from typing import NamedTuple

from flask_babel import LazyString


class Mark(NamedTuple):
    """The word, and its colour: "info", "trial", "good", "wrong" or none."""

    word: LazyString
    colour: str = ""
