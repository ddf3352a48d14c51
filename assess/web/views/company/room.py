"""The company's room: its pages, and how one leads to the next."""

from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from assess.texts.classifications import HEADCOUNTS, INDUSTRIES, SALES

pages = Blueprint("company", __name__)


@pages.context_processor
def _classes() -> dict[str, object]:
    return {"classes": {"industries": INDUSTRIES, "headcounts": HEADCOUNTS, "sales": SALES}}


def see(endpoint: str, anchor: str | None = None, **values: Any) -> Response:
    """Lead on with GET after a POST that worked."""
    return redirect(url_for(f"company.{endpoint}", _anchor=anchor, **values), 303)
