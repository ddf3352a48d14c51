"""One word for one thing: the list of words is that of the code and the tables."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from assess.store.models import Base

ROOT = Path(__file__).parents[1]
JAPANESE = ROOT / "assess" / "translations" / "ja" / "LC_MESSAGES" / "messages.po"
NEVER_SAID = (
    "等級",
    "ランク",
    "カテゴリ",
    "証拠",
    "エビデンス",
    "認定証",
    "認証書",
    "見積書",
    "承認者",
    "案件番号",
    "却下",
    "管理策",
    "謝絶",
    "実際に起き",
    "次の段",
)
"""Those of the words under *never* that can mean nothing else on our pages."""


def _rows() -> list[dict[str, str]]:
    """Every row of the tables, by the names of its columns."""
    rows: list[dict[str, str]] = []
    heads: list[str] = []
    for line in (ROOT / "docs" / "words.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            heads = []
        elif not heads:
            heads = cells
        elif set(line) - set("|- "):
            rows.append(dict(zip(heads, cells, strict=True)))
    return rows


def _named(column: str) -> list[str]:
    return sorted({name for row in _rows() for name in re.findall(r"`([\w.]+)`", row.get(column, ""))})


@pytest.fixture(scope="module")
def code() -> set[str]:
    """Every name in the code."""
    sources = [path for room in ("assess", "scoring") for path in (ROOT / room).rglob("*.py")]
    return {name for path in sources for name in re.findall(r"\w+", path.read_text("utf-8"))}


@pytest.mark.parametrize("name", _named("in code"))
def test_what_the_list_says_is_in_the_code_is_there(name: str, code: set[str]) -> None:
    assert name in code


@pytest.mark.parametrize("name", _named("in the database"))
def test_what_the_list_says_is_in_the_database_is_there(name: str) -> None:
    table, _, column = name.partition(".")
    assert table in Base.metadata.tables
    assert not column or column in Base.metadata.tables[table].columns


def test_every_table_has_a_word(code: set[str]) -> None:
    worded = {name.partition(".")[0] for name in _named("in the database")}
    machinery = {"role", "staff_roles", "series", "stored_file", "issued_file"}
    assert set(Base.metadata.tables) - worded == machinery


def test_japanese_pages_say_no_word_that_is_never_said() -> None:
    with JAPANESE.open("rb") as file:
        catalogue = read_po(file, "ja")
    said = "\n".join(str(message.string) for message in catalogue)
    assert [word for word in NEVER_SAID if word in said] == []


def test_every_translation_can_be_filled_in() -> None:
    """A figure is followed by %% where the English text is formatted: one % alone ends the page with an error."""
    broken = []
    for message in read_po(io.BytesIO(JAPANESE.read_bytes())):
        sources, texts = _each(message.id), _each(message.string)
        names = dict.fromkeys(re.findall(r"%\((\w+)\)", " ".join(sources)), 1)
        for text in texts if names else ():
            try:
                _filled = text % names
            except (KeyError, TypeError, ValueError):
                broken.append(text)
    assert broken == []


def _each(text: object) -> list[str]:
    """The text, or each of its forms where it has several."""
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text)]
