"""The tariff book: an edition on paper, for the actuary who signs it."""

import hashlib

from assess.documents.book_paper import BookPaper
from assess.documents.manuscript import Manuscript
from assess.documents.paper import Language
from assess.documents.wording import environment, midnight, style


def render_book(paper: BookPaper, language: Language) -> bytes:
    """The book as PDF/A-3a; the same paper gives the same bytes. Raises NoJapaneseFont, MissingGlyph."""
    # Here, because WeasyPrint takes half a second and 45 MB that most processes never need.
    from assess.documents.pdf import print_pdf  # noqa: PLC0415

    manuscript = book_manuscript(paper, language)
    return print_pdf(manuscript, identifier=hashlib.sha256(manuscript.html.encode()).digest()[:16])


def book_manuscript(paper: BookPaper, language: Language) -> Manuscript:
    """The finished HTML of a book."""
    page = environment(language).get_template("book.html")
    html = page.render(paper=paper, created=midnight(paper.made_on).isoformat())
    return Manuscript(html, style("base.css") + style("book.css"), {})
