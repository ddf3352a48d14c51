"""What every file of an edition is written in: ids, texts in both languages, whole numbers (docs/rules.md § 1)."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from ..reading.faults import NOT_A_VALUE, NOT_ENGLISH

Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, StringConstraints(strict=True, pattern=r"\S")]
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _english(text: str) -> str:
    """Names may be Japanese in an English text, but not most of it."""
    if 2 * len(_JAPANESE.findall(text)) > len(text):
        raise PydanticCustomError(NOT_ENGLISH, "write the English text")
    return text


def _value(value: object) -> object:
    if not isinstance(value, str) and type(value) is not int:
        raise PydanticCustomError(NOT_A_VALUE, "write a word or a whole number")
    return value


English = Annotated[Words, AfterValidator(_english)]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]
Points = Annotated[StrictInt, Field(ge=1, le=100)]
Yen = Annotated[StrictInt, Field(ge=0, le=10**12)]
Value = Annotated[Words | StrictInt, BeforeValidator(_value)]
"""What a particular is compared with: "yes", "no", the id of a choice, or the number from which on it holds."""


class Entry(BaseModel):
    """A mapping of known keys; anything else in it is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Text(Entry):
    """One text in both languages; neither may be left out."""

    ja: Words
    """The Japanese wording."""
    en: English
    """The English wording."""

    def in_(self, language: str) -> str:
        """The wording in `language` ("ja" or "en"); Japanese where it is neither."""
        return self.en if language == "en" else self.ja
