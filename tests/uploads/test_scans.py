"""Scans and faxes of several pages in one TIFF become a PDF that looks the same."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from assess import limits, uploads
from assess.uploads.judging import judge
from assess.uploads.refusals import PictureBroken, ScanTooLong
from tests import files


def page(bars: int, mode: str = "1", size: tuple[int, int] = (400, 600)) -> Image.Image:
    """A white page with so many black bars at its left."""
    picture = Image.new("RGB", size, "white")
    for bar in range(bars):
        picture.paste("black", (0, size[1] * bar // 5, size[0] // 2, size[1] * bar // 5 + size[1] // 10))
    return picture.convert(mode)


def tiff(*pages: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], **options)
    return out.getvalue()


def seen(paper: bytes, folder: Path) -> list[Image.Image]:
    """The pages as a reader of PDFs shows them."""
    (folder / "a.pdf").write_bytes(paper)
    subprocess.run(["pdftoppm", "-r", "36", "-gray", folder / "a.pdf", folder / "page"], check=True)
    return [Image.open(path) for path in sorted(folder.glob("page-*"))]


def bars(shown: Image.Image) -> int:
    places = [(shown.width // 4, shown.height * bar // 5 + shown.height // 20) for bar in range(5)]
    assert shown.getpixel((shown.width - 9, shown.height // 2)) > 250  # type: ignore[operator]  # of grey
    return sum(shown.getpixel(place) < 5 for place in places)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("mode", "packing"),
    [
        ("1", "group4"),
        ("1", "group3"),
        ("1", "raw"),
        ("L", "tiff_lzw"),
        ("RGB", "jpeg"),
        ("RGB", "tiff_adobe_deflate"),
        ("P", "packbits"),
        ("CMYK", "tiff_lzw"),
    ],
)
def test_a_scan_of_several_pages_becomes_a_pdf_that_looks_the_same(mode: str, packing: str, tmp_path: Path) -> None:
    sent = tiff(page(1, mode), page(3, mode), page(2, mode), compression=packing)
    clean = judge("受信 FAX.tif", sent)
    assert (clean.name, clean.media_type) == ("受信 FAX.pdf", "application/pdf")
    assert [bars(shown) for shown in seen(clean.content, tmp_path)] == [1, 3, 2]
    assert judge(clean.name, clean.content).content


def test_a_fax_of_the_coarse_kind_is_not_squashed_and_stays_in_black_and_white(tmp_path: Path) -> None:
    fax = page(2, size=(1728, 1100))
    clean = uploads.check("a.tiff", tiff(fax, fax, compression="group3", dpi=(204, 98)))
    first, _ = seen(clean.content, tmp_path)
    assert (bars(first), abs(first.width / first.height - 1728 / 2290) < 0.01) == (2, True)
    with pikepdf.open(io.BytesIO(clean.content)) as paper:
        assert paper.pages[0].Resources.XObject.Im.Filter == "/CCITTFaxDecode"


def test_pages_are_made_small_enough_each_and_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PIXELS", 60_000)
    monkeypatch.setattr(limits, "LARGEST_FILE", 30_000)
    grain = Image.effect_noise((400, 600), 90)
    clean = judge("a.tif", tiff(grain, grain.convert("1"), page(1, "RGB"), compression="tiff_lzw"))
    assert len(clean.content) < 33_000
    with pikepdf.open(io.BytesIO(clean.content)) as paper:
        sizes = [(int(one.Width), int(one.Height)) for one in (leaf.Resources.XObject.Im for leaf in paper.pages)]
    assert max(width * height for width, height in sizes) <= 60_000
    assert sizes[2] == (200, 300)


def test_the_small_copy_that_a_scanner_puts_beside_a_page_is_no_page() -> None:
    copy = page(2, size=(40, 60))
    copy.encoderinfo = {"tiffinfo": {254: 1}}
    clean = judge("a.tif", tiff(page(2), copy))
    assert (clean.name, Image.open(io.BytesIO(clean.content)).size) == ("a.jpg", (400, 600))


def test_what_a_scan_says_of_its_place_goes_and_the_day_stays() -> None:
    data = Image.Exif()
    data.get_ifd(0x8769)[0x9003] = "2026:03:04 10:00:00"
    data[0x010E] = files.SECRET.decode()
    sent = tiff(page(1), page(2), exif=data.tobytes())
    clean = judge("a.tif", sent)
    assert (files.SECRET in sent, files.SECRET in clean.content, clean.taken_on) == (True, False, date(2026, 3, 4))


def test_more_pages_than_anyone_checks_and_pages_that_break_off_have_their_sentences() -> None:
    small = page(1, size=(8, 8))
    assert judge("a.tif", tiff(*[small] * limits.MOST_PAGES)).media_type == "application/pdf"
    with pytest.raises(ScanTooLong) as refused:
        judge("a.tif", tiff(*[small] * (limits.MOST_PAGES + 1)))
    assert str(limits.MOST_PAGES) in str(refused.value.sentence)
    whole = tiff(page(1, "L"), page(2, "L"), compression="tiff_lzw")
    cut = bytearray(whole)
    cut[-800:-400] = bytes(400)
    with pytest.raises(PictureBroken):
        judge("a.tif", bytes(cut))
