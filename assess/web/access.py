"""Who may do what: a company by its browser's session, staff by their role; what is not theirs is not there."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app, session
from flask_security import current_user

from assess.cases import lookup, passes
from assess.errors import NotAllowed, NotFound
from assess.store.models import Assessment, Pass, RoleName, Staff

P = ParamSpec("P")
R = TypeVar("R")
_OWNED = "assessments"
_COLLEAGUE = "colleague"


def remember(assessment: Assessment) -> None:
    """Let this browser's session own the assessment."""
    session.permanent = True
    owned = [public_id for public_id in session.get(_OWNED, []) if public_id != assessment.public_id]
    session[_OWNED] = [assessment.public_id, *owned][:20]


def owned_ids() -> list[str]:
    """Return the assessments of this browser's session, the latest first."""
    return list(session.get(_OWNED, []))


def require_owned(public_id: str) -> None:
    """Raise NotFound unless the assessment is one of this browser's session."""
    if public_id not in owned_ids():
        raise NotFound


def owned_or_404(public_id: str) -> Assessment:
    """Return an assessment of this browser's session; raises NotFound for any other."""
    require_owned(public_id)
    return lookup.find(public_id)


def remember_colleague(asked: Pass) -> None:
    """Let this browser's session answer that for which somebody was asked, and nothing else."""
    session.permanent = True
    places = {**session.get(_COLLEAGUE, {})}
    public_id = asked.assessment.public_id
    places[public_id] = {**places.pop(public_id, {}), asked.domain: asked.id}
    session[_COLLEAGUE] = dict(list(places.items())[-20:])


def colleague_or_404(public_id: str, domain: str) -> Pass:
    """Return what this browser's session was asked to answer, `domain` "" for questions of any.

    Raises NotFound, and RequestEnded once it is over.
    """
    pass_id = session.get(_COLLEAGUE, {}).get(public_id, {}).get(domain)
    if pass_id is None:
        raise NotFound
    return passes.still_asked(pass_id, public_id, domain)


def staff() -> Staff:
    """Return the person who is signed in; raises NotAllowed where nobody is."""
    person = current_user._get_current_object()
    if not isinstance(person, Staff):
        raise NotAllowed
    return person


def role_required(role: RoleName) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open a view to one role only: others who are signed in get 403, nobody signed in is led to the sign-in."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined,no-any-return]
            if not current_user.has_role(role.value):
                raise NotAllowed
            return view(*args, **kwargs)

        guarded.required_role = role  # type: ignore[attr-defined]
        return guarded

    return decorate
