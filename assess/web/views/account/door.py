"""Staff: the door, and where each goes after the sign-in."""

from functools import wraps
from typing import cast

from flask import Blueprint, redirect, session, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue, RouteCallable
from flask_security import auth_required, current_user
from werkzeug.wrappers import Response

from assess import limits
from assess.errors import NotAllowed, NotFound
from assess.store.models import RoleName
from assess.web.access import staff
from assess.web.tries import guarded

pages = Blueprint("account", __name__)
_ASKED = "asked to make recovery codes"
_CODE = "security.two_factor_token_validation"
_SECRETS = ("security.login", _CODE, "security.verify", "security.mf_recovery", "security.mf_recovery_codes")
SHUT = ("security.two_factor_rescue", "security.tf_select", "security.static")
"""What Flask-Security opens and nobody here uses."""
HOMES = {
    RoleName.UNDERWRITER: "underwriter.queue",
    RoleName.LEAD: "underwriter.queue",
    RoleName.AGENT: "agent.clients",
    RoleName.ADMINISTRATOR: "admin.staff",
}


@pages.get("/staff")
@auth_required("session")
def home() -> Response:
    """Lead to the room of one's role, once a session by way of the recovery codes where few or none are left."""
    person = staff()
    few = person.tf_primary_method and len(person.mf_recovery_codes or ()) <= limits.FEW_RECOVERY_CODES
    if few and not session.get(_ASKED):
        session[_ASKED] = True
        return redirect(url_for("security.mf_recovery_codes"))
    for role, endpoint in HOMES.items():
        if person.has_role(role.value):
            return redirect(url_for(endpoint))
    raise NotAllowed


@pages.record_once
def _guard_the_door(state: BlueprintSetupState) -> None:
    """Count tries at what the library opens; what nobody uses is not there."""
    views = state.app.view_functions
    views[_CODE] = _only_on_the_way_in(views[_CODE])
    for endpoint in _SECRETS:
        views[endpoint] = guarded(views[endpoint])
    for endpoint in SHUT:
        views[endpoint] = _shut


def _only_on_the_way_in(view: RouteCallable) -> RouteCallable:
    """Lead those home who are signed in: the library would sign them out, by a mere GET."""

    @wraps(view)
    def led(**values: object) -> ResponseReturnValue:
        if current_user.is_authenticated:
            return redirect(url_for("account.home"))
        return cast(ResponseReturnValue, view(**values))

    return led


def _shut(**_values: object) -> Response:
    raise NotFound
