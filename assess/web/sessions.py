"""A browser's session: the cookie holds a random key, the database what is remembered.

The cookie is sent only where its key is new, so no response, however late, puts an older state back; and what
a session remembers is changed name by name (`assess.store.browsers`). A key that nobody gave out is never
taken up, and whoever signs in gets a new one, so that a planted key opens nothing (session fixation).
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from functools import cached_property
from typing import Any, cast

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin

from assess import clock
from assess.extensions import db
from assess.store import browsers

SIGNED_IN = "_user_id"
"""Flask-Login's name for who is signed in."""
_LATER = "_remember"  # Flask-Login asks for it after every request, static files too
_SEEN_AGAIN = timedelta(days=1)


class BrowserSession(SessionMixin):
    """What is remembered of one browser; read when a page first asks for it."""

    def __init__(self, key: str | None) -> None:
        self._key = key
        self._made: tuple[int, str] | None = None

    @cached_property
    def _found(self) -> browsers.Found | None:
        return browsers.find(self._key) if self._key else None

    @cached_property
    def _kept(self) -> dict[str, Any]:
        return deepcopy(self._began)

    @property
    def _began(self) -> dict[str, Any]:
        return self._found.kept if self._found else {}

    @property
    def looked_at(self) -> bool:
        """Say whether the response may depend on who asked for it."""
        return not self.__dict__.keys().isdisjoint({"_found", "_kept"})

    @property
    def browser_id(self) -> int | None:
        """The id of this browser, or None as long as nothing is remembered of it."""
        if self._made:
            return self._made[0]
        return self._found.id if self._found else None

    def keep(self) -> int:
        """Return the id of this browser, which is kept from now on."""
        if self.browser_id is None:
            self._made = browsers.add({})
        return cast(int, self.browser_id)

    def store(self) -> str | None:
        """Store what changed, and return the key where the cookie must be sent: it is new, or a day has passed."""
        if "_kept" not in self.__dict__:  # nobody looked at it
            return self._made[1] if self._made else None
        changed = {name: value for name, value in self._kept.items() if self._began.get(name, ...) != value}
        removed = self._began.keys() - self._kept.keys()
        if changed or removed:
            browsers.change(self.keep(), changed, removed)
        return self._key_to_send(changed)

    def _key_to_send(self, changed: dict[str, Any]) -> str | None:
        if self._made:
            return self._made[1]
        if self._found is None:
            return None
        if SIGNED_IN in changed:
            return browsers.new_key(self._found.id)
        if "_permanent" in changed:
            return self._key
        if self.permanent and clock.now() - self._found.seen_at > _SEEN_AGAIN:
            browsers.see(self._found.id)
            return self._key
        return None

    def __contains__(self, name: object) -> bool:
        if name == _LATER and not self.looked_at:
            return False  # it never outlives the request that sets it
        return name in self._kept

    def __getitem__(self, name: str) -> Any:
        return self._kept[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._kept[name] = value

    def __delitem__(self, name: str) -> None:
        del self._kept[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


class BrowserSessions(SessionInterface):
    """Opens and stores the session of the browser that sends a request."""

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        """Return the session that belongs to the cookie; nothing is read yet."""
        return BrowserSession(request.cookies.get(self.get_cookie_name(app)))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed; send the cookie only where its key is new, or it would soon be forgotten."""
        browser = cast(BrowserSession, session)
        if browser.looked_at:
            response.vary.add("Cookie")
        db.session.rollback()  # the page has ended: what it did not commit must not hold a lock now
        key = browser.store()
        if key is None:
            return
        response.vary.add("Cookie")
        response.set_cookie(
            self.get_cookie_name(app),
            key,
            expires=self.get_expiration_time(app, session),
            path=self.get_cookie_path(app),
            domain=self.get_cookie_domain(app),
            secure=self.get_cookie_secure(app),
            httponly=self.get_cookie_httponly(app),
            samesite=self.get_cookie_samesite(app),
        )


def this_browser() -> BrowserSession:
    """Return the session of the browser that sends the present request."""
    return cast(BrowserSession, session._get_current_object())  # type: ignore[attr-defined]
