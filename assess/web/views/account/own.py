"""One's own account: what the sign-in asks for, and where each part of it is changed."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_security import auth_required

from assess.web.access import staff
from assess.web.views.account.door import pages


@pages.get("/account")
@auth_required("session")
def own() -> ResponseReturnValue:
    """Show who is signed in, and lead to password and second factor."""
    return render_template("account/own.html", person=staff())
