"""The certificate of a case: issue it, hand it out, take it back."""

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assess import clock
from assess.errors import AssessError, NotFound
from assess.papers import sealing
from assess.papers.press import press_of
from assess.store.models import UNDERWRITERS, Certificate
from assess.texts import formats
from assess.underwriting import certificates
from assess.web import access
from assess.web.forms import ReasonForm, presented_in
from assess.web.turns import in_turn
from assess.web.views import results
from assess.web.views.underwriter import evidence
from assess.web.views.underwriter.dossier import Dossier
from assess.web.views.underwriter.room import attempt, open_dossier, pages, step_page
from assess.web.views.underwriter.steps import refused_with_reason


@pages.route("/cases/<public_id>/issue", methods=["GET", "POST"])
@access.role_required(*UNDERWRITERS)
def issue(public_id: str) -> ResponseReturnValue:
    """Show what will be certified, and certify it."""
    dossier = open_dossier(public_id)
    if request.method == "GET":
        return _issue_page(dossier)
    fault = attempt(lambda: certificates.issue(public_id, dossier.me, presented_in(request.form)))
    if fault is not None:
        return _issue_page(open_dossier(public_id), fault), fault.status
    sealing.seal_after_issue(press_of(current_app))
    flash(_("The certificate was issued. The company can download it now."), "good")
    return redirect(url_for("underwriter.summary", public_id=public_id), 303)


@pages.get("/cases/<public_id>/certificate.pdf")
@access.role_required(*UNDERWRITERS)
@in_turn
def certificate(public_id: str) -> ResponseReturnValue:
    """Hand out the signed PDF, in the language asked for or else that of the page."""
    found = _certificate(open_dossier(public_id))
    asked = request.args.get("language", "")
    language = asked if asked in formats.LANGUAGES else formats.language()
    content = certificates.file(found, language, press_of(current_app))
    return results.pdf(content, f"{found.number}-{language}.pdf")


@pages.route("/cases/<public_id>/revoke", methods=["GET", "POST"])
@access.role_required(*UNDERWRITERS)
def revoke(public_id: str) -> ResponseReturnValue:
    """Ask for the reason, and take the certificate back for good."""
    dossier = open_dossier(public_id)
    found = _certificate(dossier)
    form = ReasonForm(request.form)
    if request.method == "GET":
        return step_page("underwriter/revoke.html", dossier, form=form)
    if not form.validate():
        return step_page("underwriter/revoke.html", dossier, form=form), 400
    fault = attempt(
        lambda: certificates.revoke(found.number, dossier.me, form.reason.data or "", presented_in(request.form))
    )
    if fault is not None:
        return refused_with_reason("underwriter/revoke.html", open_dossier(public_id), form, fault)
    flash(_("The certificate was revoked. Anyone who checks it is told so from now on."), "good")
    return redirect(url_for("underwriter.summary", public_id=public_id), 303)


def _issue_page(dossier: Dossier, fault: AssessError | None = None) -> str:
    today = clock.today()
    last_day = clock.months_after(today, dossier.book.validity.certificate_months)
    replaced = certificates.replaced(dossier.case)
    more = {"replaced": replaced, "old_files": evidence.old_on_decision(dossier.case)}
    return step_page("underwriter/issue.html", dossier, fault, today=today, last_day=last_day, **more)


def _certificate(dossier: Dossier) -> Certificate:
    if dossier.certificate is None:
        raise NotFound
    return dossier.certificate
