"""Passwords: set with the link that begins an account, changed by oneself."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import auth_required, login_user
from wtforms import Field

from assess.store import accounts
from assess.store.refusals import LinkSpent, PasswordTooWeak, WrongPassword
from assess.web import access
from assess.web.forms import PasswordForm, PasswordLinkForm
from assess.web.staff_sessions import STAYED
from assess.web.tries import guarded
from assess.web.views.account.door import pages


@pages.route("/sign-in/password", methods=["GET", "POST"])
@guarded
def set_password() -> ResponseReturnValue:
    """Take the code of a link, and the password that the person chooses; only the button uses the link up."""
    if request.method == "GET":
        return render_template("account/set_password.html", form=PasswordLinkForm())
    form = PasswordLinkForm(request.form)
    if not (form.validate() and _set(form)):
        return render_template("account/set_password.html", form=form, wrong=True), 400
    flash(_("Your password is set. Sign in with it now."), "good")
    return redirect(url_for("security.login"), 303)


@pages.route("/account/password", methods=["GET", "POST"])
@auth_required("session")
@guarded
def change_password() -> ResponseReturnValue:
    """Take the present password and another; all other sessions of the account end."""
    if request.method == "GET":
        return render_template("account/password.html", form=PasswordForm())
    form = PasswordForm(request.form)
    if not (form.validate() and _changed(form)):
        return render_template("account/password.html", form=form, wrong=True), 400
    flash(_("Your password is changed. Wherever else you were signed in, you are signed out now."), "good")
    return redirect(url_for("account.own"), 303)


def _set(form: PasswordLinkForm) -> bool:
    try:
        accounts.set_password(form.code.data or "", form.password.data or "")
    except LinkSpent as refused:
        return _say(form.code, refused.sentence)
    except PasswordTooWeak as refused:
        return _say(form.password, refused.sentence)
    return True


def _changed(form: PasswordForm) -> bool:
    try:
        person = accounts.change_password(access.staff().email, form.present.data or "", form.password.data or "")
    except WrongPassword as refused:
        return _say(form.present, refused.sentence)
    except PasswordTooWeak as refused:
        return _say(form.password, refused.sentence)
    login_user(person, authn_via=STAYED)
    return True


def _say(field: Field, sentence: str) -> bool:
    field.errors = [sentence]
    return False
