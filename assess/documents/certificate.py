"""The certificate: two pages, the decision record inside, the seal that is the signature."""

import hashlib

import segno

from assess.documents import ornament
from assess.documents.manuscript import Enclosure, Manuscript
from assess.documents.paper import CertificatePaper, Language
from assess.documents.signer import Signer
from assess.documents.wording import environment, midnight, size, style

# Widths of names, in halves of a letter, that each type size still holds; see .addressee in the style.
_ADDRESSEE = ((42, ""), (78, "wide"), (150, "wider"), (270, "widest"))


def render_certificate(paper: CertificatePaper, language: Language, *, signer: Signer, record: bytes) -> bytes:
    """The signed PDF/A-3a with `record` attached byte for byte as record.json (docs/rules.md § 10).

    Raises NoJapaneseFont, MissingGlyph and NoTimestamp; nothing is signed then.
    """
    return signer.sign(
        print_certificate(paper, language, record=record, development=signer.is_development),
        seal=paper.issuer.seal_text,
        name=paper.issuer.name(language),
    )


def print_certificate(paper: CertificatePaper, language: Language, *, record: bytes, development: bool) -> bytes:
    """The certificate before it is signed: the same record gives the same bytes."""
    # Here, because WeasyPrint takes half a second and 45 MB that most processes never need.
    from assess.documents.pdf import print_pdf  # noqa: PLC0415

    identity = hashlib.sha256(record + language.encode()).digest()[:16]
    enclosure = Enclosure(record, midnight(paper.issued), f"{paper.number}: decision record")
    return print_pdf(certificate_manuscript(paper, language, development), identifier=identity, enclosure=enclosure)


def certificate_manuscript(paper: CertificatePaper, language: Language, development: bool) -> Manuscript:
    """The finished HTML of a certificate with its pictures."""
    html = (
        environment(language)
        .get_template("certificate.html")
        .render(
            paper=paper,
            development=development,
            created=midnight(paper.issued).isoformat(),
            addressee=next((name for width, name in _ADDRESSEE if size(paper.company) <= width), "tiny"),
        )
    )
    pictures = {"qr": qr_code(paper.verify_url)}
    if paper.issuer.logo_svg:
        pictures["logo"] = paper.issuer.logo_svg
    css = style("base.css") + style("certificate.css")
    return Manuscript(html, css, pictures, under_first=ornament.rosette(), under_all=ornament.frame())


def qr_code(address: str) -> str:
    """A QR code as SVG; a quarter of it may be lost and it still reads (level Q)."""
    return str(segno.make(address, error="q", micro=False).svg_inline(border=0, dark="#1b2430", omitsize=True))
