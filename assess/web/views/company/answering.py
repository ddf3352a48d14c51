"""Answering: the task list, a page for each domain, undo, credits."""

from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assess import clock
from assess.cases import answers, facts, positions
from assess.errors import NotFound, StaleAnswers
from assess.store.models import Assessment, Subject
from assess.web import access
from assess.web.forms import AnswersForm, Shown, answers_form, credits_form
from assess.web.views.company.evidence import Shelf
from assess.web.views.company.progress import asks, following, progress_of
from assess.web.views.company.room import pages, see
from assess.web.views.company.standing import asked_back, reasons, shown_as, why_locked


@pages.get("/a/<aid>/")
def tasks(aid: str) -> ResponseReturnValue:
    """List what is to be done, and lead on to where the company was."""
    assessment = access.owned_or_404(aid)
    return render_template(
        "company/tasks.html",
        assessment=assessment,
        progress=progress_of(assessment),
        asked=asked_back(assessment),
    )


@pages.route("/a/<aid>/domains/<domain>", methods=["GET", "POST"])
def domain(aid: str, domain: str) -> ResponseReturnValue:
    """Show the questions of one domain, and store what is answered."""
    assessment = access.owned_or_404(aid)
    if domain not in facts.edition_of(assessment).domains:
        raise NotFound
    if request.method == "GET":
        return _page(assessment, domain)
    if "undo" in request.form:
        return _undo(assessment, domain)
    form = _form_class(assessment, domain)(request.form)
    book, stored = facts.edition_of(assessment), answers.stored(assessment)
    if not form.validate() or not form.complete(stored):
        return _page(assessment, domain, form), 400
    onward = following(facts.edition_of(assessment), domain)
    try:
        saved = answers.save(aid, form.based_on, form.given(book, stored), form.notes())
    except StaleAnswers as stale:
        return _stale_page(aid, domain, form, stale), stale.status
    told: dict[str, Any] = {"saved": saved.version} if saved.version > form.based_on else {}
    if onward:
        return see("domain", aid=aid, domain=onward, **told)
    return see("particulars" if book.particulars else "credits", aid=aid)


@pages.route("/a/<aid>/credits", methods=["GET", "POST"])
def credits(aid: str) -> ResponseReturnValue:
    """Show the credits, and store which ones the company says it holds."""
    assessment = access.owned_or_404(aid)
    held = set(positions.said(assessment, own=True).credits)
    offered = _offered(assessment)
    form = credits_form(facts.edition_of(assessment), offered)(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        answers.save_credits(aid, form.chosen(), offered)
        return see("result", aid=aid)
    ticked = held - offered | set(form.chosen()) if request.method == "POST" else held
    page = render_template(
        "company/credits.html",
        assessment=assessment,
        progress=progress_of(assessment),
        form=form,
        offered=offered,
        ticked=ticked,
        shelf=Shelf(assessment),
        asked=reasons(assessment, Subject.CREDIT),
        wrong=bool(form.errors),
    )
    return page, 400 if form.errors else 200


def _undo(assessment: Assessment, domain: str) -> ResponseReturnValue:
    version = request.form["undo"]
    if not version.isascii() or not version.isdecimal() or len(version) > 9:
        raise NotFound
    try:
        undone = answers.undo(assessment.public_id, int(version))
    except StaleAnswers as stale:
        sentence = _("This was changed again meanwhile, so it cannot be undone any more. Nothing was changed.")
        return _page(access.owned_or_404(assessment.public_id), domain, sentence=sentence), stale.status
    question = facts.edition_of(assessment).questions[undone[0]]
    flash(_("The last change was undone."), "good")
    return see("domain", question.id, aid=assessment.public_id, domain=question.domain)


def _page(assessment: Assessment, domain: str, form: AnswersForm | None = None, sentence: str | None = None) -> str:
    """Render a domain; a form that comes back with errors keeps what was sent."""
    form_class = _form_class(assessment, domain)
    form = form or form_class(data={"version": assessment.version})
    progress = progress_of(assessment)
    said = answers.said(assessment, own=True)
    return render_template(
        "company/domain.html",
        assessment=assessment,
        progress=progress,
        domain=progress.edition.domains[domain],
        form=form,
        shown=form.shown(progress.edition, said),
        today=clock.today(),
        nothing=Shown(),
        onward=following(progress.edition, domain),
        asked_here=asks(progress.edition, domain, progress.said.profile),
        asked=reasons(assessment, Subject.ANSWER),
        answered={question: now.answered_by for question, now in said.items()},
        locked=why_locked(assessment),
        shown_as=shown_as(assessment),
        shelf=Shelf(assessment),
        saved=request.args.get("saved", type=int),
        sentence=sentence,
        wrong=bool(form.errors) or sentence is not None,
    )


def _stale_page(aid: str, domain: str, form: AnswersForm, stale: StaleAnswers) -> str:
    """Show both values of each conflict; nothing is chosen there until the company says which is right."""
    assessment = access.owned_or_404(aid)
    form.ask_which(facts.edition_of(assessment), stale)
    form.version.raw_data = [str(assessment.version)]
    return _page(assessment, domain, form, str(stale.sentence))


def _form_class(assessment: Assessment, domain: str) -> type[AnswersForm]:
    asked = asks(facts.edition_of(assessment), domain, facts.profile(assessment))
    return answers_form(facts.edition_of(assessment), asked & facts.open_questions(assessment))


def _offered(assessment: Assessment) -> frozenset[str]:
    active = frozenset(credit.id for credit in facts.edition_of(assessment).credits.values() if credit.active)
    if not assessment.editable:
        return frozenset()
    return active & facts.queried(assessment, Subject.CREDIT) if assessment.phase.only_asked else active
