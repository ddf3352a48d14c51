"""How the parts make one application."""

from flask import Flask

from assess import extensions
from assess.config import ROOT, Settings
from assess.papers.press import Press
from assess.store import database
from assess.store.accounts import user_datastore
from assess.texts import editions, formats, people
from assess.web import views
from assess.web.sessions import BrowserSessions


def assemble(settings: Settings) -> Flask:
    """Load the editions and bind every extension and page; raises scoring.EditionFaults."""
    app = Flask("assess", template_folder=str(ROOT / "templates"), instance_path=str(settings.instance))
    app.config.from_mapping(settings.as_flask())
    app.session_interface = BrowserSessions()
    app.extensions["settings"] = settings
    app.extensions["press"] = Press(settings)
    editions.load(settings.questionnaires)
    extensions.db.init_app(app)
    database.prepare(app)
    extensions.csrf.init_app(app)
    extensions.limiter.init_app(app)
    extensions.compress.init_app(app)
    extensions.babel.init_app(app, locale_selector=views.choose_language)
    extensions.security.init_app(app, user_datastore, register_blueprint=True)
    _ask_nobody_who_they_are(app)
    extensions.talisman.init_app(app, **views.HEADERS, force_https=settings.secure)
    formats.register(app)
    people.register(app)
    views.register(app)
    return app


def _ask_nobody_who_they_are(app: Flask) -> None:
    """Let static files and public pages be the same for all.

    Flask-Principal, which comes with Flask-Security, would read the session before every request; here roles
    are asked for where a page wants one (`assess.web.access`).
    """
    asking = app.before_request_funcs[None]
    app.before_request_funcs[None] = [step for step in asking if step.__module__ != "flask_principal"]
