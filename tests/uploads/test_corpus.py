"""Honest files, made by many programs: each is taken, and looks the same afterwards."""

from pathlib import Path

import pytest

from assess import uploads
from tests.documents.reading import run

CORPUS = Path(__file__).parents[1] / "corpus"
PDFS = sorted((CORPUS / "pdf").glob("*.pdf"))
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


def test_the_corpus_says_how_each_file_was_made_and_stays_small() -> None:
    told = (CORPUS / "README.md").read_text("utf-8")
    files = [path for path in CORPUS.rglob("*") if path.is_file() and path.suffix != ".md"]
    assert [path.name for path in files if f"`{path.name}`" not in told] == []
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
