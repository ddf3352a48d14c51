"""Pages for everyone: what this is, all questions, and whether a certificate is genuine."""

import hashlib

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from assess.cases import assessments
from assess.documents import LARGEST
from assess.extensions import limiter
from assess.papers.press import press_of
from assess.store import codes, numbers
from assess.texts import editions
from assess.texts.formats import language
from assess.underwriting import certificates
from assess.underwriting.certificates import Shown
from assess.web import access
from assess.web.forms import CheckFileForm, CheckForm
from assess.web.turns import in_turn

pages = Blueprint("public", __name__)
_REST_OF_FORM = 1024 * 1024
"""Bytes: a file that is somewhat too large still gets its own sentence."""


@pages.get("/")
def landing() -> ResponseReturnValue:
    """Say what this is, what it takes, and who sees what."""
    mine = assessments.listed(access.owned_ids())
    book = editions.latest()
    return render_template("public/landing.html", edition=book, mine=mine)


@pages.get("/questions")
def questions() -> ResponseReturnValue:
    """Show all questions of the newest edition, to read and to print."""
    return render_template("public/questions.html", edition=editions.latest())


@pages.get("/glossary")
def glossary() -> ResponseReturnValue:
    """Explain all terms of the newest edition."""
    return render_template("public/glossary.html", edition=editions.latest())


@pages.get("/verify")
def verify_form() -> ResponseReturnValue:
    """Ask for the code on a certificate; typed codes lead to the address that the QR code holds."""
    if not request.args.keys() - {"lang"}:
        return _asking()
    form = CheckForm(request.args)
    if not form.validate():
        return _asking(form=form), 400
    typed = form.code.data or ""
    if numbers.is_certificate_number(typed.strip().upper()):
        return _asking(form=form, number_typed=True), 400
    return redirect(url_for("public.verify", code=codes.typed(typed)))


@pages.post("/verify")
@limiter.limit("30 per minute")
@in_turn
def verify_file() -> ResponseReturnValue:
    """Say whether this very file was issued; if not, what differs. The file is not kept."""
    request.max_content_length = LARGEST + _REST_OF_FORM
    form = CheckFileForm(request.files)
    if not form.validate():
        return _asking(file_form=form), 400
    content = request.files["pdf"].read()
    shown = certificates.recognise(hashlib.sha256(content).hexdigest())
    if shown is not None:
        return _showing(shown, by_file="whole")
    checked = press_of(current_app).check(content)
    shown = certificates.recognise(checked.signed_part) if checked.signed_part else None
    if shown is not None:
        return _showing(shown, by_file="added to")
    return _asking(checked=checked)


@pages.get("/verify/issuer.pem")
def issuer_certificate() -> Response:
    """Give the issuer's public certificate to those who check signatures without us."""
    headers = {"Content-Disposition": 'attachment; filename="issuer.pem"'}
    return Response(press_of(current_app).signer.certificate, mimetype="application/x-pem-file", headers=headers)


@pages.get("/verify/<code>")
@limiter.limit("60 per minute")
def verify(code: str) -> ResponseReturnValue:
    """Say whether the certificate with this code is genuine and still valid; never its answers."""
    shown = certificates.check(codes.typed(code))
    if shown is None:
        return _asking(unknown=True), 404
    return _showing(shown)


@pages.get("/verify/<code>.json")
@limiter.limit("60 per minute")
def verify_json(code: str) -> tuple[Response, int]:
    """Say the same to a machine."""
    shown = certificates.check(codes.typed(code))
    if shown is None:
        return jsonify({"status": "unknown"}), 404
    return jsonify(shown.as_json()), 200


def _asking(form: CheckForm | None = None, file_form: CheckFileForm | None = None, **found: object) -> str:
    form, file_form = form or CheckForm(formdata=None), file_form or CheckFileForm(formdata=None)
    return render_template("public/verify.html", form=form, file_form=file_form, **found)


def _showing(shown: Shown, by_file: str = "") -> str:
    issuer = press_of(current_app).issuer.name(language())
    edition = editions.edition(shown.edition)
    return render_template("public/verified.html", shown=shown, edition=edition, issuer=issuer, by_file=by_file)
