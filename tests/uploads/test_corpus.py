"""Honest files, made by many programs: each is taken, and looks the same afterwards."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from assess import uploads
from assess.uploads.left_out import LeftOut
from tests.documents.reading import run

CORPUS = Path(__file__).parents[1] / "corpus"
PDFS = sorted((CORPUS / "pdf").glob("*.pdf"))
OFFICE = sorted((CORPUS / "office").iterdir())
MOST_BYTES = 3_000_000


def drawn(pdf: Path, folder: Path) -> list[bytes]:
    """All pages as poppler draws them."""
    folder.mkdir()
    run("pdftoppm", "-r", "50", pdf, folder / "page")
    return [page.read_bytes() for page in sorted(folder.glob("page*"))]


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_pdf_is_taken_and_looks_the_same_afterwards(path: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean.pdf"
    clean.write_bytes(uploads.check(path.name, path.read_bytes()).content)
    before = drawn(path, tmp_path / "before")
    assert before
    assert drawn(clean, tmp_path / "after") == before
    run("qpdf", "--check", clean)


@pytest.mark.parametrize("path", OFFICE, ids=lambda path: path.name)
def test_an_office_file_is_taken_with_all_that_it_shows(path: Path) -> None:
    clean = uploads.check(path.name, path.read_bytes())
    with ZipFile(path) as before, ZipFile(BytesIO(clean.content)) as after:
        gone = {name for name in before.namelist() if not name.endswith("/")} - set(after.namelist())
        assert after.testzip() is None
        pages = [name for name in after.namelist() if name.endswith(("document.xml", "sheet1.xml", "slide1.xml"))]
        assert pages
        assert [after.read(name) for name in pages] == [before.read(name) for name in pages]
    charts = path.name == "python-pptx-chart.pptx"
    assert (gone, clean.left_out) == (
        ({"ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"}, {LeftOut.CHART_DATA}) if charts else (set(), set())
    )


def test_the_corpus_says_how_each_file_was_made_and_stays_small() -> None:
    told = (CORPUS / "README.md").read_text("utf-8")
    files = [path for path in CORPUS.rglob("*") if path.is_file() and path.suffix != ".md"]
    assert [path.name for path in files if f"`{path.name}`" not in told] == []
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
