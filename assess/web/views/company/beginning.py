"""Starting: an invitation, the details of the company, and changing them later."""

from dataclasses import replace

from flask import flash, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import Field, SelectField

from assess.agency import portfolios
from assess.cases import assessments, facts, identity, positions
from assess.cases.assessments import Details
from assess.errors import BegunTooOften, IdentityFrozen, InvitationSpent, StaleDetails
from assess.store.models import Assessment, Invitation, Subject
from assess.texts import companies, editions, formats
from assess.web import access, tries
from assess.web.forms import DetailsForm, StartForm, details_form, entries, profile_field, start_form
from assess.web.forms.fields import switching
from assess.web.views.company.room import INVITED, pages, see
from assess.web.views.company.standing import reasons
from scoring import Edition, Text


@pages.get("/invited")
def invited() -> ResponseReturnValue:
    """Say who invites the company and what that person will see, and lead to the start."""
    return render_template("company/invited.html", invitation=_invitation(), edition=editions.latest())


@pages.route("/start", methods=["GET", "POST"])
def start() -> ResponseReturnValue:
    """Ask for what decides the questions and the estimate, and begin an assessment.

    `from` names an assessment of this browser that is renewed: what is known of the company comes along.
    """
    invitation = _invitation() if request.values.get("invited") else None
    earlier = access.owned_or_404(request.values["from"]) if request.values.get("from") else None
    book = editions.latest()
    if request.method == "GET":
        known = _kept(earlier) if earlier else {}
        typed = request.args if "version" in request.args else None
        return _start_page(book, start_form(book)(typed, data={**known, "version": 0}), invitation, earlier)
    if switching():
        # Nothing of this form names anybody, so it may stand in the address: going back then asks for no resending.
        kept = {name: value for name, value in request.form.items() if name != "csrf_token"}
        return see("start", **{**kept, "lang": request.args.get("lang", "")})
    form = start_form(book)(request.form)
    if not form.validate():
        return _start_page(book, form, invitation, earlier, wrong=True), 400
    try:
        tries.count_start()
    except BegunTooOften as refused:
        form.form_errors.append(refused.sentence)
        return _start_page(book, form, invitation, earlier, wrong=True), refused.status
    told = form.details(None, {})
    if earlier:
        told = replace(told, company=identity.carried(earlier))
    begun = assessments.start(told, formats.language(), renewed=earlier)
    access.remember(begun)
    if invitation:
        _accept(begun.public_id)
    return see("tasks", aid=begun.public_id)


@pages.route("/a/<aid>/details", methods=["GET", "POST"])
def details(aid: str) -> ResponseReturnValue:
    """Show the details of the company, and change them while it may."""
    assessment = access.owned_or_404(aid)
    form_class = details_form(facts.edition_of(assessment))
    if request.method == "GET":
        return _details_page(assessment, form_class(data=_kept(assessment)))
    form = form_class(request.form)
    form.lock(_locked(assessment))
    form.close(identity.frozen(assessment))
    if not form.validate():
        return _details_page(assessment, form, wrong=True), 400
    try:
        assessments.save_details(aid, form.based_on, _entered(assessment, form))
    except StaleDetails as stale:
        return _stale_page(aid, form, str(stale)), stale.status
    except IdentityFrozen as frozen:
        return _details_page(assessment, form, wrong=True, sentence=str(frozen)), frozen.status
    flash(_("The details were saved."), "good")
    return see("tasks", aid=aid)


def _invitation() -> Invitation:
    """Return the invitation whose code was given in this browser; raises InvitationSpent."""
    return portfolios.opened(session.get(INVITED, 0))


def _accept(aid: str) -> None:
    try:
        portfolios.accept(session.pop(INVITED), aid)
    except InvitationSpent:
        flash(_("The invitation was used meanwhile, so no agent sees this assessment."), "care")


def _start_page(
    book: Edition, form: StartForm, invitation: Invitation | None, earlier: Assessment | None, **more: object
) -> str:
    more |= {"invitation": invitation, "earlier": earlier}
    minutes = editions.minutes(book)
    return render_template("company/start.html", edition=book, form=form, minutes=minutes, **more)


def _details_page(assessment: Assessment, form: DetailsForm, **more: object) -> str:
    locked = _locked(assessment)
    form.lock([name for name in locked if name in form])
    frozen = identity.frozen(assessment)
    form.close(frozen)
    return render_template(
        "company/details.html",
        assessment=assessment,
        edition=facts.edition_of(assessment),
        said=positions.said(assessment, own=True),
        kept=_kept_details(assessment),
        form=form,
        locked=locked,
        frozen=frozen,
        reasons=reasons(assessment, Subject.IDENTITY),
        **more,
    )


def _stale_page(aid: str, form: DetailsForm, sentence: str) -> str:
    """Show what was entered and, at each field, what was stored meanwhile; saving again keeps the former."""
    assessment = access.owned_or_404(aid)
    ours, theirs = entries(_entered(assessment, form)), entries(_kept_details(assessment))
    for field in form:
        if field.name in theirs and field.name in ours and ours[field.name] != theirs[field.name]:
            field.errors = [_("Stored meanwhile: %(value)s", value=_shown(field, theirs[field.name]))]
    form.version.raw_data = [str(assessment.version)]
    return _details_page(assessment, form, wrong=True, sentence=sentence)


def _shown(field: Field, value: object) -> object:
    if field.name == "premium" and isinstance(value, int):
        return formats.yen(value)
    choices = field.iter_choices() if isinstance(field, SelectField) else []
    labels = {choice[0]: choice[1] for choice in choices}
    label = labels.get(value, value)
    return formats.text(label) if isinstance(label, Text) else label or _("nothing")


def _entered(assessment: Assessment, form: DetailsForm) -> Details:
    return form.details(assessment.plan, {row.fact: row.value for row in assessment.profile})


def _kept(assessment: Assessment) -> dict[str, object]:
    numbers = {"premium": assessment.premium, "people": assessment.people}
    shown = entries(_kept_details(assessment))
    written = {name: "" if number is None else f"{number:,}" for name, number in numbers.items()}
    return {**shown, **written, "version": assessment.version}


def _kept_details(assessment: Assessment) -> Details:
    return Details(
        plan=assessment.plan,
        premium=assessment.premium,
        people=assessment.people,
        profile={row.fact: row.value for row in assessment.profile},
        company=companies.kept(assessment.company),
    )


def _locked(assessment: Assessment) -> frozenset[str]:
    """Name the fields that may not change: once sent back, the plan and the facts that were not asked for."""
    if not assessment.phase.only_asked:
        return frozenset()
    asked = facts.queried(assessment, Subject.FACT)
    return frozenset({"plan"} | {profile_field(row.fact) for row in assessment.profile if row.fact not in asked})
