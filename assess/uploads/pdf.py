"""What is in a PDF: read strictly, refused where anything in it acts, packed anew from what was read."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import settings

from assess import limits
from assess.uploads.clean import Cleaned
from assess.uploads.kinds import PDF
from assess.uploads.left_out import LeftOut
from assess.uploads.refusals import FileRefused, PdfActive, PdfBroken, PdfLocked, PdfTooLong

MOST_PAGES = limits.MOST_PAGES
MOST_OBJECTS = 100_000

# Only lists of objects are unpacked here, never pages or pictures: eight million bytes are plenty.
settings.set_qpdf_limits(flate_max_memory=8_000_000, run_length_max_memory=8_000_000, png_max_memory=8_000_000)


def _names(*names: str) -> re.Pattern[bytes]:
    """Find these names; as JSON a name is "/JS", while a text that says the same is "u:/JS"."""
    return re.compile(rb'"/(?:%s)"' % b"|".join(name.encode() for name in names))


_ACTIVE = _names(
    "JS", "JavaScript", "Launch", "EF", "EmbeddedFile", "EmbeddedFiles", "Collection", "GoToE", "ImportData",
    "SubmitForm", "XFA", "RichMedia", "Rendition", "Movie", "Sound", "3D", "URI", "GoToR",
)  # fmt: skip
_AWAY = frozenset({"/URI", "/GoToR"})
"""Actions that lead to other places: whoever clicks tells a stranger so, a share of Windows even who clicked."""
_PLACES = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
"""Under which a file of its own, or the content of a stream, is said to lie elsewhere."""
_TO_TAKE_OUT = _names("URI", "GoToR", "EF", "AF", "Sig", "SigFlags", *(place[1:] for place in _PLACES))


def clean(content: bytes) -> Cleaned | None:
    """Return the PDF packed anew, or None where it is none; raises PdfBroken, -Locked, -Active, -TooLong."""
    if not content.startswith(b"%PDF-"):
        return None
    try:
        with _opened(content) as pdf:
            _check_size(pdf)
            left_out = _take_out(pdf)
            packed = _packed(pdf)
        # Judged by what is written: what nothing leads to any more is gone.
        with _opened(packed) as pdf:
            _refuse_active(pdf)
    except pikepdf.PasswordError:
        raise PdfLocked from None
    except (FileRefused, MemoryError):
        raise
    except Exception as fault:  # a reader may fail in any way on a file that was made to make it fail
        raise (PdfLocked if "encrypt" in str(fault).lower() else PdfBroken) from fault
    return Cleaned(PDF, packed, left_out=left_out)


def _opened(content: bytes) -> pikepdf.Pdf:
    """Open it; one that an owner's password protects opens without, and is saved plain."""
    return pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)


def _check_size(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
        raise PdfTooLong
    if not len(pdf.pages):
        raise PdfBroken


def _refuse_active(pdf: pikepdf.Pdf) -> None:
    if any(_ACTIVE.search(_said(found)) for found in pdf.objects):
        raise PdfActive


def _said(found: object) -> bytes:
    """Return an object as JSON; a bare number or truth value, as Quartz and LibreOffice write, says no name."""
    return found.to_json(dereference=True) if isinstance(found, pikepdf.Object) else b""


def _take_out(pdf: pikepdf.Pdf) -> frozenset[LeftOut]:
    """Take out attached files, signatures, and links to other places; return what is worth a word.

    A portfolio is nothing but attached files, and stays what it is: refused.
    """
    if "/Collection" in pdf.Root:
        raise PdfActive
    found = {left for part in _dictionaries(pdf) if (left := _took_out(part)) is not None}
    for names in (pdf.Root.get("/Names"), pdf.Root):
        for key in ("/EmbeddedFiles", "/AF", "/URI"):
            if isinstance(names, pikepdf.Dictionary) and key in names:
                del names[key]
    return frozenset(found)


def _took_out(part: pikepdf.Object) -> LeftOut | None:
    if part.get("/S") in _AWAY:
        _empty(part, part.keys())
    _empty(part, [place for place in _PLACES if isinstance(part.get(place), pikepdf.String)])
    if "/AF" in part:
        del part["/AF"]
    if part.get("/FT") == "/Sig" and "/V" in part:
        del part["/V"]
        return LeftOut.SIGNATURE
    if "/SigFlags" in part:
        del part["/SigFlags"]
    if "/EF" in part:
        _empty(part, part.keys())
        return LeftOut.ATTACHMENTS
    return None


def _empty(part: pikepdf.Object, keys: Iterable[str]) -> None:
    for key in list(keys):
        del part[key]


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every dictionary that may hold something to take out; streams are such dictionaries too."""
    for found in pdf.objects:
        if not _TO_TAKE_OUT.search(_said(found)):
            continue
        waiting = [found]
        while waiting:
            part = waiting.pop()
            if isinstance(part, (pikepdf.Dictionary, pikepdf.Stream)):
                yield part
                waiting += [inner for inner in part.values() if _direct(inner)]
            elif isinstance(part, pikepdf.Array):
                waiting += [inner for inner in part if _direct(inner)]


def _direct(part: object) -> bool:
    return isinstance(part, (pikepdf.Dictionary, pikepdf.Array)) and not part.is_indirect


def _packed(pdf: pikepdf.Pdf) -> bytes:
    """Write what was read; names of people and programs go."""
    for key in ("/Metadata", "/Perms", "/PieceInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    out = BytesIO()
    pdf.save(out, deterministic_id=True, encryption=False)
    return out.getvalue()
