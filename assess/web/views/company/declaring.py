"""Declaring: the read-back, the receipt and what became of the case, taking it back, the certificate."""

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess import clock
from assess.cases import assessments, copies, facts, identity, particulars, queries
from assess.errors import CertificateRevoked, NotFound
from assess.papers.press import press_of
from assess.store import issued
from assess.store.models import Assessment, Standing, State, Subject
from assess.texts import companies, formats, standings
from assess.texts.declarations import ADOPTED_VERSION, WORDING_VERSION, WORDINGS
from assess.texts.states import STATES
from assess.underwriting import certificates
from assess.web import access
from assess.web.forms import DeclarationForm
from assess.web.forms.company import shown
from assess.web.turns import in_turn
from assess.web.views import results
from assess.web.views.company.progress import progress_of
from assess.web.views.company.room import pages, see
from assess.web.views.company.standing import asked_back, reasons


@pages.route("/a/<aid>/declaration", methods=["GET", "POST"])
def declaration(aid: str) -> ResponseReturnValue:
    """Read all answers back, and take the declaration: with it the assessment is handed in."""
    assessment = access.owned_or_404(aid)
    if request.method == "GET":
        known = {"name": assessment.company.representative, **shown(companies.kept(assessment.company))}
        form = DeclarationForm(data=known)
        return _declaration_page(assessment, form) if assessment.editable else see("receipt", aid=aid)
    form = DeclarationForm(request.form)
    form.close(identity.frozen(assessment))
    unsaid = facts.result(assessment).unanswered or particulars.wanting(assessment) or queries.still_open(assessment)
    complete = form.valid_for(_wording()) and not unsaid and not assessments.undeclared(assessment)
    if assessment.editable and not complete:
        return _declaration_page(assessment, form, wrong=True), 400
    said = (form.name.data or "", form.title.data or "", formats.language(), form.company())
    assessments.submit(aid, *said, wording=_wording())
    return see("receipt", aid=aid)


@pages.get("/a/<aid>/receipt")
def receipt(aid: str) -> ResponseReturnValue:
    """Say what happens now, or what became of the case."""
    assessment = access.owned_or_404(aid)
    if STATES[State(assessment.state)].title is None:
        return see("tasks", aid=aid)
    paper = issued.of(assessment)
    title, lead = standings.heading(assessment, paper)
    return render_template(
        "company/receipt.html",
        assessment=assessment,
        title=title,
        lead=lead,
        edition=facts.edition_of(assessment),
        declaration=assessment.declarations[-1] if assessment.declarations else None,
        certificate=paper,
        shown=certificates.check(paper.code) if paper else None,
        asked=asked_back(assessment),
    )


@pages.get("/a/<aid>/declarations/<int:declaration>.pdf")
@in_turn
def declared_copy(aid: str, declaration: int) -> Response:
    """Hand out the company's copy of one of its declarations."""
    case = access.owned_or_404(aid)
    copy = copies.of(case, declaration)
    content = press_of(current_app).copy(copy.said, copy.signed, copy.typed, formats.language())
    return results.pdf(content, f"copy-{case.receipt}-{declaration}.pdf")


@pages.post("/a/<aid>/withdraw")
def withdraw(aid: str) -> ResponseReturnValue:
    """Take the assessment back for good."""
    access.require_owned(aid)
    assessments.withdraw(aid)
    flash(_("The assessment was withdrawn."), "good")
    return see("receipt", aid=aid)


@pages.get("/a/<aid>/certificate.pdf")
@in_turn
def certificate(aid: str) -> Response:
    """Hand out the stored certificate in the language asked for."""
    paper = issued.of(access.owned_or_404(aid))
    if paper is None:
        raise NotFound
    if paper.standing(clock.today()) is Standing.REVOKED:
        raise CertificateRevoked
    language = request.args.get("language", formats.language())
    if language not in formats.LANGUAGES:
        raise NotFound
    return results.pdf(certificates.file(paper, language, press_of(current_app)), f"{paper.number}-{language}.pdf")


def _wording() -> str:
    """Return the version of the words that are declared today, by whether the issuer takes answers as disclosed."""
    adopted = current_app.extensions["settings"].adopts_answers
    return ADOPTED_VERSION if adopted else WORDING_VERSION


def _declaration_page(assessment: Assessment, form: DeclarationForm, wrong: bool = False) -> str:
    progress, frozen = progress_of(assessment), identity.frozen(assessment)
    form.close(frozen)
    return render_template(
        "company/declaration.html",
        assessment=assessment,
        edition=progress.edition,
        said=progress.said,
        progress=progress,
        answers={row.question: row for row in assessment.answers},
        held=[progress.edition.credits[row.credit] for row in assessment.credits],
        wording=_wording(),
        statements=WORDINGS[_wording()],
        undeclared=assessments.undeclared(assessment),
        particulars=particulars.asked(assessment),
        wanting=particulars.wanting(assessment),
        open_questions=facts.open_questions(assessment),
        asked=asked_back(assessment),
        changed=_changed(assessment),
        frozen=frozen,
        reasons=reasons(assessment, Subject.IDENTITY),
        form=form,
        wrong=wrong,
    )


def _changed(assessment: Assessment) -> set[str]:
    """Name the questions that have another answer than when the case was last handed in."""
    before = facts.declared(assessment)
    now = facts.stated(assessment)
    return {question for question, option in now.answers.items() if before and before.answers.get(question) != option}
