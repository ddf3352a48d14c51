"""The papers look as they were approved: shortest and longest case, both languages.

`approved/` holds one small grey manuscript for each, all pages side by side. When a change of look is wanted, look
at the new pages first, then write the sheets anew: `APPROVE=1 pytest tests/documents/test_pictures.py`.
"""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from assess.documents import Language, Signer, render_certificate, render_report

from .reading import run
from .samples import LONGEST, RECORD, SHORTEST, report

APPROVED = Path(__file__).parent / "approved"
# Fonts and readers of other versions move an edge by a hair; a line of text that moved shows as 20 or more.
TOLERANCE = 12
CASES = ["certificate-shortest", "certificate-longest", "report-best", "report-worst"]


@pytest.mark.parametrize("case", CASES)
def test_pages_look_as_approved(case: str, language: Language, signer: Signer, folder: Path) -> None:
    manuscript = _manuscript(_printed(case, language, signer), folder)
    path = APPROVED / f"{case}-{language}.png"
    if os.environ.get("APPROVE"):
        path.parent.mkdir(exist_ok=True)
        manuscript.save(path, optimize=True)
    with Image.open(path) as approved:
        assert manuscript.size == approved.size, "another number of pages"
        assert _difference(manuscript, approved.convert("L")) <= TOLERANCE


def test_a_moved_line_is_noticed(signer: Signer, folder: Path) -> None:
    with Image.open(APPROVED / "certificate-shortest-ja.png") as approved:
        as_approved = approved.convert("L")
    assert _difference(ImageChops.offset(as_approved, 0, 3), as_approved) > TOLERANCE


def _printed(case: str, language: Language, signer: Signer) -> bytes:
    kind, _, length = case.partition("-")
    if kind == "report":
        return render_report(report("best" if length == "best" else "worst", language), language)
    paper = SHORTEST if length == "shortest" else LONGEST
    return render_certificate(paper, language, signer=signer, record=RECORD)


def _manuscript(pdf: bytes, folder: Path) -> Image.Image:
    """All pages in sixteen greys at 36 dots to the inch, side by side."""
    (folder / "paper.pdf").write_bytes(pdf)
    run("pdftoppm", "-r", "72", "-gray", "-png", folder / "paper.pdf", folder / "page")
    pages = [Image.open(path).convert("L").reduce(2) for path in sorted(folder.glob("page*.png"))]
    manuscript = Image.new("L", (sum(page.width for page in pages), pages[0].height), 255)
    for place, page in enumerate(pages):
        manuscript.paste(page, (place * page.width, 0))
    return manuscript.point([level // 16 * 17 for level in range(256)])


def _difference(one: Image.Image, other: Image.Image) -> int:
    """The greatest difference of brightness (0 to 255) between two sheets, each blurred over a few dots."""
    blurred = (image.filter(ImageFilter.BoxBlur(3)) for image in (one, other))
    darkest = ImageChops.difference(*blurred).getextrema()[1]
    return int(darkest)  # type: ignore[arg-type]
