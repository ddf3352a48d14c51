"""Pages for everyone: the first page, all questions, and the check of a certificate by code and by file."""

import io
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from assess.cli import main
from assess.papers.press import press_of
from assess.texts import editions
from assess.underwriting import certificates
from tests import builders


@pytest.fixture
def issued(app: Flask) -> tuple[str, str, bytes]:
    """Code, number and file of a certificate of 45 percent."""
    with app.app_context():
        underwriter = builders.staff()
        checked = builders.submitted({"admin-mfa": "most"}, credits=("isms",))
        builders.confirm_all(checked, underwriter)
        certificate = certificates.issue(checked.public_id, underwriter)
        return certificate.code, certificate.number, certificates.file(certificate, "ja", press_of(app))


def drop(client: FlaskClient, content: bytes) -> str:
    answer = client.post("/verify", data={"pdf": (io.BytesIO(content), "certificate.pdf")})
    assert answer.status_code == 200
    return answer.text


def test_japanese_is_spoken_where_nothing_is_said_and_english_by_header_and_by_switch(client: FlaskClient) -> None:
    assert '<html lang="ja">' in client.get("/").text
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    assert '<html lang="en">' in client.get("/?lang=en").text
    assert '<html lang="en">' in client.get("/questions").text
    assert '<html lang="ja">' in client.get("/questions?lang=ja", headers={"Accept-Language": "en"}).text
    assert '<html lang="ja">' in client.get("/?lang=xx", headers={"Accept-Language": "fr"}).text


def test_all_questions_can_be_read_before_one_starts(client: FlaskClient) -> None:
    page = client.get("/questions").text
    for question in editions.latest().questions.values():
        assert str(question.ask.ja) in page


def test_the_code_shows_rate_and_status_and_no_answer(client: FlaskClient, issued: tuple[str, str, bytes]) -> None:
    code, number, _ = issued
    page = client.get(f"/verify/{code}")
    assert page.status_code == 200
    for expected in (number, "株式会社 北浜精機", "真正なもので、有効です"):
        assert expected in page.text
    assert editions.latest().questions["remote-mfa"].name.ja not in page.text


def test_a_code_may_be_typed_as_it_is_printed(client: FlaskClient, issued: tuple[str, str, bytes]) -> None:
    code = issued[0]
    typed = "-".join(code[start : start + 4].lower() for start in range(0, 20, 4))
    answer = client.get("/verify", query_string={"code": typed}, follow_redirects=True)
    assert issued[1] in answer.text


def test_an_unknown_code_gets_the_same_page_with_404(client: FlaskClient) -> None:
    answer = client.get("/verify/AAAABBBBCCCCDDDDEEEE")
    assert answer.status_code == 404
    assert "このコードの証明書はありません" in answer.text
    assert client.get("/verify/AAAABBBBCCCCDDDDEEEE.json").json == {"status": "unknown"}


def test_a_number_is_not_enough_to_see_a_certificate(client: FlaskClient, issued: tuple[str, str, bytes]) -> None:
    answer = client.get("/verify", query_string={"code": issued[1]})
    assert answer.status_code == 400
    assert "確認コードではなく証明書の番号" in answer.text
    assert client.get(f"/verify/{issued[1]}").status_code == 404


def test_an_empty_code_is_asked_for_again(client: FlaskClient) -> None:
    answer = client.get("/verify?code=")
    assert answer.status_code == 400
    assert "確認コードを入力してください" in answer.text


def test_a_machine_can_ask_too(client: FlaskClient, issued: tuple[str, str, bytes]) -> None:
    told = client.get(f"/verify/{issued[0]}.json").json
    assert told is not None
    assert (told["status"], told["rate"], told["number"]) == ("valid", 45, issued[1])
    assert set(told) == {
        *("number", "company", "plan", "tier", "rate", "issued_on", "expires_on"),
        *("edition", "record_sha256", "status", "since", "followed_by"),
    }


def test_the_very_file_is_recognised(client: FlaskClient, issued: tuple[str, str, bytes]) -> None:
    page = drop(client, issued[2])
    assert issued[1] in page
    assert "発行したファイルそのもの" in page


def test_a_file_that_was_changed_by_one_bit_is_found_out(client: FlaskClient, issued: tuple[str, str, bytes]) -> None:
    changed = bytearray(issued[2])
    changed[len(changed) // 2] ^= 1
    assert "改変されています" in drop(client, bytes(changed))


def test_what_differs_is_named(client: FlaskClient, issued: tuple[str, str, bytes], tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(issued[2])
    with pikepdf.open(tmp_path / "c.pdf") as pdf:
        pdf.Root.Names.EmbeddedFiles.Names[1].EF.F.write(b"{}")
        pdf.save(tmp_path / "changed.pdf")
    page = drop(client, (tmp_path / "changed.pdf").read_bytes())
    assert "<li>署名：" in page
    assert "<li>決定記録：添付の決定記録は、証明書に記された記録と異なります。</li>" in page


def test_the_issuers_certificate_is_there_for_those_who_check_without_us(
    client: FlaskClient, issued: tuple[str, str, bytes], tmp_path: Path
) -> None:
    address = "/verify/issuer.pem"
    assert address in client.get("/verify").text
    (tmp_path / "issuer.pem").write_bytes(client.get(address).data)
    (tmp_path / "certificate.pdf").write_bytes(issued[2])
    said = CliRunner().invoke(
        main, ["verify", str(tmp_path / "certificate.pdf"), "--issuer", str(tmp_path / "issuer.pem")]
    )
    assert (said.exit_code, f"{issued[1]}, 株式会社 北浜精機: 45 %" in said.output) == (0, True)


def test_any_other_file_is_no_certificate_of_ours(client: FlaskClient) -> None:
    assert "当サービスの証明書ではありません" in drop(client, b"%PDF-1.7 something else")


def test_no_file_at_all_is_asked_for_again(client: FlaskClient) -> None:
    answer = client.post("/verify", data={})
    assert answer.status_code == 400
    assert "証明書のPDFを選んでください" in answer.text


def test_a_missing_page_is_a_page_of_the_product(client: FlaskClient) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert '<html lang="ja">' in answer.text
