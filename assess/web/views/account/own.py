"""One's own account: what the sign-in asks for, and where one is signed in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import auth_required

from assess.web import access, staff_sessions
from assess.web.sessions import this_browser
from assess.web.views.account.door import pages
from assess.web.views.rows import row_number


@pages.route("/account", methods=["GET", "POST"])
@auth_required("session")
def own() -> ResponseReturnValue:
    """Show who is signed in and where, and lead to password and second factor; end one of one's sessions."""
    person = access.staff()
    if request.method == "GET":
        sessions = staff_sessions.of(person)
        return render_template("account/own.html", person=person, sessions=sessions, here=this_browser().browser_id)
    staff_sessions.end(person, row_number(request.form.get("end", "")))
    flash(_("That session has ended. Whoever used it must sign in anew."), "good")
    return redirect(url_for("account.own"), 303)
