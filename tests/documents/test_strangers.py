"""Files of strangers: each gets a true sentence, none harms us, and only what bears our marks is called altered."""

import io
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms, core, x509  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import CertificateBuilder, Name
from PIL import Image

from assess import isolation
from assess.documents import Check, Signer, check_certificate, render_certificate
from assess.documents.check import LARGEST
from assess.papers import certificate_paper
from scoring import canonical
from tests.documents.reading import run
from tests.documents.samples import EDITION, ISSUER, decision_record

HERE = Path(__file__).parent / "strangers"
EDITIONS = {EDITION.id: EDITION}
_CELL = isolation.Cell(memory=256 * 2**20, cpu_seconds=4)


@pytest.fixture(scope="module")
def genuine(signer: Signer) -> bytes:
    told = decision_record()
    paper = certificate_paper(told, EDITION, issuer=ISSUER, verify_url="https://sonae.example/verify/7", code="J7CX")
    return render_certificate(paper, "ja", signer=signer, record=canonical(told))


def check(pdf: bytes, signer: Signer) -> Check:
    return check_certificate(pdf, issuer_certificates=[signer.certificate], editions=EDITIONS)


def said(found: Check) -> tuple[str, str]:
    return found.authenticity, found.discrepancies[0].sentence


@pytest.mark.parametrize("name", ["xref-stream-w0.pdf", "xref-w011-4m.pdf"])
def test_a_file_that_swells_or_never_ends_is_no_certificate_of_ours(name: str, signer: Signer) -> None:
    used = time.process_time()
    found = check((HERE / name).read_bytes(), signer)
    assert found.authenticity == "unknown"
    assert time.process_time() - used < 1  # the work was done elsewhere, and ended there


def test_a_child_that_dies_takes_nothing_with_it(genuine: bytes, signer: Signer) -> None:
    with pytest.raises(isolation.Exceeded):
        _CELL.apart(_swell)
    with pytest.raises(isolation.Exceeded):
        _CELL.apart(_spin)
    assert check(genuine, signer).authenticity == "genuine"


def _swell() -> int:
    return len([bytes(2**20) for _ in range(4096)])


def _spin() -> None:
    while True:
        pass


def test_what_is_larger_than_a_certificate_is_not_even_opened(
    genuine: bytes, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.documents.check._CELL.apart", lambda *_: pytest.fail("it was opened"))
    authenticity, sentence = said(check(genuine.ljust(LARGEST + 1), signer))
    assert (authenticity, "larger" in sentence) == ("unknown", True)


def test_a_foreign_signature_is_not_ours_and_not_altered(signer: Signer) -> None:
    found = check((HERE / "foreign-signed-locked.pdf").read_bytes(), signer)
    assert (found.authenticity, "password" in found.discrepancies[0].sentence) == ("unknown", True)


def test_a_stranger_who_signs_our_certificate_anew_is_a_stranger(
    genuine: bytes, signer: Signer, tmp_path: Path
) -> None:
    authenticity, sentence = said(check(genuine, Signer.development(tmp_path)))
    assert (authenticity, "key of this issuer" in sentence) == ("unknown", True)


def test_each_way_to_lose_the_signature_gets_its_own_sentence(genuine: bytes, signer: Signer, tmp_path: Path) -> None:
    file = tmp_path / "c.pdf"
    file.write_bytes(genuine)
    run("qpdf", "--encrypt", "open", "owner", "256", "--", file, tmp_path / "locked.pdf")
    run("pdftocairo", "-pdf", file, tmp_path / "printed.pdf")
    run("pdftoppm", "-r", "50", "-png", "-singlefile", file, tmp_path / "scan")
    Image.open(tmp_path / "scan.png").convert("RGB").save(tmp_path / "scan.pdf")
    sentences = {
        "password": check((tmp_path / "locked.pdf").read_bytes(), signer),
        "printed or saved": check((tmp_path / "printed.pdf").read_bytes(), signer),
        "picture of a page": check((tmp_path / "scan.pdf").read_bytes(), signer),
    }
    for words, found in sentences.items():
        assert words in found.discrepancies[0].sentence
        assert found.authenticity == "unknown"


def test_a_file_cut_short_says_so(genuine: bytes, signer: Signer) -> None:
    for part in (2, 3):
        cut = genuine[: len(genuine) * (part - 1) // part]
        authenticity, sentence = said(check(cut, signer))
        assert (authenticity != "genuine", "ends too early" in sentence) == (True, True)


def test_a_viewer_that_appends_leaves_the_signed_part_genuine_and_that_is_said(genuine: bytes, signer: Signer) -> None:
    with pikepdf.open(io.BytesIO(genuine)) as pdf:
        size = int(pdf.trailer.Size)
    start = len(genuine)
    update = b"\n%d 0 obj\n<</Note (read)>>\nendobj\n" % size
    table = b"xref\n%d 1\n%010d 00000 n \n" % (size, start + 1)
    trailer = b"trailer\n<</Size %d /Prev %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 1,
        int(genuine.rsplit(b"startxref", 1)[1].split()[0]),
        _root(genuine),
        start + len(update),
    )
    found = check(genuine + update + table + trailer, signer)
    assert found.authenticity == "altered"
    assert "added to the file afterwards" in found.discrepancies[0].sentence
    assert found.signed_part == check(genuine, signer).sha256


def _root(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return int(opened.Root.objgen[0])


def test_nothing_may_be_stuffed_into_the_signature(genuine: bytes, signer: Signer) -> None:
    for stuff in (_foreign_certificate, _foreign_attribute):
        found = check(_with_signature(genuine, stuff), signer)
        assert found.authenticity == "altered"
        assert "not written as it was issued" in found.discrepancies[0].sentence


def _foreign_certificate(signed: cms.SignedData) -> None:
    key, name, now = ec.generate_private_key(ec.SECP256R1()), Name([]), datetime.now(UTC)
    made = CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1)).sign(key, hashes.SHA256())
    foreign = x509.Certificate.load(made.public_bytes(Encoding.DER))
    signed["certificates"].append(cms.CertificateChoices({"certificate": foreign}))


def _foreign_attribute(signed: cms.SignedData) -> None:
    attribute = cms.CMSAttribute({"type": "1.2.3.4.5", "values": [core.UTF8String("anything")]})
    signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])


def _with_signature(pdf: bytes, change: Callable[[cms.SignedData], None]) -> bytes:
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    content = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()), strict=False)
    change(content["content"])
    return pdf[:start] + content.dump(force=True).hex().upper().encode().ljust(end - start, b"0") + pdf[end:]


def test_a_strangers_file_leaves_no_line_in_the_log(
    signer: Signer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for file in HERE.glob("foreign*.pdf"):
        check(file.read_bytes(), signer)
    check(b"%PDF-1.7\n1 0 obj <</Type /Catalog /AcroForm <</Fields [[[[", signer)
    assert [record.message for record in caplog.records if record.name.startswith("pyhanko")] == []
    assert capfd.readouterr().err == ""
