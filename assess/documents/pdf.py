"""HTML to PDF/A-3a: one font configuration a process, nothing fetched from anywhere, no clock.

The same page and the same attachment give the same bytes. Pictures (frame, QR code, logo) are handed in
by name; any other address, local or remote, is refused.
"""

import threading
from collections.abc import Mapping
from functools import cache, partial

import pydyf  # type: ignore[import-untyped]
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from assess.documents.fonts import MissingGlyph, missing_glyphs
from assess.documents.manuscript import RECORD_NAME, Enclosure, Manuscript

VARIANT = "pdf/a-3a"

# Pango and one FontConfiguration corrupt each other across threads: one page at a time (docs/design.md § 5).
_PRESS = threading.Lock()


class Pictures(URLFetcher):  # type: ignore[misc]  # the library is not typed
    """Gives the pictures of one manuscript as `picture:NAME`, and refuses every other address."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        super().__init__()
        self._pictures = {f"picture:{name}": svg for name, svg in pictures.items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 -- its signature
        if url not in self._pictures:
            raise FatalURLFetchingError(f"a paper fetches nothing, but asked for {url}")
        return URLFetcherResponse(url, self._pictures[url], {"Content-Type": "image/svg+xml"})


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _styles(css: str) -> weasyprint.CSS:
    return weasyprint.CSS(string=css, font_config=_fonts(), url_fetcher=Pictures({}))


def print_pdf(manuscript: Manuscript, *, identifier: bytes, enclosure: Enclosure | None = None) -> bytes:
    """The manuscript as PDF/A-3a, with the enclosure attached as `record.json` (relationship Data).

    `identifier` becomes the file's ID. Raises NoJapaneseFont, and MissingGlyph naming every letter that
    no installed font has.
    """
    if missing := missing_glyphs(manuscript.html):
        raise MissingGlyph(missing)
    with _PRESS:
        page = weasyprint.HTML(string=manuscript.html, url_fetcher=Pictures(manuscript.pictures))
        return bytes(
            page.write_pdf(
                stylesheets=[_styles(manuscript.css)],
                font_config=_fonts(),
                attachments=[_attachment(enclosure)] if enclosure else None,
                finisher=partial(_finish, manuscript),
                pdf_variant=VARIANT,
                pdf_identifier=identifier,
            )
        )


class _Written(pydyf.Object):  # type: ignore[misc]  # the library is not typed
    """An object of a file as bytes: the library would write each twice, once for the file and once for its hash."""

    compressible = False
    data = b""

    def __init__(self, thing: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.compressible = thing.number, thing.generation, thing.compressible
        self.data = thing.data


def _finish(manuscript: Manuscript, _document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    # The library names an attachment twice: once for the file, once for its entry among the names.
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    if manuscript.under_all:
        _paint_under(manuscript, pdf)
    pdf.objects = [thing if thing.free == "f" else _Written(thing) for thing in pdf.objects]


def _paint_under(manuscript: Manuscript, pdf: pydyf.PDF) -> None:
    """Puts the decoration before the text of each page; all pages share one stream of it."""
    streams = []
    for operators in (manuscript.under_all, manuscript.under_first):
        stream = pydyf.Stream([operators], compress=True)
        pdf.add_object(stream)
        streams.append(stream.reference)
    pages = [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == "/Page"]
    for number, page in enumerate(pages):
        page["Contents"] = pydyf.Array([*(streams if number == 0 else streams[:1]), page["Contents"]])


def _attachment(enclosure: Enclosure) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=enclosure.content,
        name=RECORD_NAME,
        description=enclosure.description,
        created=enclosure.dated,
        modified=enclosure.dated,
        relationship="Data",
    )
