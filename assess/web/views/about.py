"""Who runs this, under which terms, and what becomes of data: pages of their own, linked in every foot."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from assess.config import IssuerSettings

pages = Blueprint("about", __name__, url_prefix="/about")
_PAGES = {
    "about.operator": _l("Operator and contact"),
    "about.privacy": _l("Privacy notice"),
    "about.terms": _l("Terms of use"),
    "about.accessibility": _l("Accessibility"),
}


def abouts() -> list[tuple[str, LazyString]]:
    """List the pages for the foot: endpoint and title."""
    return list(_PAGES.items())


@pages.get("/operator")
def operator() -> ResponseReturnValue:
    """Say who issues certificates and runs the service, and whom to ask."""
    return _page("operator")


@pages.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Say what is collected, what for, who sees it, how long it is kept, and whom to ask."""
    return _page("privacy")


@pages.get("/terms")
def terms() -> ResponseReturnValue:
    """Say what the service is and is not, and what is expected of whoever uses it."""
    return _page("terms")


@pages.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """Say how the pages can be used, what is not good yet, and how to report it."""
    return _page("accessibility")


def _page(name: str) -> str:
    issuer: IssuerSettings = current_app.extensions["settings"].issuer
    return render_template(f"about/{name}.html", issuer=issuer, title=_PAGES[f"about.{name}"])
