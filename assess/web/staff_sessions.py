"""How long staff stay signed in, and the ways in of the libraries that are shut because nobody here uses them."""

from datetime import datetime, timedelta
from typing import Any

from flask import Flask, session
from flask_babel import lazy_gettext as _l
from flask_login import user_logged_in
from flask_security import LoginForm, MfRecoveryForm, UserMixin
from flask_security.core import Security

from assess import clock
from assess.web.forms.passes import code_field

AT_MOST = timedelta(hours=12)
IDLE_AT_MOST = timedelta(minutes=45)
_SIGNED_IN_AT = "signed_in_at"
_ACTIVE_AT = "active_at"
_NOTED_EVERY = timedelta(minutes=1)
"""An active person is noted at most so often: each note is a write."""


class SignInForm(LoginForm):
    """E-mail address and password; nobody is remembered beyond the session."""

    remember = None  # type: ignore[assignment]  # so WTForms leaves a field of the base out


class RecoveryForm(MfRecoveryForm):
    """A recovery code, in whatever spelling."""

    code = code_field(_l("Recovery code"), _l("Enter a recovery code: 20 letters and digits in groups of four."))


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


def _begin(sender: Flask, user: UserMixin, **more: Any) -> None:  # noqa: ARG001
    session[_SIGNED_IN_AT] = session[_ACTIVE_AT] = clock.now()


def _still_in() -> bool:
    """Say whether the session of a person who signed in goes on, and note that the person is active."""
    now = clock.now()
    since: datetime | None = session.get(_SIGNED_IN_AT)
    active: datetime | None = session.get(_ACTIVE_AT)
    if since is None or active is None or now - since > AT_MOST or now - active > IDLE_AT_MOST:
        return False
    if now - active > _NOTED_EVERY:
        session[_ACTIVE_AT] = now
    return True
