"""The list of cases."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from assess.store import issued
from assess.store.models import UNDERWRITERS
from assess.texts import editions
from assess.underwriting import queues
from assess.underwriting.queues import Pile
from assess.web import access
from assess.web.forms import SearchForm
from assess.web.views.underwriter.room import pages


@pages.get("/")
@access.role_required(*UNDERWRITERS)
def queue() -> ResponseReturnValue:
    """Show one pile of cases, or those that fit the words searched for."""
    me = access.staff()
    form = SearchForm(request.args)
    fits = form.validate()
    words = form.words.data if fits else ""
    wanted = request.args.get("pile", Pile.WAITING)
    chosen = Pile(wanted) if wanted in set(Pile) else Pile.WAITING
    cases = queues.search(words) if words else queues.pile(chosen, me)
    page = render_template(
        "underwriter/queue.html",
        form=form,
        words=words,
        chosen=chosen,
        editions=editions.everything(),
        second_signature_from=sorted({book.review.second_signature_from for book in editions.everything().values()}),
        cases=cases,
        papers=issued.of_all(cases),
    )
    return page, 200 if fits else 400
