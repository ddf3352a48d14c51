"""`assess audit`: seals outside the database, and what they find that the chains alone cannot."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from assess.cases import lookup
from assess.cli import main
from assess.papers import sealing
from assess.papers.press import press_of
from assess.store import audit, seals
from assess.underwriting import certificates, verification
from tests import builders
from tests.store.tampering import change, unguarded, written_anew

Run = Callable[..., Result]


@pytest.fixture
def run(any_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    settings = any_app.extensions["settings"]
    monkeypatch.setenv("ASSESS_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("ASSESS_INSTANCE", str(settings.instance))
    return lambda *arguments: CliRunner().invoke(main, ["audit", *arguments])


def certified() -> str:
    underwriter, case = builders.staff(), builders.submitted({"admin-mfa": "most"})
    builders.confirm_all(case, underwriter)
    certificates.issue(case.public_id, underwriter)
    return case.public_id


def test_what_nobody_touched_is_whole_and_says_when_it_was_last_sealed(run: Run) -> None:
    certified()
    never = run("verify")
    assert (never.exit_code, "never sealed" in never.output) == (0, True)
    assert run("seal").exit_code == 0
    builders.submitted()
    assert run("seal").exit_code == 0
    told = run("verify")
    assert told.exit_code == 0, told.output
    assert "2 seals" in told.output


def test_a_case_that_goes_on_after_a_seal_is_no_fault(run: Run) -> None:
    case = builders.submitted()
    run("seal")
    verification.claim(case.public_id, builders.staff())
    assert run("verify").exit_code == 0


def test_a_chain_that_was_written_anew_fits_as_such_and_is_found_by_its_seal(run: Run) -> None:
    case = certified()
    run("seal")
    unguarded()
    change("UPDATE event SET actor = 'somebody else' WHERE action = 'verdict'")
    written_anew(lookup.find(case))
    assert audit.broken_at(lookup.find(case)) is None
    told = run("verify")
    assert told.exit_code == 1
    assert f"{case}: event" in told.output
    assert "its chain was written anew" in told.output


def test_a_case_that_was_removed_is_named(run: Run) -> None:
    case = builders.submitted()
    run("seal")
    unguarded()
    for table in ("event", "answer", "declaration", "profile_answer"):
        change(f"DELETE FROM {table} WHERE assessment_id = :id", id=case.id)
    public_id = case.public_id
    change("DELETE FROM assessment WHERE id = :id", id=case.id)
    told = run("verify")
    assert told.exit_code == 1
    assert f"{public_id}: the case was removed" in told.output


def test_events_of_accounts_that_were_removed_are_found(run: Run) -> None:
    builders.staff()
    run("seal")
    unguarded()
    change("DELETE FROM account_event")
    change("UPDATE account_chain SET length = 0, head = ''")
    told = run("verify")
    assert told.exit_code == 1
    assert "staff accounts: the chain is another than was sealed" in told.output


def edited(line: str) -> str:
    seal = json.loads(line)
    seal["cases"] = 99
    return json.dumps(seal)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda lines: [edited(lines[0]), *lines[1:]], "seal 1: was not signed with the issuer's key"),
        (lambda lines: lines[1:], "seal 1: does not follow from the one before it"),
        (lambda lines: [lines[0], lines[0]], "seal 2: does not follow from the one before it"),
        (lambda lines: ["nothing", *lines[1:]], "seal 1: this line cannot be read"),
    ],
)
def test_a_file_of_seals_that_was_changed_is_no_witness(
    any_app: Flask, run: Run, spoil: Callable[[list[str]], list[str]], fault: str
) -> None:
    builders.submitted()
    run("seal")
    builders.submitted()
    run("seal")
    file = press_of(any_app).seals
    file.write_text("\n".join(spoil(file.read_text("utf-8").splitlines())) + "\n", encoding="utf-8")
    told = run("verify")
    assert told.exit_code == 1
    assert fault in told.output


def test_only_what_moved_is_written_again(any_app: Flask) -> None:
    first = builders.submitted()
    press = press_of(any_app)
    assert list(json.loads(sealing.seal(press))["moved"]) == [first.public_id]
    second = builders.submitted()
    assert list(json.loads(sealing.seal(press))["moved"]) == [second.public_id]
    assert press.seals.stat().st_mode & 0o777 == 0o600


def test_the_root_depends_on_every_head_and_not_on_their_order() -> None:
    heads = {f"case {number}": (number, "00") for number in range(1, 8)}
    assert seals.root(heads) == seals.root(dict(reversed(heads.items())))
    assert len({seals.root({**heads, case: (9, "00")}) for case in heads} | {seals.root(heads)}) == 8


def test_a_seal_that_cannot_be_written_takes_no_certificate_back(any_app: Flask, tmp_path: Path) -> None:
    press = press_of(any_app)
    press.seals.mkdir()  # where the file should be
    case = certified()
    sealing.seal_after_issue(press)
    assert lookup.find(case).state == "certified"
