"""Staff: where each goes after the sign-in."""

from flask import Blueprint, redirect, url_for
from flask_security import auth_required
from werkzeug.wrappers import Response

from assess.access import staff
from assess.errors import NotAllowed
from assess.models import RoleName

pages = Blueprint("account", __name__)
_HOMES = {RoleName.UNDERWRITER: "underwriter.queue", RoleName.AGENT: "agent.clients"}


@pages.get("/staff")
@auth_required("session")
def home() -> Response:
    """Lead to the room of one's role."""
    for role, endpoint in _HOMES.items():
        if staff().has_role(role.value):
            return redirect(url_for(endpoint))
    raise NotAllowed
