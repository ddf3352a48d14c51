"""The underwriters' room: its blueprint, and what all its pages share."""

from collections.abc import Callable
from functools import cache

from flask import Blueprint, render_template

from assess.errors import AssessError
from assess.errors.underwriting import CaseChanged
from assess.extensions import db
from assess.store import audit
from assess.underwriting import queues, verification
from assess.web import access
from assess.web.views.underwriter import timeline
from assess.web.views.underwriter.dossier import Dossier

pages = Blueprint("underwriter", __name__, url_prefix="/underwriter")


@pages.context_processor
def _piles() -> dict[str, object]:
    """Let a page say how many cases wait: counted once a page, and only where it asks."""
    return {"pile_counts": cache(lambda: queues.counts(access.staff()))}


def open_dossier(public_id: str) -> Dossier:
    """Return the case as the person who is signed in sees it; raises NotFound."""
    return Dossier(verification.case(public_id), access.staff())


def step_page(template: str, dossier: Dossier, fault: AssessError | None = None, **more: object) -> str:
    """Return the page of a step; where it was refused, with the reason and what changed since it was shown."""
    missed = audit.since(dossier.case, fault.since) if isinstance(fault, CaseChanged) else ()
    changed = timeline.tell(dossier, missed)
    return render_template(template, dossier=dossier, fault=fault, changed=changed, **more)


def attempt(step: Callable[[], object]) -> AssessError | None:
    """Take a step, and return why it was refused where the page itself can say so, over what is stored now."""
    try:
        step()
    except AssessError as fault:
        db.session.rollback()
        return fault
    return None
