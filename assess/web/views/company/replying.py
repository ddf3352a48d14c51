"""Replying in words to what the underwriter asks."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assess.cases import facts, queries
from assess.errors import ReplyMissing
from assess.store.models import Assessment, Subject
from assess.web import access
from assess.web.forms import ReplyForm
from assess.web.views.company.room import pages, see
from assess.web.views.company.standing import place_of, said_since
from assess.web.views.items import name_of

_SUBJECTS = ", ".join(Subject)


@pages.route(f"/a/<aid>/replies/<any({_SUBJECTS}):subject>/<item>", methods=["GET", "POST"])
def reply(aid: str, subject: str, item: str) -> ResponseReturnValue:
    """Show what the underwriter asks about one item, and take the reply."""
    assessment = access.owned_or_404(aid)
    query = next((query for query in queries.listed(assessment) if query.key == (subject, item)), None)
    if query is None:
        flash(_("The underwriter does not ask about this at the moment."), "care")
        return see("tasks", aid=aid)
    form = ReplyForm(request.form)
    if request.method == "GET":
        return _page(assessment, query, form)
    if not form.validate():
        return _page(assessment, query, form), 400
    try:
        queries.reply(aid, subject, item, form.reply.data or "")
    except ReplyMissing as missing:
        form.reply.errors = [str(missing.sentence)]
        return _page(assessment, query, form), missing.status
    flash(_("The reply was saved."), "good")
    return see("tasks", aid=aid)


def _page(assessment: Assessment, query: queries.Query, form: ReplyForm) -> str:
    book = facts.edition_of(assessment)
    return render_template(
        "company/reply.html",
        assessment=assessment,
        name=name_of(book, query.key),
        query=query,
        since=said_since(book, query),
        place=place_of(book, assessment, query.key),
        form=form,
    )
