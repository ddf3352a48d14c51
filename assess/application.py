"""How the parts make one application."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from assess import extensions
from assess.config import ROOT, Settings
from assess.papers.press import Press
from assess.store import counters, database
from assess.store.addresses import PlainAddresses
from assess.store.second_factor import OnceOnly, RecoveryCodes, user_datastore
from assess.texts import answers, editions, formats, particulars, people
from assess.uploads import Scanner
from assess.web import staff_sessions, views
from assess.web.sessions import BrowserSessions


class SmallNumber(IntegerConverter):
    """A number in an address, no larger than any that a table gives out: others are not found."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**31 - 1)


def assemble(settings: Settings) -> Flask:
    """Load the editions and bind every extension and page; raises scoring.EditionFaults."""
    app = Flask("assess", template_folder=str(ROOT / "templates"), instance_path=str(settings.instance))
    app.config.from_mapping(settings.as_flask())
    app.url_map.converters["int"] = SmallNumber
    if settings.proxies:
        trusted = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, **trusted)  # type: ignore[method-assign]
    app.session_interface = BrowserSessions()
    app.extensions["settings"] = settings
    app.extensions["scanner"] = Scanner(*settings.scanner) if settings.scanner else None
    app.extensions["press"] = Press(settings)
    editions.load(settings.questionnaires)
    extensions.db.init_app(app)
    database.prepare(app)
    extensions.csrf.init_app(app)
    app.config["RATELIMIT_STORAGE_URI"] = counters.ADDRESSES[settings.limits]
    extensions.limiter.init_app(app)
    extensions.compress.init_app(app)
    extensions.babel.init_app(app, locale_selector=views.choose_language)
    # Its constructor takes these, and that was long ago.
    extensions.security._totp_cls, extensions.security._mail_util_cls = OnceOnly, PlainAddresses
    extensions.security._mf_recovery_codes_util_cls = RecoveryCodes
    extensions.security.init_app(app, user_datastore, register_blueprint=True, **staff_sessions.FORMS)
    staff_sessions.limit(app, extensions.security)
    _ask_nobody_who_they_are(app)
    extensions.talisman.init_app(app, **views.HEADERS, force_https=settings.secure)
    formats.register(app)
    people.register(app)
    answers.register(app)
    particulars.register(app)
    views.register(app)
    return app


def _ask_nobody_who_they_are(app: Flask) -> None:
    """Let static files and public pages be the same for all.

    Flask-Principal, which comes with Flask-Security, would read the session before every request; here roles
    are asked for where a page wants one (`assess.web.access`).
    """
    asking = app.before_request_funcs[None]
    app.before_request_funcs[None] = [step for step in asking if step.__module__ != "flask_principal"]
