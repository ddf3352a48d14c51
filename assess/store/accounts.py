"""Staff accounts: made by those who run the service, never by the public. One function is one transaction.

Nobody but the person knows the password: an account begins with a link that works once, by which it is set.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from assess import clock, limits
from assess.extensions import db
from assess.store import account_log, addresses, codes, passwords
from assess.store.models import ALL_PLANS, AccountAction, Authority, Role, RoleName, SignIn, Staff, StaffLink
from assess.store.refusals import (
    AddressTaken,
    LinkSpent,
    NoAuthority,
    NoSuchAccount,
    NotAnAddress,
    PasswordTooWeak,
    WrongPassword,
)

LINK_VALID = timedelta(hours=limits.STAFF_LINK_HOURS)
OPERATOR = "operator"
"""Who acts at the command line."""
_SERVICE = ("sonae", "備え診断")


class Link(NamedTuple):
    """The way by which a person sets the password: whose, the secret, until when."""

    person: Staff
    secret: str
    expires_at: datetime


def add(
    email: str, name: str, role: RoleName, *, office: str | None = None, language: str = "ja", actor: str = OPERATOR
) -> Link:
    """Make an account with one role and no password; raises NotAnAddress, AddressTaken."""
    try:
        address = addresses.plain(email)
    except addresses.NoAddress:
        raise NotAnAddress from None
    chain = account_log.take()
    if _found(address) is not None:
        db.session.rollback()
        raise AddressTaken
    person = Staff(email=address, name=name, office=office, language=language, active=True, created_at=clock.now())
    person.roles = [_role(role)]
    _end_sessions(person)
    db.session.add(person)
    db.session.flush()
    account_log.append(chain, actor, AccountAction.ADDED, address, role=role.value, active=True)
    return _committed(_new_link(person))


def reset(email: str, actor: str = OPERATOR) -> Link:
    """Take password, second factor and recovery codes away, end the sessions, and make a link; raises NoSuchAccount."""
    chain = account_log.take()
    person = _named(email)
    person.password = person.tf_primary_method = person.tf_totp_secret = person.mf_recovery_codes = None
    _end_sessions(person)
    account_log.append(chain, actor, AccountAction.RESET, person.email)
    return _committed(_new_link(person))


def set_password(secret: str, password: str) -> Staff:
    """Set the password with a link, which is used up by it; raises LinkSpent, PasswordTooWeak (the link then stays)."""
    hashed_secret = codes.token_hash(codes.typed(secret))
    chain = account_log.take()
    link = db.session.scalar(sa.select(StaffLink).where(StaffLink.secret_hash == hashed_secret))
    if link is None or link.expires_at <= clock.now():
        db.session.rollback()
        raise LinkSpent
    person = db.session.get_one(Staff, link.staff_id)
    _set(person, password)
    db.session.delete(link)
    account_log.append(chain, person.email, AccountAction.LINK_USED, person.email)
    db.session.commit()
    return person


def change_password(email: str, present: str, password: str) -> Staff:
    """Change a password by oneself, which ends all sessions of the account; raises WrongPassword, PasswordTooWeak."""
    chain = account_log.take()
    person = _named(email)
    if not passwords.fits(present, person.password):
        db.session.rollback()
        raise WrongPassword
    _set(person, password)
    account_log.append(chain, person.email, AccountAction.PASSWORD_CHANGED, person.email)
    db.session.commit()
    return person


def deactivate(email: str, actor: str = OPERATOR) -> bool:
    """Let a person in no more, at once; says whether that changed anything; raises NoSuchAccount."""

    def put_out(person: Staff) -> None:
        person.active = False
        db.session.execute(sa.delete(StaffLink).where(StaffLink.staff_id == person.id))
        _end_sessions(person)

    return _change(
        email, actor, AccountAction.DEACTIVATED, put_out, unless=lambda person: not person.active, active=False
    )


def activate(email: str, actor: str = OPERATOR) -> bool:
    """Let a person in again; says whether that changed anything; raises NoSuchAccount."""

    def let_in(person: Staff) -> None:
        person.active = True

    return _change(email, actor, AccountAction.ACTIVATED, let_in, unless=lambda person: person.active, active=True)


def change_role(email: str, role: RoleName, actor: str = OPERATOR) -> bool:
    """Give a person another role, which holds from the next page; says whether that changed anything."""

    def take_over(person: Staff) -> None:
        person.roles = [_role(role)]

    return _change(
        email, actor, AccountAction.ROLE_CHANGED, take_over, unless=lambda person: person.role == role, role=role.value
    )


def set_authority(email: str, rate: int | None, plan: str = ALL_PLANS, actor: str = OPERATOR) -> bool:
    """Set the highest rate that an underwriter may issue without a lead, or with None take the limit away.

    `plan` is one plan, or ALL_PLANS for those without a limit of their own (docs/rules.md § 9). Says whether that
    changed anything; raises NoSuchAccount, NoAuthority for whoever is no underwriter.
    """

    def limit(person: Staff) -> int | None:
        if person.role is not RoleName.UNDERWRITER:
            db.session.rollback()
            raise NoAuthority
        return next((row.rate for row in person.authorities if row.plan == plan), None)

    def set_(person: Staff) -> None:
        others = [row for row in person.authorities if row.plan != plan]
        person.authorities = others
        db.session.flush()
        if rate is not None:
            person.authorities.append(Authority(plan=plan, rate=rate))

    return _change(
        email, actor, AccountAction.AUTHORITY_SET, set_, unless=lambda one: limit(one) == rate, plan=plan, rate=rate
    )


def listed() -> list[Staff]:
    """Return all accounts, by address."""
    return list(db.session.scalars(sa.select(Staff).order_by(Staff.email).options(selectinload(Staff.authorities))))


def known_address(text: str) -> str:
    """Return the address of the account that somebody means, "" where there is none such."""
    try:
        found = _found(addresses.plain(text))
    except addresses.NoAddress:
        return ""
    return found.email if found else ""


def _change(
    email: str,
    actor: str,
    action: AccountAction,
    step: Callable[[Staff], None],
    *,
    unless: Callable[[Staff], bool],
    **data: object,
) -> bool:
    chain = account_log.take()
    person = _named(email)
    if unless(person):
        db.session.rollback()
        return False
    step(person)
    account_log.append(chain, actor, action, person.email, **data)
    db.session.commit()
    return True


def _set(person: Staff, password: str) -> None:
    known = (person.email, person.name, person.office or "", *_SERVICE)
    found = passwords.weakness(password, known)
    if found is not None:
        db.session.rollback()
        raise PasswordTooWeak(found)
    person.password = passwords.hashed(password)
    _end_sessions(person)


def _end_sessions(person: Staff) -> None:
    """Give a person another name in sessions, by which those of before open nothing."""
    db.session.execute(sa.delete(SignIn).where(SignIn.staff_id == person.id))
    person.fs_uniquifier = secrets.token_hex(32)


def _new_link(person: Staff) -> Link:
    secret, expires_at = codes.make(), clock.now() + LINK_VALID
    db.session.execute(sa.delete(StaffLink).where(StaffLink.staff_id == person.id))
    db.session.add(StaffLink(staff_id=person.id, secret_hash=codes.token_hash(secret), expires_at=expires_at))
    return Link(person, secret, expires_at)


def _committed(link: Link) -> Link:
    db.session.commit()
    return link


def _named(email: str) -> Staff:
    try:
        person = _found(addresses.plain(email))
    except addresses.NoAddress:
        person = None
    if person is None:
        db.session.rollback()
        raise NoSuchAccount
    return person


def _found(address: str) -> Staff | None:
    return db.session.scalar(sa.select(Staff).where(Staff.email == address))


def _role(name: RoleName) -> Role:
    found = db.session.scalar(sa.select(Role).where(Role.name == name.value))
    return found or Role(name=name.value, permissions=[])
