"""Files of a case, for those who check it; agents have no such page."""

from typing import NamedTuple

from flask_babel import LazyString
from werkzeug.wrappers import Response

from assess import uploads
from assess.cases import evidence
from assess.cases.facts import ItemKey
from assess.errors import NotFound
from assess.store.models import UNDERWRITERS, Assessment, Evidence
from assess.underwriting import openings, verification
from assess.uploads import left_out
from assess.web import access
from assess.web.views.downloads import attachment, closed, picture
from assess.web.views.underwriter.room import pages


class Shown(NamedTuple):
    """A file as the underwriter sees it: `old` on the day of the declaration, and what was taken out of it."""

    row: Evidence
    old: bool
    left_out: list[LazyString]


def shown(case: Assessment, key: ItemKey) -> list[Shown]:
    """The files of one item of a case, oldest first."""
    as_of = evidence.as_of(case)
    rows = evidence.listed(case).get(key, ())
    return [Shown(row, evidence.is_old(row, as_of), left_out.words(row.left_out)) for row in rows]


@pages.get("/cases/<public_id>/evidence/<evidence_id>")
@access.role_required(*UNDERWRITERS)
@closed
def evidence_file(public_id: str, evidence_id: str) -> Response:
    """Hand out a file of a case."""
    row = evidence.open_file(verification.case(public_id), evidence_id)
    openings.record(row, access.staff(), whole=True)
    return attachment(row)


@pages.get("/cases/<public_id>/evidence/<evidence_id>/preview")
@access.role_required(*UNDERWRITERS)
@closed
def evidence_preview(public_id: str, evidence_id: str) -> Response:
    """Show a photo or screenshot, drawn small."""
    row = evidence.open_file(verification.case(public_id), evidence_id)
    if not row.file.media_type.startswith("image/"):
        raise NotFound
    openings.record(row, access.staff(), whole=False)
    return picture(uploads.preview(row.file.content))
