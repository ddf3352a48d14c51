"""A limit is named once, and a day written in one place: pages, letters and papers take both from there."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from assess import figures, limits
from assess.cases import passes
from assess.config import ROOT
from assess.documents.wording import environment
from assess.texts import formats
from assess.uploads import LARGEST
from assess.uploads.refusals import FileTooLarge, PdfTooLong, TooManyFiles

DAY, MOMENT = date(2026, 11, 22), datetime(2026, 11, 22, 0, 5, tzinfo=UTC)
SOURCES = [*(ROOT / "assess").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_and_papers_write_a_day_and_a_sum_alike(app: Flask, language: str) -> None:
    filters = environment(language).filters
    with app.test_request_context(f"/?lang={language}"):
        assert formats.day(DAY) == filters["day"](DAY) == figures.day(DAY, language)
        assert formats.yen(75_000) == filters["yen"](75_000) == figures.yen(75_000, language)
        assert formats.moment(MOMENT).startswith(figures.day(DAY, language))
        assert filters["moment"](MOMENT).startswith(figures.day(DAY, language))


def test_no_other_file_writes_a_day_or_a_sum() -> None:
    written = re.compile(r"\.year\}年|format_date\(|:,\}円|¥\{")
    found = [file.name for file in SOURCES if file.name != "figures.py" and written.search(file.read_text("utf-8"))]
    assert found == []


def test_the_sentences_name_the_limits_that_hold(app: Flask) -> None:
    with app.test_request_context("/?lang=ja"):
        assert f"{limits.LARGEST_FILE_MB}MB" in str(FileTooLarge.sentence)
        assert str(limits.MOST_FILES) in str(TooManyFiles.sentence)
        assert str(limits.MOST_PAGES) in str(PdfTooLong.sentence)
    assert LARGEST == limits.LARGEST_FILE
    assert passes.KEY_VALID.days == limits.KEY_DAYS


def test_no_sentence_names_a_limit_by_a_number_of_its_own() -> None:
    named = re.compile(
        r"[\"'(\s](?:\d+ MB|\d+ files already|\d+ days[,. ]|\d+ hours[,. ]|50%%|50 percent|\d+ million pix)"
    )
    found = [
        (Path(file).name, line.strip()[:100])
        for file in SOURCES
        for line in file.read_text("utf-8").splitlines()
        if "_(" in line + "_l(" and named.search(line) and not line.lstrip().startswith(("#", '"""'))
    ]
    assert [entry for entry in found if "_(" in entry[1] or "_l(" in entry[1]] == []
