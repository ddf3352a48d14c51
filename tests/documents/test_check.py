"""A certificate that anyone can check: genuine as issued, and altered as soon as one bit is."""

import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys, tsp  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper

from assess.documents import Check, NoTimestamp, Signer, check_certificate, render_certificate
from assess.papers import certificate_paper
from scoring import canonical, digest

from .reading import run
from .samples import EDITION, ISSUER, decision_record

EDITIONS = {EDITION.id: EDITION}
URL = "https://sonae.example/verify/7h3k"
CODE = "J7CX-HWK9-9N4T-CVJY-F8KW"


def issued(signer: Signer, record: dict[str, object] | None = None) -> bytes:
    told = record or decision_record()
    paper = certificate_paper(told, EDITION, issuer=ISSUER, verify_url=URL, code=CODE)
    return render_certificate(paper, "ja", signer=signer, record=canonical(told))


@pytest.fixture(scope="module")
def genuine(signer: Signer) -> bytes:
    return issued(signer)


def check(pdf: bytes, signer: Signer) -> Check:
    return check_certificate(pdf, issuer_certificates=[signer.certificate], editions=EDITIONS)


def parts(found: Check) -> set[str]:
    return {discrepancy.part for discrepancy in found.discrepancies}


def test_a_certificate_as_issued_is_genuine(genuine: bytes, signer: Signer) -> None:
    found = check(genuine, signer)
    assert (found.authenticity, found.discrepancies, found.remarks) == ("genuine", (), ())
    assert found.number == "SC-2026-000482-7"
    assert found.record is not None
    assert digest(found.record) == digest(decision_record())


def test_a_development_key_is_named_as_such(genuine: bytes, signer: Signer) -> None:
    found = check(genuine, signer)
    assert found.is_development
    assert "DEVELOPMENT" in (found.signed_by or "")


def test_pdfsig_says_that_the_signature_is_valid(genuine: bytes, folder: Path) -> None:
    (folder / "c.pdf").write_bytes(genuine)
    said = run("pdfsig", "-nocert", folder / "c.pdf")
    assert "Signature Validation: Signature is Valid." in said
    assert "Signed Ranges: [0 - " in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_each_of_two_hundred_flipped_bits_is_found(genuine: bytes, signer: Signer) -> None:
    chance = random.Random(20261122)
    passed = [place for place in chance.sample(range(len(genuine)), 200) if _flipped(genuine, place, chance, signer)]
    assert passed == []


def test_flipped_bits_in_the_signature_itself_are_found(genuine: bytes, signer: Signer) -> None:
    chance = random.Random(482)
    contents = re.search(rb"/Contents <([0-9A-F]+)>", genuine)
    assert contents is not None
    places = chance.sample(range(*contents.span(1)), 120)
    assert [place for place in places if _flipped(genuine, place, chance, signer)] == []


def test_a_flipped_bit_in_the_words_that_mark_a_signature_is_found(genuine: bytes, signer: Signer) -> None:
    chance = random.Random(482)
    word = re.search(rb"/ByteRange", genuine)
    assert word is not None
    assert [place for place in range(*word.span()) if _flipped(genuine, place, chance, signer)] == []


def _flipped(pdf: bytes, place: int, chance: random.Random, signer: Signer) -> bool:
    """Whether the certificate still passes with one bit turned round."""
    changed = bytearray(pdf)
    changed[place] ^= 1 << chance.randrange(8)
    return check(bytes(changed), signer).authenticity != "altered"


def test_bytes_after_the_end_are_found(genuine: bytes, signer: Signer) -> None:
    found = check(genuine + b"\n% one more line\n", signer)
    assert found.authenticity == "altered"
    assert parts(found) == {"file"}


def test_a_changed_record_is_named(genuine: bytes, signer: Signer, folder: Path) -> None:
    with pikepdf.open(_saved(genuine, folder)) as pdf:
        name = next(iter(pdf.attachments))
        changed = pdf.attachments[name].get_file().read_bytes().replace("北浜".encode(), "南浜".encode())
        pdf.Root.Names.EmbeddedFiles.Names[1].EF.F.write(changed)
        pdf.save(folder / "changed.pdf")
    found = check((folder / "changed.pdf").read_bytes(), signer)
    assert found.authenticity == "altered"
    assert parts(found) >= {"signature", "record"}


def test_a_record_whose_rate_does_not_follow_is_named(signer: Signer) -> None:
    told = decision_record()
    told["result"] = {**told["result"], "rate": 60}
    found = check(issued(signer, told), signer)
    assert found.authenticity == "altered"
    assert parts(found) == {"rate"}
    assert any("60" in detail for detail in found.discrepancies[0].details)


def test_without_the_edition_the_rate_is_not_computed_and_that_is_said(genuine: bytes, signer: Signer) -> None:
    found = check_certificate(genuine, issuer_certificates=[signer.certificate], editions={})
    assert found.authenticity == "genuine"
    assert len(found.remarks) == 1


def test_a_signature_of_someone_else_is_not_the_issuers(genuine: bytes, folder: Path) -> None:
    found = check(genuine, Signer.development(folder))
    assert found.authenticity == "unknown"
    assert parts(found) == {"file"}


@pytest.mark.parametrize("file", [b"", b"hello", b"%PDF-1.7\n%%EOF\n", b"\x89PNG\r\n" * 50])
def test_other_files_are_unknown(file: bytes, signer: Signer) -> None:
    assert check(file, signer).authenticity == "unknown"


def test_a_certificate_before_signing_is_not_genuine(signer: Signer) -> None:
    from assess.documents.certificate import print_certificate  # noqa: PLC0415

    told = decision_record()
    paper = certificate_paper(told, EDITION, issuer=ISSUER, verify_url=URL, code=CODE)
    pdf = print_certificate(paper, "ja", record=canonical(told), development=False)
    assert check(pdf, signer).authenticity == "altered"


def test_the_start_or_the_end_alone_is_not_genuine(genuine: bytes, signer: Signer) -> None:
    for piece in (genuine[: len(genuine) // 2], genuine[len(genuine) // 2 :], genuine[:-1]):
        assert check(piece, signer).authenticity != "genuine"


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_the_issuers_own_key_under_its_authority_is_trusted(kind: str, folder: Path, genuine: bytes) -> None:
    authority, path = _own_key(kind, folder)
    signer = Signer.from_pkcs12(path, "geheim")
    assert not signer.is_development
    pdf = issued(signer)
    for known in (authority, signer.certificate):
        found = check_certificate(pdf, issuer_certificates=[known], editions=EDITIONS)
        assert (found.authenticity, found.is_development) == ("genuine", False)
    assert check_certificate(genuine, issuer_certificates=[authority], editions=EDITIONS).authenticity == "unknown"
    assert pdf.startswith(b"%PDF-1.7")
    with pikepdf.open(_saved(pdf, folder)) as opened:
        assert "/Version" not in opened.Root


def test_a_time_stamp_authority_is_asked_where_one_is_given(folder: Path) -> None:
    authority, path = _own_key("rsa", folder)
    with _time_stamp_authority() as address:
        pdf = issued(Signer.from_pkcs12(path, "geheim", tsa_url=address))
    found = check_certificate(pdf, issuer_certificates=[authority], editions=EDITIONS)
    assert found.authenticity == "genuine"
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    added = [attribute["type"].native for attribute in signature.signer_info["unsigned_attrs"]]
    assert added == ["signature_time_stamp_token"]


def test_a_time_stamp_authority_that_does_not_answer_leaves_nothing_signed(folder: Path) -> None:
    _, path = _own_key("rsa", folder)
    with _time_stamp_authority() as address:
        closed = address
    with pytest.raises(NoTimestamp):
        issued(Signer.from_pkcs12(path, "geheim", tsa_url=closed))


@contextmanager
def _time_stamp_authority() -> Iterator[str]:
    """A time-stamp authority (RFC 3161) on this machine."""
    key = rsa.generate_private_key(65537, 2048)
    made = _vouched("Sample Time", key, "Sample Time", key, is_authority=False).public_bytes(Encoding.DER)
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(asn1_x509.Certificate.load(made), keys.PrivateKeyInfo.load(secret))

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: the test tells."""

    with HTTPServer(("127.0.0.1", 0), Authority) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_wrong_passphrase_is_refused(folder: Path) -> None:
    _, path = _own_key("ec", folder)
    with pytest.raises(ValueError, match="password"):
        Signer.from_pkcs12(path, "wrong")


def test_the_development_key_is_made_once_and_kept_private(folder: Path) -> None:
    assert Signer.development(folder).certificate == Signer.development(folder).certificate
    files = list(folder.iterdir())
    assert [file.stat().st_mode & 0o077 for file in files] == [0]


def _own_key(kind: str, folder: Path) -> tuple[bytes, Path]:
    """An authority's certificate (PEM), and a PKCS#12 file of a key that it vouches for."""
    top, key = (
        rsa.generate_private_key(65537, 2048),
        (rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())),
    )
    authority = _vouched("Sample Authority", top, "Sample Authority", top, is_authority=True)
    own = _vouched("Sample Insurance", key, "Sample Authority", top, is_authority=False)
    path = folder / "own.p12"
    encryption = BestAvailableEncryption(b"geheim")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"own", key, own, [authority], encryption))
    return authority.public_bytes(Encoding.PEM), path


def _vouched(
    name: str,
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    by: str,
    authority: rsa.RSAPrivateKey,
    *,
    is_authority: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    use = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, by)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority,
                content_commitment=not is_authority,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                **use,
            ),
            critical=True,
        )
        .sign(authority, hashes.SHA256())
    )


def _saved(pdf: bytes, folder: Path) -> Path:
    path = folder / "saved.pdf"
    path.write_bytes(pdf)
    return path
