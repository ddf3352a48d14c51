"""Choices and notes that save themselves: what the script sends, from any page of the assessment."""

from flask import get_template_attribute, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assess import clock
from assess.cases import answers, facts
from assess.errors import NotFound, StaleAnswers
from assess.store.models import Answer, Assessment
from assess.texts.answers import option_of
from assess.web import access
from assess.web.forms import AnswersForm, bases_in, sent_form
from assess.web.forms.counting import kind_of, typed_of
from assess.web.views.company.progress import progress_of
from assess.web.views.company.room import pages
from scoring import Answer as Given
from scoring import Edition, RawAnswer


@pages.post("/a/<aid>/answers")
def save(aid: str) -> ResponseReturnValue:
    """Store what is waiting in the browser, and answer with the parts of the domain's page that move.

    `domain` in the address is the page on which it was chosen, and left out by pages that show none.
    """
    assessment = access.owned_or_404(aid)
    domain = request.args.get("domain")
    if domain is not None and domain not in facts.edition_of(assessment).domains:
        raise NotFound
    form = sent_form(request.form.keys())(request.form)
    if not form.validate():
        sentences = [sentence for field in form for sentence in field.errors]
        return jsonify(saved=False, sentence=str(sentences[0])), 400
    try:
        saved = answers.save(aid, form.based_on, form.given(), form.notes(), bases=bases_in(request.form))
    except StaleAnswers as stale:
        return jsonify(_asking(access.owned_or_404(aid), stale)), stale.status
    return jsonify(saved=True, version=saved.version, **_moved(saved, domain, form))


def _asking(assessment: Assessment, stale: StaleAnswers) -> dict[str, object]:
    """Say where both values are shown, and the right one is chosen."""
    question = facts.edition_of(assessment).questions[next(iter([*stale.conflicts, *stale.notes]))]
    return {
        "saved": False,
        "stale": True,
        "sentence": _("Somebody else changed the answer meanwhile. Nothing was overwritten."),
        "ask": url_for("company.domain", aid=assessment.public_id, domain=question.domain, _anchor=question.id),
        "way": _("Choose the right one"),
    }


def _moved(saved: Assessment, domain: str | None, form: AnswersForm) -> dict[str, object]:
    if domain is None:
        return {}
    progress = progress_of(saved)
    told = {"assessment": saved, "progress": progress, "domain": progress.edition.domains[domain]}
    # What others changed on this page meanwhile: its version moves on, so that it must show them now.
    given = form.given()
    said = {**given, **form.notes()}
    newer = (row for row in saved.answers if row.version > form.based_on and row.question not in said)
    return {
        "estimate": {
            "rate": progress.result.rate,
            "tier": progress.result.tier,
            "answered": progress.answered,
            "asked": progress.asked,
        },
        "parts": {
            part: render_template(f"company/parts/{part}.html", **told) for part in ("card", "domains", "done", "rate")
        },
        "others": {row.question: _as_shown(row) for row in newer},
        "stands": {question: _stands(progress.edition, question, raw) for question, raw in given.items()},
    }


def _as_shown(row: Answer) -> dict[str, object]:
    """What the page is to show of an answer that somebody else stored: the option, or the count, and the note."""
    raw = facts.answer_of(row)
    counted = isinstance(raw, RawAnswer)
    count = [kind_of(raw), *typed_of(raw)] if isinstance(raw, RawAnswer) else None
    return {"option": None if counted else row.option, "count": count, "note": row.note}


def _stands(edition: Edition, question: str, answer: Given) -> dict[str, object]:
    """For what option an answer stands, and what the page says of a count; of an option, nothing."""
    asked, today = edition.questions[question], clock.today()
    says = get_template_attribute("components/counting.html", "says")
    counted = isinstance(answer, RawAnswer)
    return {"option": option_of(asked, answer, today), "says": str(says(asked, answer, today)) if counted else ""}
