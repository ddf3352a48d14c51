"""Coming back: the resume key, and a link by e-mail that a button uses up."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import Field

from assess import limits
from assess.cases import assessments, holdings, passes
from assess.errors import MailBroken, PassRefused
from assess.mail.post import meanwhile, post_of
from assess.store.models import Pass
from assess.web import access
from assess.web.forms import CodeForm, KeyForm, LinkForm
from assess.web.sessions import this_browser
from assess.web.views.returning.room import end_browser, made, pages, see, show_once, shown_once, tried


@pages.route("/continue", methods=["GET", "POST"])
@tried
def resume() -> ResponseReturnValue:
    """Take the resume key, or the address to which a link is mailed."""
    if request.method == "GET":
        return _continue_page(KeyForm(), LinkForm())
    if "email" in request.form:
        return _ask_for_link()
    form = KeyForm(request.form)
    used = _opened(form.key) if form.validate() else None
    if used is None:
        return _continue_page(form, LinkForm(), wrong=True), 400
    return _let_in(used)


@pages.route("/continue/link", methods=["GET", "POST"])
@tried
def link() -> ResponseReturnValue:
    """Show the button that a mailed link leads to; only pressing it uses the link up."""
    if request.method == "GET":
        return render_template("returning/link.html", form=CodeForm())
    form = CodeForm(request.form)
    used = _opened(form.code) if form.validate() else None
    if used is None:
        return render_template("returning/link.html", form=form, wrong=True), 400
    return _let_in(used)


@pages.route("/a/<aid>/key", methods=["GET", "POST"])
@made
def key(aid: str) -> ResponseReturnValue:
    """Say whether there is a resume key, make one and show it this once, or make it useless."""
    assessment = access.owned_or_404(aid)
    if "end" in request.form:
        return end_browser("key", aid)
    if request.method == "POST" and "revoke" in request.form:
        passes.revoke_key(aid, this_browser().browser_id)
        flash(_("The resume key no longer works."), "good")
        return see("key", aid=aid)
    if request.method == "POST":
        return show_once("key", aid, secret=passes.make_key(aid, this_browser().browser_id))
    return render_template(
        "returning/key.html",
        assessment=assessment,
        key=passes.key_state(assessment),
        new=shown_once("key", aid),
        address=post_of(current_app).base_url + url_for("returning.resume"),
        mail=post_of(current_app).able,
        browsers=holdings.browsers(assessment),
        here=this_browser().browser_id,
    )


@pages.post("/a/<aid>/key/mail")
@made
def mail(aid: str) -> ResponseReturnValue:
    """Mail a link to the contact address of the company."""
    address = access.owned_or_404(aid).company.contact_email
    if passes.send_own_link(aid, post_of(current_app)):
        flash(
            _(
                "A link is on its way to %(address)s. It works once, within %(hours)s hours.",
                address=address,
                hours=limits.LINK_HOURS,
            ),
            "good",
        )
    else:
        flash(_("No link was sent: enough were sent within this hour, or the details hold no address."), "care")
    return see("key", aid=aid)


def _opened(field: Field) -> Pass | None:
    """Return the pass whose secret is in the field; None, with the sentence at the field, where that is nothing."""
    try:
        return passes.resume(field.data)
    except PassRefused as refused:
        field.errors = [refused.sentence]
        return None


def _let_in(used: Pass) -> ResponseReturnValue:
    access.remember(used.assessment, used)
    flash(_("Welcome back. Everything is as you left it."), "good")
    return redirect(url_for("company.tasks", aid=used.assessment.public_id), 303)


def _continue_page(key_form: KeyForm, link_form: LinkForm, wrong: bool = False) -> str:
    return render_template(
        "returning/continue.html",
        key_form=key_form,
        link_form=link_form,
        mail=post_of(current_app).able,
        mine=assessments.listed(access.owned_ids()),
        wrong=wrong,
    )


def _ask_for_link() -> ResponseReturnValue:
    """Promise the same whatever the address is, and look for it meanwhile."""
    form, post = LinkForm(request.form), post_of(current_app)
    if not post.able:
        raise MailBroken
    if not form.validate():
        return _continue_page(KeyForm(), form, wrong=True), 400
    email = form.email.data or ""
    meanwhile(current_app._get_current_object(), lambda: passes.send_links(email, post))  # type: ignore[attr-defined]
    flash(
        _(
            "If an assessment names this address as its contact, a link is on its way. "
            "It works once, within %(hours)s hours.",
            hours=limits.LINK_HOURS,
        ),
        "good",
    )
    return see("resume")
