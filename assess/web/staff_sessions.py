"""Where staff are signed in and how long, and the ways in of the libraries that are shut: nobody here uses them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, request, session
from flask_babel import lazy_gettext as _l
from flask_login import user_logged_in, user_logged_out
from flask_security import LoginForm, MfRecoveryForm, UserMixin, tf_profile_changed, user_authenticated
from flask_security.core import Security

from assess import clock
from assess.extensions import client
from assess.store import sign_ins
from assess.store.models import Staff
from assess.store.sign_ins import Open
from assess.web import browser_kinds
from assess.web.forms.passes import code_field
from assess.web.sessions import SIGNED_IN, this_browser

AT_MOST = timedelta(hours=12)
IDLE_AT_MOST = timedelta(minutes=45)
_SIGNED_IN_AT = "signed_in_at"
_ACTIVE_AT = "active_at"
_NAMES = (SIGNED_IN, _SIGNED_IN_AT, _ACTIVE_AT)
_BOTH = ["password", "code"]
"""The library names no factors where there were two."""
STAYED = ["change"]
"""How one comes in who was in already, and has changed the password."""
_NOTED_EVERY = timedelta(minutes=1)
"""An active person is noted at most so often: each note is a write."""


class SignInForm(LoginForm):
    """E-mail address and password; nobody is remembered beyond the session."""

    remember = None  # type: ignore[assignment]  # so WTForms leaves a field of the base out


class RecoveryForm(MfRecoveryForm):
    """A recovery code, in whatever spelling."""

    code = code_field(_l("Recovery code"), _l("Enter a recovery code: letters and digits in groups of four."))


FORMS = {"login_form": SignInForm, "mf_recovery_form": RecoveryForm}
"""The forms of Flask-Security that are ours."""


def limit(app: Flask, security: Security) -> None:
    """Bind the limits to an application whose Flask-Security is set up."""
    manager = app.login_manager  # type: ignore[attr-defined]
    load = manager._user_callback
    manager.user_loader(lambda identity: load(identity) if _still_in() else None)
    # A token in a header or in an address, a remember cookie, and the sign-in that answers JSON with a token.
    manager.request_loader(lambda request: None)  # noqa: ARG005
    manager._load_user_from_remember_cookie = lambda cookie: None  # noqa: ARG005
    security.want_json(lambda request: False)  # noqa: ARG005
    user_logged_in.connect(_begin, app)
    user_authenticated.connect(_note, app)
    user_logged_out.connect(_leave, app)
    tf_profile_changed.connect(_end_others, app)


def of(person: Staff) -> list[Open]:
    """Return the sessions of a person that are open, the latest first."""
    return [one for one in sign_ins.of(person) if one.kept.get(SIGNED_IN) == person.fs_uniquifier and _open(one.kept)]


def end(person: Staff, sign_in_id: int) -> None:
    """End one of a person's sessions; raises NotFound for one of somebody else."""
    sign_ins.end(person, sign_in_id, _NAMES)


def _begin(sender: Flask, user: UserMixin, **more: Any) -> None:  # noqa: ARG001
    session[_SIGNED_IN_AT] = session[_ACTIVE_AT] = clock.now()


def _note(sender: Flask, user: Staff, authn_via: list[str] | None, **more: Any) -> None:  # noqa: ARG001
    """Note who came in, and how; who sets a new password only stays in."""
    browser_id, kind = this_browser().keep(), browser_kinds.kind(request.user_agent.string)
    if authn_via == STAYED:
        sign_ins.go_on(browser_id, user, kind)
    else:
        sign_ins.begin(browser_id, user, kind, client(), authn_via or _BOTH)


def _leave(sender: Flask, **more: Any) -> None:  # noqa: ARG001
    browser_id = this_browser().browser_id
    if browser_id is not None:
        sign_ins.leave(browser_id, client())


def _end_others(sender: Flask, user: Staff, **more: Any) -> None:  # noqa: ARG001
    sign_ins.end_others(user, this_browser().browser_id, _NAMES)


def _still_in() -> bool:
    """Say whether the session of a person who signed in goes on, and note that the person is active."""
    if not _open(session):
        return False
    now = clock.now()
    if now - session[_ACTIVE_AT] > _NOTED_EVERY:
        session[_ACTIVE_AT] = now
    return True


def _open(kept: Mapping[str, Any]) -> bool:
    """Say whether a session that began with a sign-in is neither too old nor too long at rest."""
    now = clock.now()
    since: datetime | None = kept.get(_SIGNED_IN_AT)
    active: datetime | None = kept.get(_ACTIVE_AT)
    return not (since is None or active is None or now - since > AT_MOST or now - active > IDLE_AT_MOST)
