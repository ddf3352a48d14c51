"""What a letter is: plain text in the language of its reader. Each letter is a file of this room with one function.

That function, `…_letter(to, language, about, base_url)`, writes it; `telling.tell` sends it.
"""

from typing import NamedTuple


class Letter(NamedTuple):
    """A letter to one reader; `language` is "ja" or "en"."""

    to: str
    language: str
    sender_name: str
    subject: str
    text: str
