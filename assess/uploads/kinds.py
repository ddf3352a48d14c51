"""The kinds of file that are taken."""

from assess.uploads.clean import Kind

# HEIC, TIFF and WebP are kept as JPEG: everyone can open it. A photo that is a huge PNG becomes one, too; a TIFF of
# several pages becomes a PDF.
JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jfif"), ("png", "webp", "heic", "heif", "hif", "tif", "tiff"))
PNG = Kind("image/png", ("png",))
PDF = Kind("application/pdf", ("pdf",), ("tif", "tiff"))
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = Kind(f"{_OFFICE}wordprocessingml.document", ("docx",))
XLSX = Kind(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(f"{_OFFICE}presentationml.presentation", ("pptx",))
PLAIN = Kind("text/plain", ("txt", "log"))
CELLS = Kind("text/csv", ("csv",))

PACKAGES = (DOCX, XLSX, PPTX)
TEXTS = (PLAIN, CELLS)
KINDS = (JPEG, PNG, PDF, *PACKAGES, *TEXTS)
ENDINGS = tuple(dict.fromkeys(f".{ending}" for kind in KINDS for ending in (*kind.endings, *kind.known_as)))
"""The endings that are taken, for the control that chooses a file."""
