"""Who may do what: a company by its browser, staff by their role; what is not theirs is not there."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app, request
from flask_security import current_user

from assess.cases import holdings, lookup, passes
from assess.errors import NotAllowed, NotFound, NotOpenHere
from assess.store.models import Assessment, Pass, RoleName, Staff
from assess.web import browser_kinds
from assess.web.sessions import this_browser

P = ParamSpec("P")
R = TypeVar("R")


def remember(assessment: Assessment, opened_with: Pass | None = None) -> None:
    """Let this browser open the assessment from now on; `opened_with` names the key or link, if it was one."""
    browser = this_browser()
    browser.permanent = True
    holdings.add(browser.keep(), assessment, opened_with, browser_kinds.kind(request.user_agent.string))


def owned_ids() -> list[str]:
    """Return the assessments that this browser may open, the latest first."""
    browser_id = this_browser().browser_id
    return [] if browser_id is None else holdings.owned(browser_id)


def owns(public_id: str) -> bool:
    """Say whether this browser may open the assessment."""
    browser_id = this_browser().browser_id
    return browser_id is not None and holdings.owns(browser_id, public_id)


def require_owned(public_id: str) -> None:
    """Raise NotOpenHere unless this browser may open the assessment."""
    if not owns(public_id):
        raise NotOpenHere


def owned_or_404(public_id: str) -> Assessment:
    """Return an assessment that this browser may open; raises NotOpenHere for any other."""
    require_owned(public_id)
    return lookup.find(public_id)


def remember_colleague(asked: Pass) -> None:
    """Let this browser answer that for which somebody was asked, and nothing else."""
    remember(asked.assessment, asked)


def colleague_or_404(public_id: str, domain: str) -> Pass:
    """Return what this browser was asked to answer, `domain` "" for questions of any.

    Raises NotFound, and RequestEnded once it is over.
    """
    browser_id = this_browser().browser_id
    pass_id = None if browser_id is None else holdings.asked(browser_id, public_id, domain)
    if pass_id is None:
        raise NotFound
    return passes.still_asked(pass_id, public_id, domain)


def staff() -> Staff:
    """Return the person who is signed in; raises NotAllowed where nobody is."""
    person = current_user._get_current_object()
    if not isinstance(person, Staff):
        raise NotAllowed
    return person


def role_required(*roles: RoleName) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open a view to these roles only: others who are signed in get 403, nobody signed in is led to the sign-in."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined,no-any-return]
            if staff().role not in roles:
                raise NotAllowed
            return view(*args, **kwargs)

        guarded.required_roles = roles  # type: ignore[attr-defined]
        return guarded

    return decorate
