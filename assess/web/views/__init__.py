"""The pages: what a browser asks for, handed to a service; no queries and no commits here."""

from flask import Flask, request, session

from assess.cases import facts
from assess.texts.formats import LANGUAGES
from assess.web.views import account, agent, company, faults, public, returning, underwriter

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


def choose_language() -> str:
    """Return the page's language: as switched to, else as the browser asks, else Japanese."""
    wanted = request.args.get("lang")
    if wanted in LANGUAGES:
        session["language"] = wanted
    if session.get("language") in LANGUAGES:
        return str(session["language"])
    return request.accept_languages.best_match(LANGUAGES) or "ja"


def register(app: Flask) -> None:
    """Add all pages to the application."""
    app.jinja_env.globals.update(assumed=facts.assumed)
    for room in (public, company, returning, underwriter, agent, account):
        app.register_blueprint(room.pages)
    faults.register(app)
