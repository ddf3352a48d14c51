"""How often a password or code may be tried, for each client and each account, and how often assessments begun."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, request, session
from flask_limiter import RequestLimit
from flask_security import current_user
from limits import parse_many
from werkzeug.exceptions import TooManyRequests

from assess.errors import BegunTooOften
from assess.extensions import client, limiter
from assess.store import account_log, accounts
from assess.store.second_factor import user_datastore

View = TypeVar("View", bound=Callable[..., Any])
_OF_AN_ACCOUNT = parse_many("30 per hour; 100 per day")
_SCOPE = "an account"
_STARTS = parse_many("60 per hour; 300 per day")
"""Assessments begun from one place: far more than an agent's office begins, or many companies behind one address."""
_TOLD_EVERY = 3600
"""Seconds within which an account, or a client, is told of once: else whoever tries would fill the chain."""


def guarded(view: View) -> View:
    """Let nobody try passwords and codes by the hundred, from one place or at one account."""

    @wraps(view)
    def counted(*arguments: Any, **named: Any) -> Any:
        if request.method == "POST" and limiter.enabled and (account := _account()):
            _count(account)
        return view(*arguments, **named)

    return cast(View, limiter.limit("10 per minute; 100 per day", methods=["POST"], on_breach=_tell)(counted))


def count_start() -> None:
    """Count an assessment that is begun from where the request comes; raises BegunTooOften."""
    if limiter.enabled and not all(limiter.limiter.hit(limit, "starting", client()) for limit in _STARTS):
        raise BegunTooOften


def _count(account: str) -> None:
    """Count a try at an account, whoever tries; raises TooManyRequests."""
    if not all(limiter.limiter.hit(limit, _SCOPE, account) for limit in _OF_AN_ACCOUNT):
        _tell()
        raise TooManyRequests


def _account() -> str:
    """Return the address of the account that is tried, "" where there is none such."""
    if current_user.is_authenticated:
        return str(current_user.email)
    if on_the_way := session.get("tf_user_id"):
        found = user_datastore.find_user(fs_uniquifier=on_the_way)
        if found is not None and "email" not in request.form:
            return str(found.email)
    return accounts.known_address(request.form.get("email", ""))


def _tell(_limit: RequestLimit | None = None) -> Response | None:
    """Keep in the chain of accounts that tries were refused."""
    account, where = _account(), client()
    if limiter.storage.incr(f"told/{account}/{where}", _TOLD_EVERY) == 1:
        account_log.tell_refused(account, where)
    return None
