"""Files of strangers on the page and at the command: nothing of them harms, and each gets a true sentence."""

import io
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient

from assess import clock
from assess.cli import main
from assess.cli.saying import visible
from assess.documents import LARGEST, Busy
from assess.papers.press import press_of
from assess.underwriting import certificates
from tests import builders

STRANGERS = Path(__file__).parents[1] / "documents" / "strangers"


@pytest.fixture
def issued(app: Flask) -> tuple[str, bytes]:
    with app.app_context():
        underwriter = builders.staff()
        checked = builders.submitted({"admin-mfa": "most"}, credits=("isms",))
        builders.confirm_all(checked, underwriter)
        certificate = certificates.issue(checked.public_id, underwriter)
        return certificate.number, certificates.file(certificate, "ja", press_of(app))


def drop(client: FlaskClient, content: bytes, status: int = 200) -> str:
    answer = client.post("/verify", data={"pdf": (io.BytesIO(content), "certificate.pdf")})
    assert answer.status_code == status
    return answer.text


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


@pytest.mark.parametrize("file", sorted(STRANGERS.glob("*.pdf")), ids=lambda file: file.stem)
def test_hostile_files_are_not_ours_on_the_page_and_at_the_command(client: FlaskClient, file: Path) -> None:
    page = drop(client, file.read_bytes())
    assert "当サービスの証明書ではありません" in page
    assert "改変されています" not in page
    said = command(file)
    assert (said.exit_code, "not a certificate" in said.output) == (1, True)


def test_a_file_with_something_added_shows_what_was_issued(client: FlaskClient, issued: tuple[str, bytes]) -> None:
    page = drop(client, issued[1] + b"\n% a note of a viewer\n")
    assert issued[0] in page
    assert "封印のあとに何かが書き足されています" in page
    assert "発行したファイルそのもの" not in page


def test_a_file_that_is_too_large_is_told_so(client: FlaskClient) -> None:
    assert "どの証明書よりも大きな" in drop(client, b"%PDF-1.7\n".ljust(LARGEST + 1))


def test_where_too_many_files_wait_one_is_asked_to_come_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Busy

    monkeypatch.setattr("assess.papers.press.check_certificate", busy)
    answer = client.post("/verify", data={"pdf": (io.BytesIO(b"%PDF-1.7"), "certificate.pdf")})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "確認待ち" in answer.text


def test_an_issuer_file_without_a_certificate_is_wrong_use(issued: tuple[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(issued[1])
    for content in (b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        (tmp_path / "issuer.pem").write_bytes(content)
        said = command(tmp_path / "c.pdf", "--issuer", tmp_path / "issuer.pem")
        assert (said.exit_code, "holds no certificate" in said.output) == (2, True)


def test_a_bundle_of_issuers_will_do(app: Flask, issued: tuple[str, bytes], tmp_path: Path) -> None:
    from assess.documents import Signer  # noqa: PLC0415

    (tmp_path / "c.pdf").write_bytes(issued[1])
    older, own = Signer.development(tmp_path).certificate, press_of(app).signer.certificate
    (tmp_path / "issuers.pem").write_bytes(older + own)
    assert command(tmp_path / "c.pdf", "--issuer", tmp_path / "issuers.pem").exit_code == 0


def test_past_its_expiry_a_certificate_is_genuine_but_expired(
    app: Flask, issued: tuple[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c.pdf").write_bytes(issued[1])
    (tmp_path / "issuer.pem").write_bytes(press_of(app).signer.certificate)
    later = clock.today() + timedelta(days=800)
    monkeypatch.setattr(clock, "today", lambda: later)
    said = command(tmp_path / "c.pdf", "--issuer", tmp_path / "issuer.pem")
    assert said.exit_code == 3
    assert "expired on" in said.output.splitlines()[0]


def test_what_would_steer_a_terminal_is_shown_and_not_sent() -> None:
    hostile = "a\x1b]0;title\x07b\u202egpj.exe\nc\u2028d"
    shown = visible(hostile)
    assert shown == "a\\x1b]0;title\\x07b\\u202egpj.exe\\x0ac\\u2028d"
    assert not [sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cf", "Zl")]
    assert visible("株式会社 北浜精機: 45 %") == "株式会社 北浜精機: 45 %"


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    said = command(tmp_path / "a\x1b[2Jb.pdf")
    assert (said.exit_code, "\x1b" in said.output) == (2, False)
