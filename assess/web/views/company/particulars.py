"""The particulars: what the insurer must know, asked at the end, with why it is asked."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from assess.cases import facts, particulars, positions
from assess.errors import StaleParticulars
from assess.store.models import Assessment, Subject
from assess.web import access
from assess.web.forms.particulars import ParticularsForm, entries, particulars_form
from assess.web.views.company.progress import progress_of
from assess.web.views.company.room import pages, see
from assess.web.views.company.standing import reasons, why_locked


@pages.route("/a/<aid>/particulars", methods=["GET", "POST"], endpoint="particulars")
def show(aid: str) -> ResponseReturnValue:
    """Show the particulars, and store what is told; an edition that asks for none leads on."""
    assessment = access.owned_or_404(aid)
    if not facts.edition_of(assessment).particulars:
        return see("credits", aid=aid)
    form_class = particulars_form(facts.edition_of(assessment), particulars.changeable(assessment))
    if request.method == "GET":
        kept = entries(facts.told(assessment))
        return _page(assessment, form_class(data={**kept, "version": assessment.version}))
    form = form_class(request.form)
    if not form.validate():
        return _page(assessment, form), 400
    try:
        particulars.save(aid, form.based_on, form.told())
    except StaleParticulars as stale:
        return _stale_page(aid, form, stale), stale.status
    return see("credits", aid=aid)


@pages.post("/a/<aid>/told")
def tell(aid: str) -> ResponseReturnValue:
    """Store what tells itself: the particulars that the script sent, and no others; says so, or why not."""
    assessment = access.owned_or_404(aid)
    form = particulars_form(facts.edition_of(assessment), particulars.changeable(assessment))(request.form)
    if not form.validate():
        return jsonify(saved=False, sentence=str(next(s for field in form for s in field.errors))), 400
    try:
        saved = particulars.save(aid, form.based_on, form.told())
    except StaleParticulars as stale:
        return jsonify(saved=False, sentence=str(stale.sentence)), stale.status
    return jsonify(saved=True, version=saved.version)


def _stale_page(aid: str, form: ParticularsForm, stale: StaleParticulars) -> str:
    """Show what was entered and, at each field, what was stored meanwhile; saving again keeps the former."""
    assessment = access.owned_or_404(aid)
    form.say_which(stale)
    form.version.raw_data = [str(assessment.version)]
    return _page(assessment, form, str(stale.sentence))


def _page(assessment: Assessment, form: ParticularsForm, sentence: str | None = None) -> str:
    said = positions.said(assessment, own=True)
    return render_template(
        "company/particulars.html",
        assessment=assessment,
        progress=progress_of(assessment),
        form=form,
        said=said,
        particulars=particulars.asked(assessment),
        open=particulars.changeable(assessment),
        wanting=particulars.wanting(assessment) if assessment.editable else (),
        asked=reasons(assessment, Subject.PARTICULAR),
        locked=why_locked(assessment),
        sentence=sentence,
        wrong=bool(form.errors) or sentence is not None,
    )
