"""The steps of a case: take it, send it back, decline it, sign it as the second."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.errors import AssessError
from assess.errors.underwriting import ReasonMissing
from assess.store.models import UNDERWRITERS
from assess.underwriting import holding, verification
from assess.web import access
from assess.web.forms import ReasonForm, presented_in
from assess.web.views.underwriter.dossier import Dossier
from assess.web.views.underwriter.room import attempt, open_dossier, pages, step_page


@pages.post("/cases/<public_id>/claim")
@access.role_required(*UNDERWRITERS)
def claim(public_id: str) -> ResponseReturnValue:
    """Take the case from the queue."""
    verification.claim(public_id, access.staff())
    return redirect(url_for("underwriter.case", public_id=public_id), 303)


@pages.post("/next")
@access.role_required(*UNDERWRITERS)
def claim_next() -> ResponseReturnValue:
    """Take the case that waits longest."""
    taken = holding.claim_next(access.staff())
    if taken is None:
        flash(_("No case waits just now."))
        return redirect(url_for("underwriter.queue"), 303)
    return redirect(url_for("underwriter.case", public_id=taken.public_id), 303)


@pages.post("/cases/<public_id>/release")
@access.role_required(*UNDERWRITERS)
def release(public_id: str) -> ResponseReturnValue:
    """Give the case back to the queue."""
    holding.release(public_id, access.staff())
    flash(_("The case waits again, with the verdicts given so far. Anybody may take it."), "good")
    return redirect(url_for("underwriter.queue", pile="mine"), 303)


@pages.post("/cases/<public_id>/recall")
@access.role_required(*UNDERWRITERS)
def recall(public_id: str) -> ResponseReturnValue:
    """Call the case back from its company."""
    holding.recall(public_id, access.staff())
    flash(_("The case is with you again, and your questions are still open."), "good")
    return _to_summary(public_id)


@pages.route("/cases/<public_id>/send-back", methods=["GET", "POST"])
@access.role_required(*UNDERWRITERS)
def send_back(public_id: str) -> ResponseReturnValue:
    """Show the questions to the company, and send the case back with them."""
    dossier = open_dossier(public_id)
    if request.method == "GET":
        return step_page("underwriter/send_back.html", dossier)
    fault = attempt(lambda: verification.send_back(public_id, dossier.me, presented_in(request.form)))
    if fault is not None:
        return _refused("underwriter/send_back.html", open_dossier(public_id), fault)
    flash(_("The case was sent back. The company sees your questions at once."), "good")
    return _to_summary(public_id)


@pages.route("/cases/<public_id>/decline", methods=["GET", "POST"])
@access.role_required(*UNDERWRITERS)
def decline(public_id: str) -> ResponseReturnValue:
    """Ask for the reason, and close the case without a certificate."""
    dossier = open_dossier(public_id)
    form = ReasonForm(request.form)
    if request.method == "GET":
        return step_page("underwriter/decline.html", dossier, form=form)
    if not form.validate():
        return step_page("underwriter/decline.html", dossier, form=form), 400
    presented = presented_in(request.form)
    fault = attempt(lambda: verification.decline(public_id, dossier.me, form.reason.data or "", presented))
    if fault is not None:
        return refused_with_reason("underwriter/decline.html", open_dossier(public_id), form, fault)
    flash(_("The case was declined. The company reads your reason."), "good")
    return _to_summary(public_id)


@pages.route("/cases/<public_id>/countersign", methods=["GET", "POST"])
@access.role_required(*UNDERWRITERS)
def countersign(public_id: str) -> ResponseReturnValue:
    """Show what was found, and sign it as the second underwriter."""
    dossier = open_dossier(public_id)
    if request.method == "GET":
        return step_page("underwriter/countersign.html", dossier)
    fault = attempt(lambda: verification.countersign(public_id, dossier.me, presented_in(request.form)))
    if fault is not None:
        return _refused("underwriter/countersign.html", open_dossier(public_id), fault)
    flash(_("Your signature was added. The underwriter in charge can now issue the certificate."), "good")
    return _to_summary(public_id)


def refused_with_reason(template: str, dossier: Dossier, form: ReasonForm, fault: AssessError) -> ResponseReturnValue:
    """Show the page again: a missing reason at its field, anything else above."""
    if isinstance(fault, ReasonMissing):
        form.reason.errors = [str(fault.sentence)]
        return step_page(template, dossier, form=form), fault.status
    return step_page(template, dossier, fault, form=form), fault.status


def _refused(template: str, dossier: Dossier, fault: AssessError) -> ResponseReturnValue:
    return step_page(template, dossier, fault), fault.status


def _to_summary(public_id: str) -> Response:
    return redirect(url_for("underwriter.summary", public_id=public_id), 303)
