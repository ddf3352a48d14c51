"""An agent's invitation: its code comes behind the # of the link, or is typed."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from assess.agency import portfolios
from assess.errors import InvitationSpent
from assess.web.forms import CodeForm
from assess.web.views.company.room import INVITED
from assess.web.views.returning.room import pages, tried


@pages.route("/invitation", methods=["GET", "POST"])
@tried
def invitation() -> ResponseReturnValue:
    """Show the button that an agent's link leads to, and keep in this browser which invitation was opened."""
    form = CodeForm(request.form if request.method == "POST" else None)
    if request.method == "GET":
        return render_template("returning/invitation.html", form=form)
    if form.validate():
        try:
            session[INVITED] = portfolios.open_invitation(form.code.data or "").id
        except InvitationSpent as spent:
            form.code.errors = [spent.sentence]
        else:
            return redirect(url_for("company.invited"), 303)
    return render_template("returning/invitation.html", form=form, wrong=True), 400
