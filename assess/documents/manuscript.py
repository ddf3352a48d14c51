"""A document ready to print, and what is put into the file beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

RECORD_NAME = "record.json"


@dataclass(frozen=True)
class Manuscript:
    """One document ready to print: finished HTML, its style sheet, and its pictures by name (SVG).

    `under_first` and `under_all` are PDF operators painted under the text of the first and of every page.
    """

    html: str
    css: str
    pictures: Mapping[str, str]
    under_first: bytes = b""
    under_all: bytes = b""


@dataclass(frozen=True)
class Enclosure:
    """The decision record that goes into the file, dated as the record says."""

    content: bytes
    dated: datetime
    description: str
