"""Files of a case, for those who check it; agents have no such page."""

from werkzeug.wrappers import Response

from assess import uploads
from assess.cases import evidence
from assess.errors import NotFound
from assess.store.models import RoleName
from assess.underwriting import verification
from assess.web import access
from assess.web.views.downloads import attachment, closed, picture
from assess.web.views.underwriter.room import pages


@pages.get("/cases/<public_id>/evidence/<evidence_id>")
@access.role_required(RoleName.UNDERWRITER)
@closed
def evidence_file(public_id: str, evidence_id: str) -> Response:
    """Hand out a file of a case."""
    return attachment(evidence.open_file(verification.case(public_id), evidence_id))


@pages.get("/cases/<public_id>/evidence/<evidence_id>/preview")
@access.role_required(RoleName.UNDERWRITER)
@closed
def evidence_preview(public_id: str, evidence_id: str) -> Response:
    """Show a photo or screenshot, drawn small."""
    row = evidence.open_file(verification.case(public_id), evidence_id)
    if not row.file.media_type.startswith("image/"):
        raise NotFound
    return picture(uploads.preview(row.file.content))
