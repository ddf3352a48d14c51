"""The commands on staff accounts: a link that works once, sentences instead of tracebacks, a chain that is checked."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assess.cli import main
from assess.store.models import RoleName
from tests.mailbox import Mailbox, mailbox

EMAIL = "saeki@example.jp"


@pytest.fixture
def folder(tmp_path: Path, empty_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder with an empty, migrated database, which the commands work on."""
    (tmp_path / "sonae.sqlite").write_bytes(empty_sqlite.read_bytes())
    monkeypatch.setenv("ASSESS_INSTANCE", str(tmp_path))
    monkeypatch.setenv("ASSESS_BASE_URL", "https://sonae.example.jp")
    return tmp_path


@pytest.fixture
def post(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server, to which the commands send."""
    with mailbox() as box:
        monkeypatch.setenv("ASSESS_SMTP_URL", f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setenv("ASSESS_MAIL_FROM", "no-reply@sonae.example")
        yield box


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def add(*more: str, email: str = EMAIL) -> Result:
    return run("staff", "add", email, "--role", "underwriter", *more)


def columns(folder: Path, sql: str) -> list[object]:
    with sqlite3.connect(folder / "sonae.sqlite") as database:
        return [row[0] for row in database.execute(sql)]


def test_where_no_mail_leaves_the_link_is_printed_and_kept_only_as_a_hash(folder: Path) -> None:
    done = add("--name", "佐伯 真理")
    assert done.exit_code == 0, done.output
    found = re.search(r"https://sonae\.example\.jp/sign-in/password#([0-9A-Z-]{34})\n", done.output)
    assert found
    assert found[1].replace("-", "").encode() not in (folder / "sonae.sqlite").read_bytes()
    assert columns(folder, "SELECT name FROM staff") == ["佐伯 真理"]


@pytest.mark.parametrize(("language", "words"), [("ja", "パスワードを"), ("en", "Set your password")])
def test_where_mail_leaves_the_link_is_mailed_and_printed_nowhere(post: Mailbox, language: str, words: str) -> None:
    done = add("--lang", language)
    assert (done.exit_code, "#" in done.output) == (0, False)
    assert post.recipients == [[EMAIL]]
    assert words in str(post.mails[0]["Subject"]) + post.text()
    assert re.search(r"https://sonae\.example\.jp/sign-in/password#[0-9A-Z-]{34}\n", post.text())


def test_a_mail_that_cannot_be_sent_leaves_the_link_to_hand_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESS_SMTP_URL", "smtp://127.0.0.1:1")
    monkeypatch.setenv("ASSESS_MAIL_FROM", "no-reply@sonae.example")
    done = add()
    assert done.exit_code == 0
    assert "hand this link over yourself" in done.stderr
    assert "/sign-in/password#" in done.stdout


@pytest.mark.usefixtures("folder")
def test_a_duplicate_is_a_sentence_without_a_hash_or_a_traceback() -> None:
    add()
    for spelt in (EMAIL, "Saeki@EXAMPLE.jp", "ｓａｅｋｉ@example.jp"):
        done = add(email=spelt)
        assert done.exit_code == 1
        assert done.stderr.startswith("Error: There is a staff account with this address already.")
        assert "argon2" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)


@pytest.mark.usefixtures("folder")
def test_what_is_no_address_or_no_account_is_a_sentence() -> None:
    assert "This is no e-mail address." in add(email="saeki").stderr
    for words in (["deactivate"], ["activate"], ["reset"]):
        done = run("staff", *words, "nobody@example.jp")
        assert (done.exit_code, "There is no staff account" in done.stderr) == (1, True)
    assert run("staff", "role", EMAIL, "king").exit_code == 2
    assert run("staff", "role", EMAIL, "agent").exit_code == 1


@pytest.mark.usefixtures("folder")
def test_the_list_says_who_may_sign_in_as_what() -> None:
    add("--name", "佐伯 真理")
    add(email="zoe@example.jp")
    run("staff", "role", "zoe@example.jp", "agent")
    run("staff", "deactivate", "zoe@example.jp")
    first, second = (re.split(r"\s{2,}", line) for line in run("staff", "list").output.splitlines())
    assert first == [EMAIL, "underwriter", "waits for the password", "佐伯 真理", "no limit of their own"]
    assert second == ["zoe@example.jp", "agent", "inactive", "zoe"]


@pytest.mark.usefixtures("folder")
def test_saying_it_twice_says_so() -> None:
    add()
    said = [run("staff", act, EMAIL).output for act in ("deactivate", "deactivate", "activate", "activate")]
    assert [words.split(EMAIL)[1].strip(" .\n") for words in said] == [
        "may not sign in any more, and the sessions have ended",
        "was inactive already",
        "may sign in again",
        "is active already",
    ]


@pytest.mark.usefixtures("folder")
def test_the_authority_of_an_underwriter_is_set_by_plan_and_told() -> None:
    add()
    said = [
        run("staff", "authority", EMAIL, *words).output.removeprefix(f"{EMAIL} ").strip(". \n")
        for words in (["--rate", "50"], ["--rate", "50"], ["--rate", "40", "--plan", "wide"], ["--none"], ["--none"])
    ]
    assert said == [
        "may issue up to 50% without a lead from now on",
        "may issue up to 50% without a lead already",
        "may issue up to 40% of the plan wide without a lead from now on",
        "has no limit of their own from now on",
        "has no limit of their own already",
    ]
    assert run("staff", "list").output.rstrip().endswith("wide up to 40%")
    assert run("audit", "verify").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_an_authority_that_cannot_be_is_a_sentence() -> None:
    add()
    run("staff", "add", "lead@example.jp", "--role", "lead")
    refused = {
        "Say either --rate, or --none": [EMAIL],
        "Say either": [EMAIL, "--rate", "1", "--none"],
        "61 is not in the range": [EMAIL, "--rate", "61"],
        "There is no plan 'gold'; the editions have basic, wide.": [EMAIL, "--rate", "40", "--plan", "gold"],
        "Only an underwriter has a limit": ["lead@example.jp", "--rate", "40"],
        "There is no staff account": ["nobody@example.jp", "--rate", "40"],
    }
    for sentence, words in refused.items():
        done = run("staff", "authority", *words)
        assert (done.exit_code > 0, sentence in done.stderr) == (True, True), done.stderr


@pytest.mark.parametrize("role", RoleName)
@pytest.mark.usefixtures("folder")
def test_every_role_can_be_given(role: RoleName) -> None:
    done = run("staff", "add", EMAIL, "--role", role.value)
    assert f"{EMAIL} may sign in as {role.value}" in done.output


def test_the_command_that_checks_the_chains_sees_an_account_that_was_changed_past_them(folder: Path) -> None:
    add()
    run("staff", "reset", EMAIL)
    whole = run("audit", "verify")
    assert whole.exit_code == 0
    assert whole.output.startswith("0 cases and 2 events of staff accounts: every chain is whole")
    with sqlite3.connect(folder / "sonae.sqlite") as database:
        locks = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'account_event'"
        for (name,) in database.execute(locks).fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE account_event SET actor = 'nobody' WHERE sequence = 1")
    assert run("audit", "verify").stderr == "staff accounts: event 1 does not fit the chain\n"
    with sqlite3.connect(folder / "sonae.sqlite") as database:
        database.execute("UPDATE staff SET active = 0")
    done = run("audit", "verify")
    assert done.exit_code == 1
    assert f"{EMAIL}: the account says otherwise than its events" in done.stderr


def test_who_acted_at_the_command_line_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "tanaka")
    add()
    assert columns(folder, "SELECT actor FROM account_event") == ["operator tanaka"]
