"""What is in a PDF: read strictly, refused where anything in it acts, packed anew from what was read."""

import re
from io import BytesIO

import pikepdf
from pikepdf import settings

from assess import limits
from assess.uploads.refusals import FileRefused, PdfActive, PdfBroken, PdfLocked, PdfTooLong

MOST_PAGES = limits.MOST_PAGES
MOST_OBJECTS = 100_000

# Only lists of objects are unpacked here, never pages or pictures: eight million bytes are plenty.
settings.set_qpdf_limits(flate_max_memory=8_000_000, run_length_max_memory=8_000_000, png_max_memory=8_000_000)

_ACTIVE = (
    "JS", "JavaScript", "Launch", "EF", "EmbeddedFile", "EmbeddedFiles", "Collection", "GoToE", "ImportData",
    "SubmitForm", "XFA", "RichMedia", "Rendition", "Movie", "Sound", "3D",
)  # fmt: skip
# As JSON a name is "/JS", while a text that says the same is "u:/JS".
_ACTIVE_NAME = re.compile(rb'"/(?:%s)"' % b"|".join(name.encode() for name in _ACTIVE))


def packed_anew(content: bytes) -> bytes:
    """Return the PDF packed anew; raises PdfBroken, -Locked, -Active, -TooLong."""
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            _check(pdf)
            return _packed(pdf)
    except pikepdf.PasswordError:
        raise PdfLocked from None
    except FileRefused:
        raise
    except Exception as fault:  # a reader may fail in any way on a file that was made to make it fail
        raise PdfBroken from fault


def _check(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise PdfLocked
    if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
        raise PdfTooLong
    if not len(pdf.pages):
        raise PdfBroken
    if any(_ACTIVE_NAME.search(_said(found)) for found in pdf.objects):
        raise PdfActive


def _said(found: object) -> bytes:
    """Return an object as JSON; a bare number or truth value, as Quartz and LibreOffice write, says no name."""
    return found.to_json(dereference=True) if isinstance(found, pikepdf.Object) else b""


def _packed(pdf: pikepdf.Pdf) -> bytes:
    """Write what was read; names of people and programs go, and signatures, which would look like forged ones."""
    for key in ("/Metadata", "/Perms", "/PieceInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    _unsign(pdf)
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _unsign(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/FT") == pikepdf.Name.Sig and "/V" in found:
            del found["/V"]
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/SigFlags" in form:
        del form["/SigFlags"]
