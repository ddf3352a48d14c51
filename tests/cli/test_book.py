"""The tariff book: an edition on paper, with a reason beside each figure, that an actuary can sign."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assess.cli import main
from assess.papers.book_changes import account_of
from scoring import Edition, load_editions
from tests.documents.reading import information, text, words

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
EDITIONS = load_editions(QUESTIONNAIRES)
FIRST, SECOND = EDITIONS["sme-cyber/2026-10"], EDITIONS["sme-cyber/2026-12"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["book", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module", params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def second(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("book") / f"{language}.pdf"
    assert run(SECOND.id, "--out", out, "--lang", language).exit_code == 0
    return out


@pytest.fixture(scope="module")
def told(second: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """All pages without their feet, which would stand in the middle of a text that goes over a page."""
    above_the_foot = ("-raw", "-x", "0", "-y", "0", "-W", "595", "-H", "779")
    return words(text(second.read_bytes(), tmp_path_factory.mktemp("text"), *above_the_foot))


def printed(said: str) -> str:
    """A text as it stands on paper."""
    return words(said.replace("’", "'"))


def reasons(edition: Edition, language: str) -> list[str]:
    """Every reason that an edition gives."""
    given = [question.because for question in edition.questions.values()]
    given += [question.cost_because for question in edition.questions.values()]
    given += [scale.because for scale in edition.scales.values()]
    given += [credit.because for credit in edition.credits.values()]
    given += [credit.cost_because for credit in edition.credits.values() if credit.cost]
    given += [group.bonus.because for group in edition.groups.values() if group.bonus]
    given += [reason for tier in edition.tiers.values() for reason in (tier.because, *(g.because for g in tier.gates))]
    given.append(edition.review.because)
    assert None not in given
    return [reason.in_(language) for reason in given if reason]


def test_every_figure_has_its_reason_beside_it(told: str, language: str) -> None:
    for reason in reasons(SECOND, language):
        assert printed(reason) in told


def test_every_question_has_its_weight_its_options_and_how_to_count(told: str, language: str) -> None:
    for number, question in enumerate(SECOND.questions.values(), 1):
        weight = f"重み{question.weight}（" if language == "ja" else f"weight{question.weight}("
        assert printed(f"{number}　{question.name.in_(language)}{weight}") in told
        assert printed(question.marking.in_(language)) in told
        for option in question.options.values():
            note = option.note.in_(language) if option.note else ""
            assert printed(f"{option.label.in_(language)} {note} {option.factor}%") in told


def test_what_a_step_takes_is_told_in_hours_and_yen(told: str, language: str) -> None:
    edr = (
        "8時間、1人あたり年7,200円、外部に頼む"
        if language == "ja"
        else "8 h, ¥7,200 a year per person, with a supplier"
    )
    assert printed(edr) in told


def test_tiers_credits_facts_particulars_and_rules_are_all_there(told: str, language: str) -> None:
    entries = (SECOND.tiers, SECOND.credits, SECOND.profile, SECOND.particulars, SECOND.scales, SECOND.risks)
    for entry in [entry for kind in entries for entry in kind.values()]:
        assert printed(entry.name.in_(language)) in told
    for rule in SECOND.contradictions.values():
        assert printed(rule.say.in_(language)) in told
    for accident in SECOND.accidents.values():
        assert printed(accident.title.in_(language)) in told


def test_every_page_carries_the_hashes_of_all_files(second: Path, tmp_path: Path) -> None:
    book = second.read_bytes()
    for page in range(1, int(information(book, tmp_path)["Pages"]) + 1):
        shown = words(text(book, tmp_path, "-f", str(page), "-l", str(page)))
        for name, sha256 in SECOND.files.items():
            assert f"{name}{sha256}" in shown, page


def test_every_figure_that_changed_is_told_before_and_now(told: str, language: str) -> None:
    isms, before = SECOND.credits["isms"].name.in_(language), FIRST.title.in_(language)
    assert printed(f"{isms}{'　ポイント' if language == 'ja' else ', points'}158") in told
    assert printed(before) in told
    removed = FIRST.questions["endpoint-defence"].name.in_(language)
    assert printed(f"{removed}{'　重み' if language == 'ja' else ', weight'}7–") in told


def test_the_makers_say_why_in_the_language_of_the_book(told: str, language: str) -> None:
    log = (QUESTIONNAIRES / SECOND.id / "CHANGELOG.md").read_text(encoding="utf-8")
    lines = account_of(log, "en" if language == "en" else "ja")
    assert len(lines) > 20
    for line in lines:
        assert printed(line.text) in told


def test_a_draft_calls_itself_one_and_a_published_edition_does_not(tmp_path: Path) -> None:
    root = tmp_path / "questionnaires"
    shutil.copytree(QUESTIONNAIRES, root)
    lines = (root / "PUBLISHED").read_text(encoding="utf-8").splitlines(keepends=True)
    (root / "PUBLISHED").write_text("".join(line for line in lines if FIRST.id in line), encoding="utf-8")
    shown = []
    for edition in (FIRST, SECOND):
        assert run(edition.id, "--out", tmp_path / "book.pdf", "--editions", root).exit_code == 0
        shown.append(words(text((tmp_path / "book.pdf").read_bytes(), tmp_path)))
    assert "公開済み：ファイルは1バイトも変わりません" in shown[0]
    assert "案：まだ公開していません" in shown[1]


def test_an_edition_of_the_first_rules_says_that_it_gives_no_reasons(tmp_path: Path) -> None:
    assert run(FIRST.id, "--out", tmp_path / "book.pdf").exit_code == 0
    shown = words(text((tmp_path / "book.pdf").read_bytes(), tmp_path))
    assert "理由を求めなかった最初の規則で作られました" in shown
    assert "理由は書かれていません" not in shown
    assert "これより前の版はありません" in shown
    assert "小（1段ごとに1）" in shown


def test_what_cannot_be_read_or_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    unknown = run("sme-cyber/2030-01", "--out", tmp_path / "book.pdf")
    assert unknown.exit_code == 2
    assert "2030-01" in unknown.output
    nowhere = run(FIRST.id, "--out", tmp_path / "nowhere" / "book.pdf")
    assert nowhere.exit_code == 2
    assert "cannot be written" in nowhere.output
