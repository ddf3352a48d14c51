"""YAML means what it looks like, or it is refused with a sentence."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.reading.content import LARGEST_FILE
from scoring.reading.yaml_file import parse_yaml, read_yaml


def value_of(text: str) -> Any:
    value, faults, _ = parse_yaml(text.encode())
    assert not faults
    return value


def faults_of(content: bytes | str) -> list[str]:
    content = content.encode() if isinstance(content, str) else content
    return [str(fault) for fault in parse_yaml(content).faults]


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "n", "none", "all", "None", "2026-10", "2026-10-01"])
def test_words_that_other_readers_turn_into_something_else_stay_words(word: str) -> None:
    assert value_of(f"key: {word}") == {"key": word}


@pytest.mark.parametrize("number", ["0x1F", "0b1", "1_000", "12:30:00", "1e", "1.2.3", "+", "."])
def test_what_only_resembles_a_number_stays_text(number: str) -> None:
    assert value_of(f"key: {number}") == {"key": number}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", False),
        ("60", 60),
        ("-1", -1),
        ("007", 7),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("'true'", "true"),
        ('"60"', "60"),
        ("|\n  60\n", "60\n"),
        ("''", ""),
        ("[a, 1]", ["a", 1]),
        ("{a: {b: c}}", {"a": {"b": "c"}}),
    ],
)
def test_true_false_and_plain_numbers_are_values_and_quotes_make_text(written: str, value: object) -> None:
    found = value_of(f"key: {written}")
    assert found == {"key": value}
    assert type(found["key"]) is type(value)


def test_a_byte_order_mark_is_not_part_of_the_first_key() -> None:
    assert parse_yaml(b"\xef\xbb\xbfkey: 1").value == {"key": 1}


@pytest.mark.parametrize("empty", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_a_fault_with_its_place(empty: str) -> None:
    assert faults_of(f"a:\n  b: {empty}\n") == ["a.b: is empty; write a value or remove the key (line 2)"]


def test_a_key_that_stands_twice_is_a_fault_at_any_depth() -> None:
    (fault,) = faults_of("a: [{b: 1, c: 2,\n b: 3}]")
    assert fault == "a.1.b: stands there twice, first in line 1; keep one, or give one another name (line 2)"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a:\n  en: The rule #1 document\n",
            "a.en: ends before the # in its line; put the text in quotes, or the # in another line (line 2)",
        ),
        (
            "a: {ja: 字, en: by phone, chat and SMS}\n",
            "a.chat and SMS: is no key; if it goes on the text before the comma, put that text in quotes (line 1)",
        ),
    ],
)
def test_a_text_that_yaml_would_cut_off_is_a_fault(text: str, sentence: str) -> None:
    assert faults_of(text) == [sentence]


def test_what_stands_behind_a_text_that_was_cut_off_is_read_all_the_same() -> None:
    fault, other = faults_of("a: {en: by phone, chat and SMS, ja: 字}\nb: ~\n")
    assert fault.startswith("a.chat and SMS: is no key")
    assert other == "b: is empty; write a value or remove the key (line 2)"
    value = parse_yaml("a: {en: by phone, chat and SMS, ja: 字}\n".encode()).value
    assert value == {"a": {"en": "by phone", "ja": "字"}}


@pytest.mark.parametrize(
    "text", ["a: 7  # years\n", "a: word  # why\n", "a: 'two words'  # why\n", "# two words\na: b c\n"]
)
def test_a_comment_that_cuts_no_text_off_is_none(text: str) -> None:
    assert faults_of(text) == []


def test_every_fault_of_a_file_is_found_at_once() -> None:
    assert len(faults_of("a: 1\na: 2\nb: ~\nc: !x y\nd: &e {f: ~}\ng: *e\n? [h]\n: i\n")) == 6


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: &x 1\nb: *x\n", "b: is an alias (*); write the value out (line 2)"),
        ("a: !!python/object:os.system x\n", "has the tag tag:yaml.org,2002:python/object:os.system; remove the"),
        ("a: !!binary aGk=\n", "has the tag tag:yaml.org,2002:binary; remove the tag (line 1)"),
        ("a: 1\n--- \nb: 2\n", "line 2: a second document starts; keep one to a file"),
        ("x:\n  ? {a: ~}\n  : b\n", "x.?.a: is empty; write a value"),
        ("? {a: 1}\n: b\n", "has a key that is not a word; write `key: value` lines (line 1)"),
        (
            "a: [1, 2\n",
            "(did not find expected ',' or ']'); close the bracket, or put the text in quotes, in this line",
        ),
        (
            "a: see: this\n",
            "line 1: this is not YAML (mapping values are not allowed in this context); put a text with",
        ),
        ("a:\n  b: 1\n c: 2\n", "line 3: this is not YAML (did not find expected key); set the line as far to the"),
        ("a: 1\nb: 2\nc: [1, 2\nd: 3\n", "line 4: this is not YAML"),
        ("a: 'open\n", "this is not YAML"),
        ("\ta: 1\n", "this is not YAML"),
        ("a: \x07\n", "this is not YAML (control characters are not allowed)"),
        ("", "the file holds no keys; write `key: value` lines"),
        ("- a\n- b\n", "the file holds no keys; write `key: value` lines"),
        ("just words", "the file holds no keys; write `key: value` lines"),
        ("a: " + "[" * 50 + "]" * 50, "line 1: nested deeper than 16 levels; write it flatter"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    assert any(sentence in fault for fault in faults_of(text)), faults_of(text)


def test_a_file_made_to_exhaust_the_reader_is_refused_at_once() -> None:
    assert "nested deeper" in faults_of("a: " + "[" * 200_000)[0]
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert len(faults_of(bomb)) == 18


def test_a_number_of_any_length_is_read_without_trouble() -> None:
    assert value_of("a: " + "9" * 30) == {"a": 10**30 - 1}
    assert value_of("a: " + "9" * 10_000) == {"a": "9" * 10_000}


@pytest.mark.parametrize("content", [b"a: \xff\xfe", "a: 表".encode("utf-16"), "a: 表".encode("shift_jis")])
def test_a_file_that_is_not_utf8_says_so(content: bytes) -> None:
    (fault,) = faults_of(content)
    assert fault.startswith("the file is not UTF-8 (byte ")
    assert fault.endswith("; save it as UTF-8")


def test_the_first_byte_that_is_no_utf8_is_named() -> None:
    assert faults_of(b"a: \xff") == ["the file is not UTF-8 (byte 4); save it as UTF-8"]


def test_sixteen_levels_are_read_and_seventeen_are_not() -> None:
    def nested(levels: int) -> str:
        return "a: " + "[" * (levels - 1) + "1" + "]" * (levels - 1)

    assert faults_of(nested(16)) == []
    assert faults_of(nested(17)) == ["line 1: nested deeper than 16 levels; write it flatter"]


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything(content: bytes) -> None:
    value, faults, _ = parse_yaml(content)
    assert isinstance(value, dict) or faults


@given(st.text(alphabet="ab:-{}[],&*!?|>'\"#% \n\t~01.", max_size=60))
def test_no_text_whatever_raises_anything(text: str) -> None:
    value, faults, _ = parse_yaml(text.encode())
    assert isinstance(value, dict) or faults


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    def fault(path: Path) -> str:
        (found,) = read_yaml(path).faults
        return str(found)

    assert fault(tmp_path / "absent") == "the file is missing; give the path of a file that is there"
    assert fault(tmp_path) == "this is not a file; give the path of a file"
    assert fault(tmp_path / ("x" * 300)) == "the file cannot be read (File name too long); make it readable"
    assert fault(Path("a\0b")) == "the file is missing; give the path of a file that is there"
    large = tmp_path / "large"
    large.write_bytes(b"a" * (LARGEST_FILE + 1))
    assert fault(large) == "the file is too large; at most 4000000 bytes are read"
