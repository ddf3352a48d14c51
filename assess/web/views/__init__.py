"""The pages: what a browser asks for, handed to a service; no queries and no commits here."""

from flask import Flask, Response, current_app, request

from assess.cases import facts
from assess.texts.formats import LANGUAGES
from assess.web.forms.fields import switching
from assess.web.views import about, account, admin, agent, company, faults, public, returning, underwriter

HEADERS = {
    "content_security_policy": {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    },
    "referrer_policy": "same-origin",
    "session_cookie_secure": False,
}


_LANGUAGE = "_language"
"""What follows the name of the session's cookie in that of the language."""
_PRIVATE = frozenset({"company", "returning", "underwriter", "agent", "admin", "account", "security"})
_A_YEAR = 365 * 24 * 3600


def choose_language() -> str:
    """Return the page's language: as switched to, else as the browser asks, else Japanese."""
    for wanted in (request.args.get("lang"), request.cookies.get(_language_cookie())):
        if wanted in LANGUAGES:
            return str(wanted)
    return request.accept_languages.best_match(LANGUAGES) or "ja"


def _language_cookie() -> str:
    return str(current_app.config["SESSION_COOKIE_NAME"]) + _LANGUAGE


def register(app: Flask) -> None:
    """Add all pages to the application."""
    app.jinja_env.globals.update(assumed=facts.assumed)
    for room in (public, about, company, returning, underwriter, agent, admin, account):
        app.register_blueprint(room.pages)
    faults.register(app)
    adopted = app.extensions["settings"].adopts_answers
    app.jinja_env.globals.update(switching=switching, abouts=about.abouts, adopts_answers=adopted)
    app.after_request(_remember_language)
    app.after_request(_keep_private)


def _keep_private(response: Response) -> Response:
    """Let no browser and no proxy keep a page of a company or of staff."""
    if request.blueprint in _PRIVATE and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def _remember_language(response: Response) -> Response:
    """Remember a switch in a cookie of its own, which no other response sends: a late one cannot undo it."""
    if request.args.get("lang") in LANGUAGES and request.endpoint != "static":
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        wanted = request.args["lang"]
        if switching() and response.status_code == 400:
            response.status_code = 200  # nothing is wrong: the form was only to be shown again
        response.set_cookie(_language_cookie(), wanted, max_age=_A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
