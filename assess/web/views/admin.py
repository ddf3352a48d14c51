"""The administrators' room: the accounts of the staff. No case is ever seen from here."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assess.store import accounts
from assess.store.models import RoleName
from assess.texts import editions
from assess.web import access

pages = Blueprint("admin", __name__, url_prefix="/admin")


@pages.get("/")
@access.role_required(RoleName.ADMINISTRATOR)
def staff() -> ResponseReturnValue:
    """List all accounts: who, as what, in which state, with which authority."""
    plans = {plan.id: plan.name for book in editions.everything().values() for plan in book.plans.values()}
    return render_template("admin/staff.html", people=accounts.listed(), plans=plans)
