"""Papers as PDF: certificate, report, copy of the declaration, tariff book; their signature, and the check of a file.

The only room that knows WeasyPrint and pyHanko. It gets primitives and gives bytes; it never sees a
request, a table or a session.
"""

from assess.documents.book import render_book
from assess.documents.certificate import render_certificate
from assess.documents.check import LARGEST, Check, Discrepancy, check_certificate
from assess.documents.copy import render_copy
from assess.documents.fonts import MissingGlyph, NoJapaneseFont, missing_glyphs
from assess.documents.paper import CertificatePaper, DeclaredBy, Issuer, Language
from assess.documents.report import render_report
from assess.documents.report_paper import ReportPaper
from assess.documents.signer import NoTimestamp, Signer
from assess.documents.workshop import set_apart
from assess.isolation import Busy

__all__ = [
    "LARGEST",
    "Busy",
    "CertificatePaper",
    "Check",
    "DeclaredBy",
    "Discrepancy",
    "Issuer",
    "Language",
    "MissingGlyph",
    "NoJapaneseFont",
    "NoTimestamp",
    "ReportPaper",
    "Signer",
    "check_certificate",
    "missing_glyphs",
    "render_book",
    "render_certificate",
    "render_copy",
    "render_report",
    "set_apart",
]
