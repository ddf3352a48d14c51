"""PDF as a kind of file that is taken; what is in it is read where the first one comes."""

from assess.uploads.clean import Cleaned, Kind

KIND = Kind("application/pdf", ("pdf",))


def clean(content: bytes) -> Cleaned | None:
    """Return the PDF packed anew, or None where it is none; raises PdfBroken, -Locked, -Active, -TooLong."""
    if not content.startswith(b"%PDF-"):
        return None
    # Here, because the library takes five megabytes that most processes never need.
    from assess.uploads.pdf_reading import packed_anew  # noqa: PLC0415

    return Cleaned(KIND, packed_anew(content))
