"""Where people on the staff are signed in: noted at the door, seen and ended by themselves, told in their chain."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from assess import clock
from assess.errors import NotFound
from assess.extensions import db
from assess.store import account_log, browsers
from assess.store.models import AccountAction, Browser, SignIn, Staff


class Open(NamedTuple):
    """A browser in which somebody signed in, and what its session remembers."""

    id: int
    browser_id: int
    since: datetime
    kind: str
    kept: dict[str, Any]


def begin(browser_id: int, person: Staff, kind: str, client: str, via: Iterable[str]) -> None:
    """Note a sign-in; `via` are the factors that opened the door, `client` is from where."""
    chain = account_log.take()
    _note(browser_id, person, kind)
    told = {"kind": kind, "client": client, "via": list(via)}
    account_log.append(chain, person.email, AccountAction.SIGNED_IN, person.email, **told)
    db.session.commit()


def go_on(browser_id: int, person: Staff, kind: str) -> None:
    """Note a browser that stays in while all others were put out."""
    _note(browser_id, person, kind)
    db.session.commit()


def leave(browser_id: int, client: str) -> None:
    """Note that the person who was signed in has signed out; nothing where nobody was."""
    chain = account_log.take()
    left = db.session.scalar(sa.select(SignIn).where(SignIn.browser_id == browser_id))
    if left is None:
        db.session.rollback()
        return
    email = left.staff.email
    db.session.delete(left)
    account_log.append(chain, email, AccountAction.SIGNED_OUT, email, client=client)
    db.session.commit()


def of(person: Staff) -> Iterator[Open]:
    """Yield the browsers in which a person signed in, the latest first; what each keeps says whether that holds."""
    chosen = sa.select(SignIn, Browser.kept).join(SignIn.browser).where(SignIn.staff_id == person.id)
    for row, kept in db.session.execute(chosen.order_by(SignIn.since.desc(), SignIn.id.desc())):
        yield Open(row.id, row.browser_id, row.since, row.kind, browsers.read(kept))


def end(person: Staff, sign_in_id: int, names: Iterable[str]) -> None:
    """Take `names` out of what the browser of a sign-in remembers; raises NotFound for one of somebody else."""
    email = person.email
    mine = sa.select(SignIn.browser_id).where(SignIn.id == sign_in_id, SignIn.staff_id == person.id)
    browser_id = db.session.scalar(mine)
    db.session.rollback()
    if browser_id is None:
        raise NotFound
    browsers.change(browser_id, {}, frozenset(names))
    chain = account_log.take()
    kind = db.session.scalar(sa.delete(SignIn).where(SignIn.id == sign_in_id).returning(SignIn.kind))
    if kind is None:
        db.session.rollback()
        return
    account_log.append(chain, email, AccountAction.SESSION_ENDED, email, kind=kind)
    db.session.commit()


def end_others(person: Staff, browser_id: int | None, names: Iterable[str]) -> None:
    """Take `names` out of what all browsers of a person remember, but for one."""
    others = [one for one in of(person) if one.browser_id != browser_id]
    db.session.rollback()
    for one in others:
        browsers.change(one.browser_id, {}, frozenset(names))
    db.session.execute(sa.delete(SignIn).where(SignIn.id.in_([one.id for one in others])))
    db.session.commit()


def _note(browser_id: int, person: Staff, kind: str) -> None:
    db.session.execute(sa.delete(SignIn).where(SignIn.browser_id == browser_id))
    db.session.add(SignIn(browser_id=browser_id, staff_id=person.id, since=clock.now(), kind=kind))
