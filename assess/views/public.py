"""Pages for everyone: what this is, all questions, and whether a certificate is genuine."""

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assess import access, assessments, certificates, editions, numbers
from assess.extensions import limiter
from assess.formats import language
from assess.forms import CheckForm
from assess.press import press_of

pages = Blueprint("public", __name__)
Page = str | tuple[str, int] | Response


@pages.get("/")
def landing() -> Page:
    """Say what this is, what it takes, and who sees what."""
    mine = assessments.listed(access.owned_ids())
    return render_template("public/landing.html", edition=editions.latest(), mine=mine)


@pages.get("/questions")
def questions() -> Page:
    """Show all questions of the newest edition, to read and to print."""
    return render_template("public/questions.html", edition=editions.latest())


@pages.get("/verify")
def verify_form() -> Page:
    """Ask for the code on a certificate; typed codes lead to the address that the QR code holds."""
    if not request.args:
        return render_template("public/verify.html", form=CheckForm(formdata=None), shown=None)
    form = CheckForm(request.args)
    if not form.validate():
        return render_template("public/verify.html", form=form, shown=None), 400
    typed = form.code.data or ""
    if numbers.is_certificate_number(typed.strip().upper()):
        return render_template("public/verify.html", form=form, shown=None, number_typed=True), 400
    return redirect(url_for("public.verify", code=numbers.typed_code(typed)))


@pages.get("/verify/<code>")
@limiter.limit("60 per minute")
def verify(code: str) -> Page:
    """Say whether the certificate with this code is genuine and still valid; never its answers."""
    shown = certificates.check(numbers.typed_code(code))
    form = CheckForm(formdata=None)
    if shown is None:
        return render_template("public/verify.html", form=form, shown=None, unknown=True), 404
    edition, issuer = editions.edition(shown.edition), press_of(current_app).issuer.name(language())
    return render_template("public/verify.html", form=form, shown=shown, edition=edition, issuer=issuer)


@pages.get("/verify/<code>.json")
@limiter.limit("60 per minute")
def verify_json(code: str) -> tuple[Response, int]:
    """Say the same to a machine."""
    shown = certificates.check(numbers.typed_code(code))
    if shown is None:
        return jsonify({"status": "unknown"}), 404
    return jsonify(shown.as_json()), 200
