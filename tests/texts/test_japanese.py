"""What every Japanese text keeps to: full-width signs, 件 above nine, one さん, and no number that can be counted."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from assess.texts import formats
from assess.texts.people import addressed, named

ROOT = Path(__file__).parents[2]
JAPANESE = "ぁ-んァ-ヶ一-龠々〆〇、。「」"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PLACE = r"%(?:\(\w+\))?[sd]"
HALF_WIDTH = re.compile(r"[()\[\]:;!?]")
COUNTED = re.compile(
    r"\b(?:two|three|four|ten|thirty|\d+) (?:plain |other )?(?:questions|domains|facts|statements|plans|tiers)\b"
    r"|(?:about|some) \d+ min"
    r"|[0-9一二三四五六七八九十]+(?:つ|個|件)?の(?:設問|分野|質問|文|プラン|区分)|\d+(?:問|分野|つの文)|\d\d分ほど",
    re.IGNORECASE,
)


def catalogue() -> Iterator[tuple[str, str]]:
    """Each source text with each of its Japanese translations."""
    with (ROOT / "assess" / "translations" / "ja" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file, "ja"):
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            for source in filter(None, sources):
                for text in said:
                    yield str(source), str(text)


def test_japanese_texts_have_no_half_width_brackets_or_colons() -> None:
    bare = [re.sub(rf"{PLACE}|%%", "", text) for _source, text in catalogue()]
    assert [text for text in bare if re.search(f"[{JAPANESE}]", text) and HALF_WIDTH.search(text)] == []


def _typed(template: str) -> str:
    """What a template says by itself: without its expressions, its tags and its comments."""
    for left_out in (r"\{#.*?#\}", r"<(script|style|svg)\b.*?</\1>", r"\{%.*?%\}", r"\{\{.*?\}\}", r"<[^>]*>"):
        template = re.sub(left_out, " ", template, flags=re.DOTALL)
    return template


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_sets_brackets_or_colons_by_itself(path: Path) -> None:
    assert [line.strip() for line in _typed(path.read_text("utf-8")).splitlines() if HALF_WIDTH.search(line)] == []


def test_what_may_be_more_than_nine_is_never_counted_in_tsu() -> None:
    assert [text for _source, text in catalogue() if re.search(rf"(?:{PLACE}|\d\d|十)つ", text)] == []


def test_no_text_adds_san_to_a_name_that_may_bring_its_own() -> None:
    assert [text for _source, text in catalogue() if re.search(rf"{PLACE} ?(?:さん|様)", text)] == []


def test_what_an_edition_decides_is_counted_from_it() -> None:
    assert {source for source, text in catalogue() if COUNTED.search(source) or COUNTED.search(text)} == set()


@pytest.mark.parametrize(
    ("entered", "in_a_sentence", "at_the_head"),
    [
        ("山田", "山田さん", "山田 様"),
        ("山田 洋子", "山田 洋子さん", "山田 洋子 様"),
        ("山田さん", "山田さん", "山田 様"),
        ("山田様", "山田様", "山田様"),
        ("山田部長", "山田部長", "山田部長 様"),
        ("山田さん（情シス）", "山田さん（情シス）", "山田さん（情シス） 様"),
        ("山田（情シス）", "山田（情シス）さん", "山田（情シス） 様"),
        ("株式会社 青空システム", "株式会社 青空システム", "株式会社 青空システム 御中"),
        ("情報システム課", "情報システム課", "情報システム課 御中"),
    ],
)
def test_a_name_is_honoured_once(app: Flask, entered: str, in_a_sentence: str, at_the_head: str) -> None:
    with app.test_request_context(), formats.speaking("ja"):
        assert (named(entered), addressed(entered)) == (in_a_sentence, at_the_head)
    with app.test_request_context(), formats.speaking("en"):
        assert (named(entered), addressed(entered)) == (entered, entered)
