"""The eligibility report: what an agent puts on the table."""

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from assess.documents.manuscript import Manuscript
from assess.documents.paper import Language
from assess.documents.report_paper import ReportPaper, Story
from assess.documents.staircase import staircase
from assess.documents.wording import catalogue, environment, midnight, size, style

_Line = TypeVar("_Line")


def render_report(paper: ReportPaper, language: Language) -> bytes:
    """The report as PDF/A-3a; the same paper gives the same bytes. Raises NoJapaneseFont, MissingGlyph."""
    # Here, because WeasyPrint takes half a second and 45 MB that most processes never need.
    from assess.documents.pdf import print_pdf  # noqa: PLC0415

    manuscript = report_manuscript(paper, language)
    return print_pdf(manuscript, identifier=hashlib.sha256(manuscript.html.encode()).digest()[:16])


def report_manuscript(paper: ReportPaper, language: Language) -> Manuscript:
    """The finished HTML of a report with its pictures."""
    html = (
        environment(language)
        .get_template("report.html")
        .render(
            paper=paper,
            created=midnight(paper.as_of).isoformat(),
            damages=_halves(paper.coverage.damages),
            columns=_columns(paper.stories),
            addressee="" if size(paper.company) <= 50 else "long" if size(paper.company) <= 140 else "longer",
        )
    )
    pictures = {"staircase": _picture(paper, catalogue(language).gettext)}
    if paper.issuer.logo_svg:
        pictures["logo"] = paper.issuer.logo_svg
    return Manuscript(html, style("base.css") + style("report.css"), pictures)


def _picture(paper: ReportPaper, _: Callable[[str], str]) -> str:
    following = next((way for way in paper.ways if way.changes), None)
    words = {
        "now": (_("Then %(rate)s%%") if paper.void else _("Now %(rate)s%%")) % {"rate": paper.rate},
        "next": _("Next %(rate)s%%") % {"rate": following.rate} if following else "",
        "cap": _("Cap %(rate)s%%") % {"rate": paper.cap},
        "from": _("%(score)s points +"),
    }
    return staircase(paper.steps, paper.rate, paper.cap, words)


def _halves(lines: Sequence[_Line]) -> tuple[Sequence[_Line], Sequence[_Line]]:
    middle = (len(lines) + 1) // 2
    return lines[:middle], lines[middle:]


def _columns(stories: Sequence[Story]) -> tuple[Sequence[Story], Sequence[Story]]:
    """Two columns of about the same height, in the order of their numbers."""
    heights = [4 + size(story.title + story.story + (story.caution or "")) / 58 for story in stories]
    middle = min(
        range(len(stories) + 1), key=lambda cut: (max(sum(heights[:cut]), sum(heights[cut:])), -cut), default=0
    )
    return stories[:middle], stories[middle:]
