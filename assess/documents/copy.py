"""A company's copy of its declaration, on paper."""

import hashlib

from assess.documents.copy_paper import CopyPaper
from assess.documents.manuscript import Manuscript
from assess.documents.paper import Language
from assess.documents.wording import environment, style


def render_copy(paper: CopyPaper, language: Language) -> bytes:
    """The copy as PDF/A-3a; the same paper gives the same bytes. Raises NoJapaneseFont, MissingGlyph."""
    # Here, because WeasyPrint takes half a second and 45 MB that most processes never need.
    from assess.documents.pdf import print_pdf  # noqa: PLC0415

    manuscript = copy_manuscript(paper, language)
    return print_pdf(manuscript, identifier=hashlib.sha256(manuscript.html.encode()).digest()[:16])


def copy_manuscript(paper: CopyPaper, language: Language) -> Manuscript:
    """The finished HTML of a copy."""
    page = environment(language).get_template("copy.html")
    html = page.render(paper=paper, created=paper.at.isoformat(timespec="seconds"))
    return Manuscript(html, style("base.css") + style("copy.css"), {})
