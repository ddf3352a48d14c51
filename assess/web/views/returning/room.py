"""The room of those who come back or were asked: tries are counted, what is new is shown once, caches keep nothing."""

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.cases import holdings
from assess.extensions import limiter
from assess.web.views.rows import row_number

pages = Blueprint("returning", __name__)
_NEW = "new secret"
# One count for all places where a secret can be tried, so that nobody gets three times as many tries.
tried = limiter.shared_limit("10 per minute; 50 per hour", scope="trying a secret", methods=["POST"])
made = limiter.shared_limit("10 per minute; 50 per hour", scope="making a secret", methods=["POST"])


@pages.after_request
def _keep_nowhere(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def see(endpoint: str, **values: str) -> Response:
    """Lead on with GET after a POST that worked."""
    return redirect(url_for(f"returning.{endpoint}", **values), 303)  # type: ignore[arg-type]


def show_once(endpoint: str, aid: str, **new: str) -> Response:
    """Lead on to a page of the company that shows what was just made, this once."""
    session[_NEW] = {"page": endpoint, "aid": aid, **new}
    return see(endpoint, aid=aid)


def shown_once(endpoint: str, aid: str) -> dict[str, str] | None:
    """Return what was just made for this page, and forget it."""
    new = session.get(_NEW, {})
    if (new.get("page"), new.get("aid")) != (endpoint, aid):
        return None
    return dict(session.pop(_NEW))


def end_browser(endpoint: str, aid: str) -> Response:
    """Let the browser that a button names open the assessment no more."""
    holdings.end(aid, row_number(request.form["end"]))
    flash(_("That browser no longer opens the assessment."), "good")
    return see(endpoint, aid=aid)
