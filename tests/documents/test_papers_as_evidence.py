"""The papers of this service are welcome as evidence: those of last year, or of a parent company."""

from pathlib import Path

import pytest

from assess import uploads
from assess.documents import Signer, render_certificate
from assess.papers import certificate_paper
from assess.uploads.left_out import LeftOut
from scoring import canonical
from tests.documents.reading import run
from tests.documents.samples import EDITION, ISSUER, decision_record


@pytest.fixture(scope="module")
def certificate(signer: Signer) -> bytes:
    told = decision_record()
    paper = certificate_paper(told, EDITION, issuer=ISSUER, verify_url="https://sonae.example/verify/7", code="J7CX")
    return render_certificate(paper, "ja", signer=signer, record=canonical(told))


def test_a_certificate_is_taken_and_looks_the_same(certificate: bytes, tmp_path: Path) -> None:
    clean = uploads.check("証明書.pdf", certificate)
    assert clean.left_out == {LeftOut.ATTACHMENTS, LeftOut.SIGNATURE}
    drawn = []
    for name, content in (("before", certificate), ("after", clean.content)):
        (tmp_path / f"{name}.pdf").write_bytes(content)
        run("pdftotext", tmp_path / f"{name}.pdf", tmp_path / f"{name}.txt")
        drawn.append((tmp_path / f"{name}.txt").read_text("utf-8"))
    assert drawn[0] == drawn[1]
    assert "J7CX" in drawn[0]
