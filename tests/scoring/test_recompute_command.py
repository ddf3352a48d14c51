"""`assess recompute`: a decision record, computed again from the file alone (docs/rules.md §§ 10, 11)."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assess.cli import main
from scoring import Facts, Issue, RecordedDeclaration, RecordedVerdict, build_record, canonical, digest, load_editions

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
EDITION = "sme-cyber/2026-10"


def recomputed(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["recompute", *map(str, arguments)])


def forge(record: Path, old: str, new: str) -> None:
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A decision record of a case in which everything was confirmed."""
    edition = load_editions(QUESTIONNAIRES)[EDITION]
    answers = {question.id: list(question.options)[-1] for question in edition.questions.values()}
    declared = Facts(EDITION, "wide", dict.fromkeys(edition.profile, True), answers, ("isms",))
    day = date(2026, 11, 22)
    verdicts = [RecordedVerdict("answer", question, "confirmed", day) for question in answers]
    verdicts += [RecordedVerdict("fact", fact, "confirmed", day) for fact in edition.profile]
    verdicts += [RecordedVerdict("credit", "isms", "confirmed", day)]
    declaration = RecordedDeclaration("山田 花子", "代表取締役", "2026-11-20T10:00:00+09:00", "1")
    issue = Issue("SC-2026-000001-5", "見本商事", None, declaration, ("見本 太郎",), day, date(2027, 11, 21))
    file = tmp_path / "record.json"
    file.write_bytes(canonical(build_record(edition, declared, verdicts, issue)))
    return file


def test_recompute_finds_the_recorded_rate_again(record: Path) -> None:
    result = recomputed(record)
    assert result.exit_code == 0
    assert "SC-2026-000001-5: computed again, the rate is 55 % as recorded." in result.output
    assert digest(json.loads(record.read_bytes())) in result.output


def test_recompute_says_what_differs_and_ends_with_1(record: Path) -> None:
    forge(record, '"rate":55', '"rate":56')
    result = recomputed(record)
    assert result.exit_code == 1
    assert result.stderr == f"{record}: result.rate: the record says 56, computed again it is 55\n"


def test_recompute_names_a_key_that_no_record_has(record: Path) -> None:
    forge(record, '"engine":', '"enigne":"1.0.0","engine":')
    result = recomputed(record)
    assert result.exit_code == 2
    assert "enigne: is not a known key; known here are format, number, company" in result.stderr
    assert "(did you mean engine?)" in result.stderr


def test_recompute_notices_that_an_edition_is_not_the_one_that_was_used(record: Path, tmp_path: Path) -> None:
    editions = tmp_path / "questionnaires"
    shutil.copytree(QUESTIONNAIRES, editions)
    (editions / EDITION / "CHANGELOG.md").write_text("# Another\n", encoding="utf-8")
    result = recomputed(record, "--editions", editions)
    assert result.exit_code == 1
    assert "edition.files.CHANGELOG.md: the file is not the one that the record was made with" in result.stderr


def test_recompute_says_so_where_the_edition_is_not_there(record: Path) -> None:
    forge(record, '"id":"sme-cyber/2026-10"', '"id":"sme-cyber/2020-01"')
    result = recomputed(record)
    assert result.exit_code == 1
    assert "edition.id: sme-cyber/2020-01 is not here; there are sme-cyber/2026-10" in result.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "this is not JSON"),
        (b"[]", "the file holds no JSON object"),
        (b'{"a": NaN}', "this is not JSON (NaN is no number)"),
        (b'{"a": 1, "a": 2}', "a: stands there twice"),
        (b'{"a": \xff}', "the file is not UTF-8"),
        (b"[" * 100_000, "this is not JSON (nested too deep)"),
        (b'{"a": ' + b"9" * 5000 + b"}", "this is not JSON"),
        (b"{}", "format: is missing; add it"),
    ],
)
def test_what_is_no_record_ends_with_2_and_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(content)
    result = recomputed(file)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{file}: ")
    assert sentence in result.stderr
