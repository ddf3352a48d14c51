"""What went wrong, as a page with its status."""

import logging
from urllib.parse import urlsplit

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from assess.errors import AssessError
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
    app.register_error_handler(Exception, _broken)


def _refused(fault: AssessError) -> ResponseReturnValue:
    db.session.rollback()
    page = render_template("errors/refused.html", status=fault.status, sentence=fault.sentence)
    return page, fault.status, {"Retry-After": _AGAIN_AFTER[fault.status]} if fault.status in _AGAIN_AFTER else {}


def _expired_form(fault: CSRFError) -> ResponseReturnValue:  # noqa: ARG001
    referrer = urlsplit(request.referrer or "")
    back = referrer.path if referrer.netloc == request.host else None
    return render_template("errors/expired_form.html", back=back), 400


def _http(fault: HTTPException) -> ResponseReturnValue | HTTPException:
    if fault.code is None or fault.code < 400:
        return fault
    return render_template(_TEMPLATES.get(fault.code, "errors/http.html"), status=fault.code), fault.code


def _broken(fault: Exception) -> ResponseReturnValue:
    log.exception("A page broke: %s %s", request.method, request.path, exc_info=fault)
    db.session.rollback()
    return render_template("errors/broken.html"), 500
