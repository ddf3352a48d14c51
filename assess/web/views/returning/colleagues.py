"""Asking a colleague, or the IT supplier, to answer one domain; and the one page that this person sees."""

import re
from typing import NamedTuple

from flask import current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assess import clock
from assess.cases import answers, facts, passes
from assess.errors import NotFound, PassRefused, StaleAnswers
from assess.mail.post import post_of
from assess.store import codes
from assess.store.models import Assessment, Pass, Subject
from assess.texts import formats
from assess.web import access
from assess.web.forms import AnswersForm, CodeForm, ColleagueForm, answers_form, colleague_form
from assess.web.views.company.progress import Stage, asks, progress_of
from assess.web.views.company.standing import reasons
from assess.web.views.returning.room import made, pages, see, show_once, shown_once, tried


class Row(NamedTuple):
    """A domain, how far it is answered, and whom the company asked for it with the state, the latest first."""

    stage: Stage
    requests: list[tuple[Pass, str]]


@pages.route("/a/<aid>/colleagues", methods=["GET", "POST"])
@made
def colleagues(aid: str) -> ResponseReturnValue:
    """List whom the company asked, ask somebody, or take a request back."""
    assessment = access.owned_or_404(aid)
    if request.method == "GET":
        form = _colleague_form(assessment)(data={"domain": request.args.get("domain", "")})
        return _colleagues_page(assessment, form)
    if "take_back" in request.form:
        return _take_back(aid, request.form["take_back"])
    form = _colleague_form(assessment)(request.form)
    if not form.validate():
        return _colleagues_page(assessment, form, wrong=True), 400
    domain, holder = form["domain"].data, form.holder.data or ""
    secret = passes.ask(aid, domain, holder)
    return show_once("colleagues", aid, secret=secret, domain=domain, holder=holder)


@pages.route("/colleague", methods=["GET", "POST"])
@tried
def colleague() -> ResponseReturnValue:
    """Show the button that a colleague's link leads to, and open the domain."""
    form = CodeForm(request.form if request.method == "POST" else None)
    if request.method == "GET":
        return render_template("returning/colleague_code.html", form=form)
    if form.validate():
        try:
            asked = passes.answer_for(form.code.data or "")
        except PassRefused as refused:
            form.code.errors = [refused.sentence]
        else:
            access.remember_colleague(asked)
            return see("answer", aid=asked.assessment.public_id, domain=asked.domain or "")
    return render_template("returning/colleague_code.html", form=form, wrong=True), 400


@pages.route("/colleague/<aid>/<domain>", methods=["GET", "POST"])
def answer(aid: str, domain: str) -> ResponseReturnValue:
    """Show a colleague the questions of one domain, and store the answers under the colleague's name."""
    asked = access.colleague_or_404(aid, domain)
    form_class = _answers_form(asked)
    if request.method == "GET":
        return _answer_page(asked, form_class(data={"version": asked.assessment.version}))
    form = form_class(request.form)
    if not form.validate():
        return _answer_page(asked, form, wrong=True), 400
    try:
        answers.save_as_colleague(asked.id, aid, domain, form.version.data or 0, form.options(), form.notes())
    except StaleAnswers as stale:
        return _stale_page(aid, domain, form, stale), stale.status
    flash(_("Saved. Thank you."), "good")
    return see("answer", aid=aid, domain=domain)


def _take_back(aid: str, sent: str) -> ResponseReturnValue:
    if not re.fullmatch(r"[0-9]{1,9}", sent):
        raise NotFound
    passes.take_back(aid, int(sent))
    flash(_("The request was taken back. Its link no longer works; answers already given stay."), "good")
    return see("colleagues", aid=aid)


def _rows(assessment: Assessment) -> list[Row]:
    asked = passes.asked(assessment)
    stages = progress_of(facts.edition_of(assessment), facts.stated(assessment)).stages
    return [
        Row(stage, [(row, _state(row)) for row in asked if row.domain == stage.domain.id])
        for stage in stages
        if stage.asked
    ]


def _state(row: Pass) -> str:
    if row.revoked_at:
        return "taken_back"
    if row.expires_at <= clock.now():
        return "expired"
    return "opened" if row.used_at else "waiting"


def _colleague_form(assessment: Assessment) -> type[ColleagueForm]:
    return colleague_form((row.stage.domain.id, formats.text(row.stage.domain.name)) for row in _rows(assessment))


def _colleagues_page(assessment: Assessment, form: ColleagueForm, wrong: bool = False) -> str:
    new = shown_once("colleagues", assessment.public_id)
    code = codes.spoken(new["secret"]) if new else ""
    address = post_of(current_app).base_url + url_for("returning.colleague")
    return render_template(
        "returning/colleagues.html",
        assessment=assessment,
        edition=facts.edition_of(assessment),
        rows=_rows(assessment),
        form=form,
        wrong=wrong,
        new=new,
        code=code,
        address=address,
        until=clock.now() + passes.COLLEAGUE_VALID,
    )


def _answers_form(asked: Pass) -> type[AnswersForm]:
    """Make the form of what may be answered now: nothing once the assessment was handed in."""
    assessment, domain = asked.assessment, asked.domain or ""
    profile = {row.fact: row.value for row in assessment.profile}
    open_here = asks(facts.edition_of(assessment), domain, profile) & answers.open_questions(assessment)
    return answers_form(facts.edition_of(assessment), domain, open_here)


def _answer_page(asked: Pass, form: AnswersForm, sentence: str | None = None, wrong: bool = False) -> str:
    assessment, edition = asked.assessment, facts.edition_of(asked.assessment)
    stored = {row.question: (row.option, row.note) for row in assessment.answers if row.question in form}
    domain = edition.domains[asked.domain or ""]
    questions = [question for question in domain.questions.values() if question.id in form]
    return render_template(
        "returning/answer.html",
        asked=asked,
        company=assessment.company.name,
        editable=assessment.editable,
        edition=edition,
        domain=domain,
        questions=questions,
        open=sum(1 for question in questions if stored.get(question.id, (None, ""))[0] is None),
        form=form,
        shown=form.shown(stored),
        answerers={row.question: row.answered_by for row in assessment.answers},
        reasons=reasons(assessment, Subject.ANSWER),
        sentence=sentence,
        wrong=wrong,
    )


def _stale_page(aid: str, domain: str, form: AnswersForm, stale: StaleAnswers) -> str:
    """Show both values of each conflict; nothing is chosen there until the colleague says which is right."""
    asked = access.colleague_or_404(aid, domain)
    form.ask_which(facts.edition_of(asked.assessment), stale)
    form.version.raw_data = [str(asked.assessment.version)]
    return _answer_page(asked, form, str(stale.sentence), wrong=True)
