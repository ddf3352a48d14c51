"""What went wrong, as a page with its status."""

import logging
from urllib.parse import urlsplit

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from assess.errors import AssessError, NotOpenHere
from assess.extensions import db

log = logging.getLogger(__name__)
_AGAIN_AFTER = {429: "5", 503: "60"}
"""Seconds after which it is worth coming again."""
_TEMPLATES = {404: "errors/not_found.html", 429: "errors/too_often.html"}


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
    template = "errors/elsewhere.html" if isinstance(fault, NotOpenHere) else "errors/refused.html"
    page = render_template(template, status=fault.status, sentence=fault.sentence)
    return page, fault.status, {"Retry-After": _AGAIN_AFTER[fault.status]} if fault.status in _AGAIN_AFTER else {}


def _expired_form(fault: CSRFError) -> ResponseReturnValue:  # noqa: ARG001
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
    return render_template(_TEMPLATES.get(fault.code, "errors/http.html"), status=fault.code), fault.code


def _beyond_measure(fault: Exception) -> ResponseReturnValue:  # noqa: ARG001
    """A number that no table holds, or parts within parts without end: nobody's browser sends these."""
    db.session.rollback()
    return render_template("errors/http.html", status=400), 400


def _broken(fault: Exception) -> ResponseReturnValue:
    log.exception("A page broke: %s %s", request.method, request.path, exc_info=fault)
    db.session.rollback()
    return render_template("errors/broken.html"), 500
