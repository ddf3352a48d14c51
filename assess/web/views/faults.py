"""What went wrong, as a page with its status."""

import logging
from urllib.parse import urlsplit

from flask import Flask, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from assess.errors import AssessError, NotOpenHere
from assess.extensions import db
from assess.web import access

log = logging.getLogger(__name__)
TOO_OFTEN = 429
_AGAIN_AFTER = {TOO_OFTEN: "5", 503: "60"}
"""Seconds after which it is worth coming again."""
_TEMPLATES = {404: "errors/not_found.html", TOO_OFTEN: "errors/too_often.html"}


def register(app: Flask) -> None:
    """Show every fault as a page of the product."""
    app.register_error_handler(AssessError, _refused)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http)
    for beyond_all_measure in (OverflowError, RecursionError):
        app.register_error_handler(beyond_all_measure, _beyond_measure)
    app.register_error_handler(Exception, _broken)


def _refused(fault: AssessError) -> ResponseReturnValue:
    db.session.rollback()
    if _by_script():
        return _told(str(fault.sentence), fault.status)
    template = "errors/elsewhere.html" if isinstance(fault, NotOpenHere) else "errors/refused.html"
    page = render_template(template, status=fault.status, sentence=fault.sentence)
    return page, fault.status, {"Retry-After": _AGAIN_AFTER[fault.status]} if fault.status in _AGAIN_AFTER else {}


def _expired_form(fault: CSRFError) -> ResponseReturnValue:  # noqa: ARG001
    if _by_script():
        sentence = _(
            "This page is too old to save from: load it anew. What you chose stays in this browser until then."
        )
        return _told(sentence, 400)
    try:
        referrer = urlsplit(request.referrer or "")
        back = referrer.path if referrer.netloc == request.host else None
    except ValueError:  # anything at all may stand in a header
        back = None
    return render_template("errors/expired_form.html", back=back), 400


def _http(fault: HTTPException) -> ResponseReturnValue | HTTPException:
    if fault.code is None or fault.code < 400:
        return fault
    if isinstance(fault, SecurityError):  # the host is not ours, so no page of ours has an address there
        return "This service does not answer under this host name.", 400, {"Content-Type": "text/plain"}
    if _by_script():
        too_often = _("Too much was sent at once. It is tried again.")
        return _told(too_often if fault.code == TOO_OFTEN else _("The server did not take this."), fault.code)
    return render_template(_TEMPLATES.get(fault.code, "errors/http.html"), status=fault.code), fault.code


def _beyond_measure(fault: Exception) -> ResponseReturnValue:  # noqa: ARG001
    """A number that no table holds, or parts within parts without end: nobody's browser sends these."""
    db.session.rollback()
    return render_template("errors/http.html", status=400), 400


def _broken(fault: Exception) -> ResponseReturnValue:
    log.exception("A page broke: %s %s", request.method, request.path, exc_info=fault)
    db.session.rollback()
    if _by_script():
        return _told(_("Something broke on the server. It is tried again."), 500)
    return render_template("errors/broken.html"), 500


def _by_script() -> bool:
    return request.method == "POST" and bool(request.accept_mimetypes.best == "application/json")


def _told(sentence: str, status: int) -> ResponseReturnValue:
    """Tell a script what went wrong; and that the browser's cookie is gone, where it is, which explains the rest."""
    aid = (request.view_args or {}).get("aid")
    if aid is None or access.owns(aid) or request.blueprint != "company":
        return jsonify(saved=False, done=False, sentence=sentence), status
    gone = _("This browser no longer opens the assessment: its cookie was deleted, or is too old.")
    return jsonify(
        saved=False,
        done=False,
        gone=True,
        sentence=gone,
        ask=url_for("returning.resume"),
        way=_("Come back with your resume key; what waits here is sent then"),
    ), status
