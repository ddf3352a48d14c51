"""Choices and notes that save themselves: what the script sends, from any page of the assessment."""

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assess.cases import answers, facts
from assess.errors import NotFound, StaleAnswers
from assess.store.models import Assessment
from assess.web import access
from assess.web.forms import AnswersForm, bases_in, sent_form
from assess.web.views.company.progress import progress_of
from assess.web.views.company.room import pages


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
        saved = answers.save(aid, form.based_on, form.options(), form.notes(), bases=bases_in(request.form))
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
    said = {**form.options(), **form.notes()}
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
        "others": {row.question: {"option": row.option, "note": row.note} for row in newer},
    }
