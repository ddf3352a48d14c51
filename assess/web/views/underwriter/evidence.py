"""Files of a case, for those who check it; agents have no such page."""

from typing import NamedTuple

from flask_babel import LazyString
from werkzeug.wrappers import Response

from assess import uploads
from assess.cases import evidence, facts
from assess.cases.facts import ItemKey
from assess.errors import NotFound
from assess.store.models import UNDERWRITERS, Assessment, Evidence
from assess.underwriting import openings, verification
from assess.uploads import left_out
from assess.web import access
from assess.web.views.downloads import attachment, closed, picture
from assess.web.views.underwriter.room import pages


class Shown(NamedTuple):
    """A file as the underwriter sees it: `old` on the day of the declaration, what was taken out of it, and whether it
    became old since, by the day of the decision.
    """

    row: Evidence
    old: bool
    left_out: list[LazyString]
    aged: bool


def shown(case: Assessment, key: ItemKey) -> list[Shown]:
    """The files of one item of a case, oldest first."""
    return [_shown(case, row) for row in evidence.listed(case).get(key, ())]


def old_on_decision(case: Assessment) -> dict[ItemKey, list[Evidence]]:
    """The files that are old on the day of the decision, by item."""
    on = facts.decided_on(case)
    old = {key: [row for row in rows if evidence.is_old(row, on)] for key, rows in evidence.listed(case).items()}
    return {key: rows for key, rows in old.items() if rows and key in facts.items(case)}


def _shown(case: Assessment, row: Evidence) -> Shown:
    old = evidence.is_old(row, evidence.as_of(case))
    aged = not old and evidence.is_old(row, facts.decided_on(case))
    return Shown(row, old, left_out.words(row.left_out), aged)


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
