"""Asking a colleague, or the IT supplier, to answer what is open or one domain."""

from typing import NamedTuple

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assess import clock
from assess.cases import facts, holdings, lookup, passes
from assess.errors import PassRefused
from assess.mail import telling
from assess.mail.asking import Request, asking_letter, short_text
from assess.mail.letters import Letter
from assess.mail.post import post_of
from assess.store import codes
from assess.store.models import Assessment, Pass
from assess.texts import formats
from assess.web import access
from assess.web.forms import EVERYTHING, CodeForm, ColleagueForm, colleague_form
from assess.web.views.company.progress import Stage, progress_of
from assess.web.views.company.standing import why_locked
from assess.web.views.returning.room import end_browser, made, pages, see, show_once, shown_once, tried
from assess.web.views.rows import row_number


class Row(NamedTuple):
    """A domain, how far it is answered, and whom the company asked for it with the state, the latest first."""

    stage: Stage
    requests: list[tuple[Pass, str]]


@pages.route("/a/<aid>/colleagues", methods=["GET", "POST"])
@made
def colleagues(aid: str) -> ResponseReturnValue:
    """List whom the company asked, ask somebody, or take a request back."""
    assessment = access.owned_or_404(aid)
    form_class = _colleague_form(assessment)
    if request.method == "GET":
        return _colleagues_page(assessment, form_class(data={"domain": request.args.get("domain") or EVERYTHING}))
    if "end" in request.form:
        return end_browser("colleagues", aid)
    if "take_back" in request.form:
        return _take_back(aid, request.form["take_back"])
    form = form_class(request.form)
    if not form.validate():
        return _colleagues_page(assessment, form, wrong=True), 400
    return _ask(assessment, form.asked_domain, form.holder.data or "", form.email.data if form.email else None)


def _ask(assessment: Assessment, domain: str, holder: str, email: str | None) -> ResponseReturnValue:
    """Make the link, mail it where an address was given, and show it this once."""
    aid, mailed = assessment.public_id, ""
    if domain:
        secret, questions = passes.ask(aid, domain, holder), _questions_of(lookup.find(aid), domain)
    else:
        secret, questions = passes.ask_all(aid, holder)
    new = {"secret": secret, "holder": holder, "questions": " ".join(questions)}
    if email and _mailed(lookup.find(aid), new, email):
        mailed = email
    return show_once("colleagues", aid, **new, mailed=mailed)


def _mailed(assessment: Assessment, new: dict[str, str], email: str) -> bool:
    """Mail the link, and say whether it went; where it did not, the page says why and shows the text."""
    if not passes.may_mail(assessment):
        flash(_("No mail was sent: enough were sent within this hour. Send the text below yourself."), "care")
        return False
    if not telling.tell_at(email, formats.language(), asking_letter, _request(assessment, new)):
        flash(_("The mail could not be sent. Send the text below yourself."), "care")
        return False
    return True


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


def _take_back(aid: str, sent: str) -> ResponseReturnValue:
    passes.take_back(aid, row_number(sent))
    flash(_("The request was taken back. Its link no longer works; answers already given stay."), "good")
    return see("colleagues", aid=aid)


def _rows(assessment: Assessment) -> list[Row]:
    asked = passes.asked(assessment)
    stages = progress_of(assessment).stages
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
    domains = [(row.stage.domain.id, formats.text(row.stage.domain.name)) for row in _rows(assessment)]
    return colleague_form(len(passes.open_now(assessment)), domains, post_of(current_app).able)


def _questions_of(assessment: Assessment, domain: str) -> list[str]:
    """Return the questions of a domain that apply to the company."""
    asked = facts.edition_of(assessment).domains[domain].questions
    return [score.question for score in facts.result(assessment).questions if score.question in asked]


def _request(assessment: Assessment, new: dict[str, str]) -> Request:
    book = facts.edition_of(assessment)
    questions = [formats.text(book.questions[question].ask) for question in new["questions"].split()]
    code, until = codes.spoken(new["secret"]), clock.now() + passes.COLLEAGUE_VALID
    return Request(new["holder"], assessment.company.name, questions, code, until)


def _letter(to: str, asked: Request) -> Letter:
    return asking_letter(to, formats.language(), asked, post_of(current_app).base_url)


def _colleagues_page(assessment: Assessment, form: ColleagueForm, wrong: bool = False) -> str:
    new = shown_once("colleagues", assessment.public_id)
    asked = _request(assessment, new) if new else None
    return render_template(
        "returning/colleagues.html",
        assessment=assessment,
        locked=why_locked(assessment),
        rows=_rows(assessment),
        open_now=len(passes.open_now(assessment)),
        handed_on=[(row, _state(row)) for row in passes.asked(assessment) if not row.domain],
        browsers=holdings.browsers(assessment),
        form=form,
        wrong=wrong,
        new=new,
        letter=_letter("", asked) if asked else None,
        short=short_text(formats.language(), asked, post_of(current_app).base_url) if asked else "",
    )
