"""What the printed certificate says and how it is made, read back with poppler, qpdf and pikepdf."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from zxingcpp import read_barcode

from assess.documents import CertificatePaper, Language, Signer, render_certificate, render_report
from assess.documents.certificate import print_certificate

from .reading import fonts, information, run, text, words
from .samples import CERTIFICATE, LONGEST, RECORD, SHORTEST, report


def test_the_certificate_says_company_rate_number_and_days(japanese: bytes, folder: Path) -> None:
    said = text(japanese, folder, "-l", "1")
    for part in ("割引適格性証明書", "株式会社 北浜精機", "45%", "強化（区分3）", "ワイドプラン", "78.4点"):
        assert part in said
    for part in ("SC-2026-000482-7", "2026年11月22日", "2027年11月21日", "見本損害保険株式会社"):
        assert part in said


def test_the_back_says_what_was_assessed(japanese: bytes, folder: Path) -> None:
    said = words(text(japanese, folder, "-f", "2"))
    assert "会社全体社外からの接続あり、自社の公開サイトあり、海外とのかかわりなし、つながる設備・IoTなし" in said


def test_the_english_edition_has_no_japanese_but_names(signer: Signer, folder: Path) -> None:
    declaration = replace(CERTIFICATE.declaration, name="D. Kitahama", title="President")
    paper = replace(CERTIFICATE, company="Kitahama Seiki K.K.", declaration=declaration)
    said = text(render_certificate(paper, "en", signer=signer, record=RECORD), folder)
    assert "Certificate of Discount Eligibility" in said
    assert "22 November 2026" in said
    assert [letter for letter in said if ord(letter) > 0x2E7F] == []


def test_japanese_is_read_in_its_order(japanese: bytes, folder: Path) -> None:
    said = text(japanese, folder, "-l", "1")
    order = ["サイバーセキュリティ保険", "割引適格性証明書", "株式会社 北浜精機", "証明します", "45%", "有効期限"]
    assert sorted(order, key=said.index) == order


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#0a7"/></svg>'


def test_the_issuers_logo_stands_on_both_papers(signer: Signer, folder: Path) -> None:
    issuer = replace(CERTIFICATE.issuer, logo_svg=LOGO)
    papers = (
        render_certificate(replace(CERTIFICATE, issuer=issuer), "ja", signer=signer, record=RECORD),
        render_report(replace(report("usual", "ja"), issuer=issuer), "ja"),
    )
    for paper in papers:
        (folder / "l.pdf").write_bytes(paper)
        run("pdftoppm", "-r", "40", "-png", "-f", "1", "-l", "1", folder / "l.pdf", folder / "page")
        colours = Image.open(next(folder.glob("page*.png"))).convert("RGB").getcolors(100_000)
        assert any(colour == (0, 170, 119) for _, colour in colours or ())


def test_an_ordinary_certificate_has_two_pages(certificate: bytes, folder: Path) -> None:
    assert information(certificate, folder)["Pages"] == "2"


def test_title_and_size_are_set(certificate: bytes, language: Language, folder: Path) -> None:
    found = information(certificate, folder)
    title = "割引適格性証明書" if language == "ja" else "Certificate of Discount Eligibility"
    assert found["Title"] == f"{title} SC-2026-000482-7"
    assert found["Page size"].startswith("595.276 x 841.89 pts (A4)")
    assert found["Tagged"] == "yes"


def test_every_font_is_embedded_and_subset(certificate: bytes, folder: Path) -> None:
    used = fonts(certificate, folder)
    assert used
    assert {(embedded, subset) for _, embedded, subset in used} == {("yes", "yes")}


def test_qpdf_finds_nothing_wrong(certificate: bytes, folder: Path) -> None:
    (folder / "c.pdf").write_bytes(certificate)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", folder / "c.pdf")


def test_the_record_comes_out_byte_for_byte(certificate: bytes, folder: Path) -> None:
    (folder / "c.pdf").write_bytes(certificate)
    run("pdfdetach", "-savefile", "record.json", "-o", folder / "out.json", folder / "c.pdf")
    assert (folder / "out.json").read_bytes() == RECORD


def test_the_same_record_gives_the_same_bytes_before_signing(language: Language) -> None:
    one, other = (print_certificate(CERTIFICATE, language, record=RECORD, development=True) for _ in range(2))
    assert one == other


def test_another_process_gives_the_same_bytes(folder: Path) -> None:
    here = print_certificate(CERTIFICATE, "ja", record=RECORD, development=True)
    code = (
        "import sys; from assess.documents.certificate import print_certificate as p;"
        "from tests.documents.samples import *;"
        "sys.stdout.buffer.write(p(CERTIFICATE, 'ja', record=RECORD, development=True))"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert there.stdout == here


@pytest.mark.parametrize("paper", [SHORTEST, LONGEST], ids=["shortest", "longest"])
def test_short_and_long_papers_lose_nothing(
    paper: CertificatePaper, signer: Signer, language: Language, folder: Path
) -> None:
    certificate = render_certificate(paper, language, signer=signer, record=RECORD)
    said = words(text(certificate, folder))
    for part in (paper.company, paper.declaration.title, paper.issuer.name(language)):
        assert words(part) in said
    assert information(certificate, folder)["Pages"] == "2"


def test_the_qr_code_leads_to_the_page_of_the_certificate(japanese: bytes, folder: Path) -> None:
    (folder / "c.pdf").write_bytes(japanese)
    run("pdftoppm", "-r", "150", "-png", "-f", "1", "-l", "1", folder / "c.pdf", folder / "page")
    found = read_barcode(Image.open(next(folder.glob("page*.png"))))
    assert found is not None
    assert found.text == CERTIFICATE.verify_url
