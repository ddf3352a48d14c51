"""What happened to staff accounts: a chain of its own, beside those of the cases."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.store.models.base import Base


class AccountAction(StrEnum):
    """What can happen to an account; the words are stored, and never change."""

    ADDED = "added"
    RESET = "reset"
    LINK_USED = "link used"
    PASSWORD_CHANGED = "password changed"  # noqa: S105
    ROLE_CHANGED = "role changed"
    AUTHORITY_SET = "authority set"
    DEACTIVATED = "deactivated"
    ACTIVATED = "activated"
    SECOND_FACTOR_SET = "second factor set"
    SECOND_FACTOR_REMOVED = "second factor removed"
    RECOVERY_CODES_MADE = "recovery codes made"
    RECOVERY_CODE_USED = "recovery code used"
    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    SESSION_ENDED = "session ended"
    SIGN_IN_REFUSED = "sign-in refused"


class AccountEvent(Base):
    """One thing that happened to an account; `hash` covers the event and the hash before it."""

    __tablename__ = "account_event"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column()
    actor: Mapped[str] = mapped_column(sa.String(254))
    action: Mapped[str] = mapped_column(sa.String(40))
    account: Mapped[str] = mapped_column(sa.String(254))
    data: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class AccountChain(Base):
    """The head of the chain, in the one row of its table: how many events there are, and the hash of the last."""

    __tablename__ = "account_chain"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    length: Mapped[int] = mapped_column()
    head: Mapped[str] = mapped_column(sa.String(64))
