"""Rows that a button of a list names."""

import re

from assess.errors import NotFound


def row_number(sent: str) -> int:
    """Return the number of a row that a button names; raises NotFound for anything else."""
    if not re.fullmatch(r"[0-9]{1,9}", sent):
        raise NotFound
    return int(sent)
