"""One case: item by item, and as a whole."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from assess.cases.facts import ItemKey
from assess.errors import AssessError, InvalidChoice
from assess.errors.underwriting import CheckMissing, ReasonMissing
from assess.store import audit
from assess.store.models import UNDERWRITERS, Subject, Verdict
from assess.texts import formats
from assess.underwriting import queues, remarks, showing, verification
from assess.underwriting.verification import Finding
from assess.web import access
from assess.web.forms import RemarkForm, VerdictForm, verdict_form
from assess.web.forms.counting import typed_of
from assess.web.views.underwriter import evidence, timeline
from assess.web.views.underwriter.dossier import Dossier
from assess.web.views.underwriter.room import attempt, open_dossier, pages
from scoring import read_answer, read_told


@pages.get("/cases/<public_id>")
@access.role_required(*UNDERWRITERS)
def case(public_id: str) -> ResponseReturnValue:
    """Show one item, the next without a verdict where none is named; without any such item, the whole."""
    dossier = open_dossier(public_id)
    wanted = request.args.get("item")
    if wanted:
        return _item_page(dossier, dossier.at(wanted))
    following = dossier.after() if dossier.mine else None
    if following is None:
        return redirect(url_for("underwriter.summary", public_id=public_id))
    return _item_page(dossier, following)


@pages.get("/cases/<public_id>/summary")
@access.role_required(*UNDERWRITERS)
def summary(public_id: str) -> ResponseReturnValue:
    """Show the case as a whole: the company, both results, the comparisons, what happened."""
    dossier = open_dossier(public_id)
    return _summary_page(dossier)


@pages.post("/cases/<public_id>/remarks")
@access.role_required(*UNDERWRITERS)
def remark(public_id: str) -> ResponseReturnValue:
    """Write a word on what disagrees or is referred."""
    dossier, form = open_dossier(public_id), RemarkForm(request.form)
    key = (form.matter.data or "", form.item.data or "")
    if not form.validate():
        return _summary_page(dossier, form), 400
    fault = attempt(lambda: remarks.write(public_id, dossier.me, key, form.text.data or ""))
    if fault is not None:
        form.text.errors = [*form.text.errors, str(fault.sentence)]
        return _summary_page(open_dossier(public_id), form), fault.status
    anchor = f"remark-{'-'.join(key)}"
    return redirect(url_for("underwriter.summary", public_id=public_id, _anchor=anchor), 303)


def _summary_page(dossier: Dossier, remark: RemarkForm | None = None) -> str:
    told = timeline.tell_all(dossier)
    return render_template("underwriter/summary.html", dossier=dossier, told=told, remark=remark, form=remark)


@pages.route("/cases/<public_id>/verdicts", methods=["GET", "POST"])
@access.role_required(*UNDERWRITERS)
def verdicts(public_id: str) -> ResponseReturnValue:
    """Give the verdict on one item, and go on to the next without one."""
    if request.method == "GET":
        return redirect(url_for("underwriter.case", public_id=public_id))
    dossier = open_dossier(public_id)
    key = dossier.at(f"{request.form.get('subject')}:{request.form.get('item')}")
    form = verdict_form(dossier.book, *key)(request.form)
    if not form.validate():
        return _item_page(dossier, key, form), 400
    finding = Finding(
        *key,
        kind=form.verdict.data,
        corrected_to=form.right(),
        reason=form.reason.data or "",
        how_checked=form.how_checked.data or "",
    )
    fault = attempt(lambda: verification.give_verdict(public_id, dossier.me, finding))
    if fault is not None:
        _say_at_field(form, fault)
        return _item_page(open_dossier(public_id), key, form), fault.status
    following = open_dossier(public_id).after(key)
    if following is None:
        return redirect(url_for("underwriter.summary", public_id=public_id), 303)
    return redirect(url_for("underwriter.case", public_id=public_id, item=":".join(following)), 303)


def _say_at_field(form: VerdictForm, fault: AssessError) -> None:
    """Put the sentence where it belongs; what concerns the whole case stands above the form."""
    at: dict[type[AssessError], Field] = {ReasonMissing: form.reason, CheckMissing: form.how_checked}
    field = at.get(type(fault))
    if isinstance(fault, InvalidChoice):
        field = form.corrected_to if fault.field == "corrected_to" else form.verdict
    if field is None:
        form.form_errors.append(str(fault.sentence))
    else:
        field.errors = [*field.errors, str(fault.sentence)]


def _item_page(dossier: Dossier, key: ItemKey, form: VerdictForm | None = None) -> str:
    form = form or _form(dossier, key)
    if key[0] == Subject.ANSWER:
        form.offer(_other_options(dossier, key[1]))
    return render_template(
        "underwriter/case.html",
        dossier=dossier,
        key=key,
        form=form,
        typed=_typed(dossier, key, form),
        findings=[found for found in dossier.contradictions if key in found.items],
        history=timeline.tell_of(dossier, audit.events(dossier.case), key),
        last_time=_last_time(dossier, key),
        files=evidence.shown(dossier.case, key),
        evidence_needed=showing.required(dossier.book, key),
        told=timeline.tell_all(dossier),
    )


def _form(dossier: Dossier, key: ItemKey) -> VerdictForm:
    given = dossier.verdicts.get(key)
    subject, item = key
    form_class = verdict_form(dossier.book, subject, item)
    if given is None:
        return form_class(subject=subject, item=item)
    return form_class(
        subject=subject,
        item=item,
        verdict=given.kind,
        reason=given.reason,
        how_checked=given.how_checked,
        **{"corrected_to": given.corrected_to, **_corrected(given)},
    )


def _typed(dossier: Dossier, key: ItemKey, form: VerdictForm) -> tuple[str, ...]:
    """What the inputs of a count hold: what was sent, else the count to which it was corrected."""
    if form.exact is None or form.exact.raw_data:
        return form.exact.typed if form.exact else ()
    given = dossier.verdicts.get(key)
    return typed_of(read_answer(given.corrected_raw)) if given and given.corrected_raw else ()


def _corrected(given: Verdict) -> dict[str, Any]:
    """What a correction was, as the controls show it, where a word of it is not enough."""
    if given.subject == Subject.IDENTITY and given.corrected_raw is not None:
        return {"corrected_to": given.corrected_raw}
    if given.subject != Subject.PARTICULAR or given.corrected_raw is None:
        return {}
    right = read_told(given.corrected_raw)
    return {"told": str(right.value), "told_details": right.details or ""}


def _other_options(dossier: Dossier, question: str) -> list[tuple[str, str]]:
    options = reversed(dossier.book.questions[question].options.values())
    said = dossier.found_as(question)
    return [(option.id, formats.text(option.label)) for option in options if option.id != said]


def _last_time(dossier: Dossier, key: ItemKey) -> tuple[str, Dossier] | None:
    """What was found on this item when the company was last certified, and that case."""
    before = queues.earlier(dossier.case)
    if before is None:
        return None
    earlier = Dossier(before, dossier.me)
    return (earlier.label(key, earlier.found), earlier) if key in earlier.items else None
