"""The list of cases."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from assess import clock
from assess.store import issued
from assess.store.models import UNDERWRITERS
from assess.texts import editions
from assess.underwriting import listing
from assess.underwriting.listing import Line, Wanted
from assess.underwriting.queues import SOON, Pile
from assess.web import access
from assess.web.forms import ListForm
from assess.web.views.underwriter.room import pages


@pages.get("/")
@access.role_required(*UNDERWRITERS)
def queue() -> ResponseReturnValue:
    """Show one page of a pile of cases, or of all cases that fit the words searched for."""
    form = ListForm(request.args)
    books = editions.everything()
    form.offer(books.values(), listing.agents())
    fits = form.validate()
    wanted = form.wanted() if fits else Wanted()
    pile = _pile(request.args, wanted)
    listed = listing.page(pile, access.staff(), wanted)
    page = render_template(
        "underwriter/queue.html",
        form=form,
        wanted=wanted,
        words=wanted.words,
        chosen=pile,
        editions=books,
        second_signature_from=sorted({book.review.second_signature_from for book in books.values()}),
        listed=listed,
        soon=SOON,
        papers=issued.of_all([line.case for line in listed.lines]),
        waits=_waits,
        address=_address,
    )
    return page, 200 if fits else 400


def _pile(asked: Mapping[str, str], wanted: Wanted) -> Pile:
    """Words are looked for among all cases, unless a pile is named."""
    named = asked.get("pile", Pile.ALL if wanted.words else Pile.WAITING)
    return Pile(named) if named in set(Pile) else Pile.WAITING


def _waits(line: Line) -> int | None:
    """How many days a case that is not over has waited since it was handed in."""
    case = line.case
    if case.phase.closed or case.submitted_at is None:
        return None
    return (clock.today() - clock.day_of(case.submitted_at)).days


def _address(number: int) -> str:
    """The address of another page of the same list."""
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if value and name in ListForm.KEPT}
    return url_for("underwriter.queue", **kept, page=number)
