"""One case: item by item, and as a whole."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from assess.cases import evidence
from assess.cases.facts import ItemKey
from assess.errors import AssessError, CheckMissing, InvalidChoice, ReasonMissing
from assess.store import audit
from assess.store.models import RoleName, Subject
from assess.texts import formats
from assess.underwriting import queues, verification
from assess.underwriting.verification import Finding
from assess.web import access
from assess.web.forms import VerdictForm
from assess.web.views.underwriter import timeline
from assess.web.views.underwriter.dossier import Dossier
from assess.web.views.underwriter.room import attempt, open_dossier, pages


@pages.get("/cases/<public_id>")
@access.role_required(RoleName.UNDERWRITER)
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
@access.role_required(RoleName.UNDERWRITER)
def summary(public_id: str) -> ResponseReturnValue:
    """Show the case as a whole: the company, both results, the comparisons, what happened."""
    dossier = open_dossier(public_id)
    told = timeline.tell(dossier, audit.events(dossier.case))
    return render_template("underwriter/summary.html", dossier=dossier, told=told)


@pages.route("/cases/<public_id>/verdicts", methods=["GET", "POST"])
@access.role_required(RoleName.UNDERWRITER)
def verdicts(public_id: str) -> ResponseReturnValue:
    """Give the verdict on one item, and go on to the next without one."""
    if request.method == "GET":
        return redirect(url_for("underwriter.case", public_id=public_id))
    dossier = open_dossier(public_id)
    form = VerdictForm(request.form)
    key = dossier.at(f"{form.subject.data}:{form.item.data}")
    if not form.validate():
        return _item_page(dossier, key, form), 400
    finding = Finding(
        *key,
        kind=form.verdict.data,
        corrected_to=form.corrected_to.data or None,
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
    events = audit.events(dossier.case)
    form = form or _form(dossier, key)
    if key[0] == Subject.ANSWER:
        form.offer(_other_options(dossier, key[1]))
    return render_template(
        "underwriter/case.html",
        dossier=dossier,
        key=key,
        form=form,
        findings=[found for found in dossier.contradictions if key in found.items],
        history=timeline.tell_of(dossier, events, key),
        last_time=_last_time(dossier, key),
        files=evidence.listed(dossier.case).get(key, ()),
        told=timeline.tell(dossier, events),
    )


def _form(dossier: Dossier, key: ItemKey) -> VerdictForm:
    given = dossier.verdicts.get(key)
    subject, item = key
    if given is None:
        return VerdictForm(subject=subject, item=item)
    return VerdictForm(
        subject=subject,
        item=item,
        verdict=given.kind,
        corrected_to=given.corrected_to,
        reason=given.reason,
        how_checked=given.how_checked,
    )


def _other_options(dossier: Dossier, question: str) -> list[tuple[str, str]]:
    options = reversed(dossier.book.questions[question].options.values())
    said = dossier.said.answers.get(question)
    return [(option.id, formats.text(option.label)) for option in options if option.id != said]


def _last_time(dossier: Dossier, key: ItemKey) -> tuple[str, Dossier] | None:
    """What was found on this item when the company was last certified, and that case."""
    before = queues.earlier(dossier.case)
    if before is None:
        return None
    earlier = Dossier(before, dossier.me)
    return (earlier.label(key, earlier.found), earlier) if key in earlier.items else None
