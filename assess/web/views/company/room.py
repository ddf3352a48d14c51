"""The company's room: its pages, and how one leads to the next."""

from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

INVITED = "invitation"
"""Under which a browser's session keeps the invitation that was opened in it."""
pages = Blueprint("company", __name__)


def see(endpoint: str, anchor: str | None = None, **values: Any) -> Response:
    """Lead on with GET after a POST that worked."""
    return redirect(url_for(f"company.{endpoint}", _anchor=anchor, **values), 303)
