"""The one page that a colleague or IT supplier sees: what the company asked, with files; no result, nothing else."""

from datetime import date
from typing import Any, BinaryIO

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess import clock
from assess.cases import answers, evidence, facts, passes
from assess.cases.facts import ItemKey
from assess.errors import NotFound, StaleAnswers
from assess.extensions import limiter
from assess.store.models import Answer, Evidence, Pass, Subject
from assess.web import access
from assess.web.forms import AnswersForm, Shown, answers_form
from assess.web.views.company.evidence import LARGEST_REQUEST, Place, Shelf, shelf_page, taken_away
from assess.web.views.company.standing import reasons, why_locked
from assess.web.views.downloads import attachment, closed
from assess.web.views.returning.room import pages, see
from scoring import UNKNOWN


class HandedOn(Shelf):
    """The files that a colleague added, and no others."""

    def __init__(self, asked: Pass) -> None:
        super().__init__(asked.assessment)
        self.asked = asked
        self._where: dict[str, Any] = {"aid": asked.assessment.public_id, "domain": asked.domain or ""}

    def again(self) -> Shelf:
        """The shelf as it is now."""
        return HandedOn(access.colleague_or_404(self._where["aid"], self._where["domain"]))

    def place(self, subject: str, item: str) -> Place:
        """What a file at this question stands for; raises NotFound for one that was not asked."""
        if subject != Subject.ANSWER or item not in passes.questions_of(self.asked):
            raise NotFound
        place = super().place(subject, item)
        return place._replace(url=url_for("returning.answer", **self._where, _anchor=item))

    def add(self, subject: str, item: str, name: str, content: BinaryIO, day: date | None) -> None:
        """Keep a file under the colleague's name."""
        evidence.add(self._where["aid"], subject, item, name, content, day, self.asked, self.scanner)

    def remove(self, evidence_id: str) -> ItemKey:
        """Take a file of the colleague away."""
        return evidence.remove(self._where["aid"], evidence_id, self.asked)

    def files(self, subject: str, item: str) -> list[Evidence]:
        """The colleague's own files of one question, oldest first."""
        return [row for row in super().files(subject, item) if row.added_by == self.asked.holder]

    def add_url(self, subject: str, item: str) -> str:
        """Where a file is sent, and where the page for one question is."""
        return url_for("returning.evidence_page", **self._where, subject=subject, item=item)

    def open_url(self, row: Evidence) -> str:
        """Where a file is opened."""
        return url_for("returning.evidence_file", **self._where, evidence_id=row.public_id)

    def remove_url(self, row: Evidence) -> str:
        """Where a file is taken away."""
        return url_for("returning.remove_evidence", **self._where, evidence_id=row.public_id)


@pages.url_value_preprocessor
def _make_room(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let whoever was asked send a file: before CSRF reads the form, as for the company."""
    if endpoint == "returning.evidence_page" and values is not None:
        access.colleague_or_404(values["aid"], values["domain"])
        request.max_content_length = LARGEST_REQUEST


@pages.route("/colleague/<aid>/", methods=["GET", "POST"], defaults={"domain": ""})
@pages.route("/colleague/<aid>/<domain>", methods=["GET", "POST"])
def answer(aid: str, domain: str) -> ResponseReturnValue:
    """Show a colleague what was asked, and store the answers under the colleague's name."""
    asked = access.colleague_or_404(aid, domain)
    form_class = _answers_form(asked)
    if request.method == "GET":
        return _answer_page(asked, form_class(data={"version": asked.assessment.version}))
    form = form_class(request.form)
    book, stored = facts.edition_of(asked.assessment), answers.stored(asked.assessment)
    if not form.validate() or not form.complete(stored):
        return _answer_page(asked, form, wrong=True), 400
    try:
        answers.save(aid, form.version.data or 0, form.given(book, stored), form.notes(), asked=asked)
    except StaleAnswers as stale:
        return _stale_page(aid, domain, form, stale), stale.status
    flash(_("Saved. Thank you."), "good")
    return see("answer", aid=aid, domain=domain)


_FILES = "/evidence/<any(answer):subject>/<item>"


@pages.route(f"/colleague/<aid>{_FILES}", methods=["GET", "POST"], defaults={"domain": ""})
@pages.route(f"/colleague/<aid>/<domain>{_FILES}", methods=["GET", "POST"])
@limiter.limit("120 per hour", methods=["POST"])
def evidence_page(aid: str, domain: str, subject: str, item: str) -> ResponseReturnValue:
    """Show the files that the colleague added to one question, and take another."""
    return shelf_page(HandedOn(access.colleague_or_404(aid, domain)), subject, item)


@pages.post("/colleague/<aid>/evidence/<evidence_id>/remove", defaults={"domain": ""})
@pages.post("/colleague/<aid>/<domain>/evidence/<evidence_id>/remove")
def remove_evidence(aid: str, domain: str, evidence_id: str) -> ResponseReturnValue:
    """Take a file away that the colleague added."""
    return taken_away(HandedOn(access.colleague_or_404(aid, domain)), evidence_id)


@pages.get("/colleague/<aid>/evidence/<evidence_id>", defaults={"domain": ""})
@pages.get("/colleague/<aid>/<domain>/evidence/<evidence_id>")
@closed
def evidence_file(aid: str, domain: str, evidence_id: str) -> Response:
    """Hand a file back to the colleague who added it."""
    asked = access.colleague_or_404(aid, domain)
    row = evidence.open_file(asked.assessment, evidence_id)
    if row.added_by != asked.holder or row.item not in passes.questions_of(asked):
        raise NotFound
    return attachment(row)


def _answers_form(asked: Pass) -> type[AnswersForm]:
    """Make the form of what may be answered now: nothing once the assessment was handed in."""
    book = facts.edition_of(asked.assessment)
    return answers_form(book, passes.questions_of(asked) & facts.open_questions(asked.assessment))


def _answer_page(asked: Pass, form: AnswersForm, sentence: str | None = None, wrong: bool = False) -> str:
    assessment, edition = asked.assessment, facts.edition_of(asked.assessment)
    rows = {row.question: row for row in assessment.answers}
    stored = {question: said for question, said in answers.now(assessment).items() if question in form}
    questions = [question for question in edition.questions.values() if question.id in form]
    return render_template(
        "returning/answer.html",
        asked=asked,
        company=assessment.company.name,
        editable=assessment.editable,
        locked=why_locked(assessment),
        edition=edition,
        domain=edition.domains[asked.domain] if asked.domain else None,
        questions=questions,
        open=sum(_open(rows.get(question.id)) for question in questions),
        form=form,
        shown=form.shown(edition, stored),
        today=clock.today(),
        nothing=Shown(),
        answerers={question: row.answered_by for question, row in rows.items()},
        reasons=reasons(assessment, Subject.ANSWER),
        shelf=HandedOn(asked),
        sentence=sentence,
        wrong=wrong,
    )


def _open(row: Answer | None) -> bool:
    """Say whether a question still waits for somebody: the company's own わからない does, a colleague's does not."""
    return row is None or row.option is None or (row.option == UNKNOWN and not row.answered_by)


def _stale_page(aid: str, domain: str, form: AnswersForm, stale: StaleAnswers) -> str:
    """Show both values of each conflict; nothing is chosen there until the colleague says which is right."""
    asked = access.colleague_or_404(aid, domain)
    form.ask_which(facts.edition_of(asked.assessment), stale)
    form.version.raw_data = [str(asked.assessment.version)]
    return _answer_page(asked, form, str(stale.sentence), wrong=True)
