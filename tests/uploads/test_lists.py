"""Lists of cells: a cell that a spreadsheet could compute is text afterwards, and every other cell is as it was."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.uploads.judging import judge
from assess.uploads.left_out import LeftOut
from assess.uploads.text import clean as clean_text

LISTS = Path(__file__).parents[1] / "corpus" / "lists"


def kept(sent: str) -> str:
    found = clean_text(sent.encode("utf-8"), "csv")
    assert found is not None
    return found.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("sent", "as_kept"),
    [
        ("対策,- OSを更新した", "対策,'- OSを更新した"),
        ("対策,－該当なし", "対策,'－該当なし"),
        ("=1+1", "'=1+1"),
        ("a,\"=cmd|' /C calc'!A0\"", "a,\"'=cmd|' /C calc'!A0\""),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("a,+1+cmd|' /C calc'!A0", "a,'+1+cmd|' /C calc'!A0"),
        ("a;+SUM(A1:A9)", "a;'+SUM(A1:A9)"),
        ("a\t@SUM(1)", "a\t'@SUM(1)"),
        ('"\t=1+1"', '"\'\t=1+1"'),
        ('"\r=1+1"', '"\'\r=1+1"'),
        ("a\r=1+1", "a\r'=1+1"),
        ("＝1+1,＋1+A1,＠A1", "'＝1+1,'＋1+A1,'＠A1"),
        ("\u3000=1+1", "'\u3000=1+1"),
        ('""=1+1', '"\'"=1+1'),
        ('"="1+1', '"\'="1+1'),
        ('"a\n=1', "\"a\n'=1"),
        ("sep=|\na|=1", "sep=|\na|'=1"),
        ("+81-3-1234-5678", "'+81-3-1234-5678"),
    ],
)
def test_a_cell_that_could_be_computed_begins_with_an_apostrophe(sent: str, as_kept: str) -> None:
    assert kept(sent) == as_kept


@pytest.mark.parametrize(
    "sent",
    [
        "端末,台数\nPC,-12\n",
        '差,-1.5%,+3,"-1,200"',
        "電話,+81 3",
        "更新,-\n,－\n,--\n",
        "====\nメモ,a=b",
        "-,なし\n-5,台",
        '"二行の\n- 箇条書き"',
        "mail,a@example.jp",
    ],
)
def test_numbers_dashes_and_words_stay_as_they_are(sent: str) -> None:
    assert kept(sent) == sent


@given(st.text(st.sampled_from("=+-@＝－a1 ,;\t\"\n\r'"), max_size=40))
def test_no_reader_finds_a_cell_to_compute(sent: str) -> None:
    if not sent.strip():
        return
    told = kept(sent)
    assert kept(told) == told
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(told, newline=""), delimiter=separator):
            for cell in row:
                plain = re.sub(r"^[\s\"']+", "", cell) if cell.strip().startswith('"') else cell.strip()
                parted = re.split(r"[,;\t](?!\d)", plain)[0] if plain[:1] in tuple("+-－") else plain
                computed = plain[:1] in tuple("=+-@＝－") and set(parted) & set("a@")
                assert not computed, (told, separator, cell)


def test_lists_of_every_letter_code_are_read() -> None:
    wide = judge("更新状況.csv", (LISTS / "utf-16-le.csv").read_bytes())
    assert "営業-PC01,正常,2026/10/01" in wide.content.decode("utf-8-sig")
    bullets = judge("対策.csv", (LISTS / "bullets.csv").read_bytes())
    assert (bullets.left_out, bullets.content.decode("utf-8-sig").count(",'")) == ({LeftOut.FORMULAS}, 2)
    for code in ("utf-8", "utf-8-sig", "utf-16", "cp932"):
        assert judge("a.txt", "備え".encode(code)).content.decode("utf-8-sig") == "備え"


def test_a_large_list_takes_no_longer_than_its_length() -> None:
    row = '"' + " " * 500_000 + 'x",=' + " " * 500_000 + "\n"
    assert kept(row * 2 + '"').count("'=") == 0
    assert kept("- a," * 200_000).count("'- a") == 200_000
