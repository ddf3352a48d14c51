"""The audit log, and the counters behind the numbers on papers."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.store.models.base import Base


class Action(StrEnum):
    """What can happen to an assessment; the words are stored, and never change."""

    STARTED = "started"
    DETAILS_SAVED = "details saved"
    ANSWERED = "answered"
    CREDITS_SAVED = "credits saved"
    PARTICULARS_SAVED = "particulars saved"
    EVIDENCE_ADDED = "evidence added"
    EVIDENCE_REMOVED = "evidence removed"
    INVITATION_ACCEPTED = "invitation accepted"
    KEY_MADE = "resume key made"
    KEY_REVOKED = "resume key revoked"
    RESUMED = "resumed"
    LINK_MAILED = "link mailed"
    COLLEAGUE_ASKED = "colleague asked"
    COLLEAGUE_OPENED = "colleague opened"
    COLLEAGUE_TAKEN_BACK = "colleague taken back"
    BROWSER_ENDED = "browser ended"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    CLAIMED = "claimed"
    RELEASED = "released"
    RECALLED = "recalled"
    VERDICT = "verdict"
    REMARKED = "remarked"
    SENT_BACK = "sent back"
    REPLIED = "replied"
    DECLINED = "declined"
    COUNTERSIGNED = "countersigned"
    ISSUED = "issued"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


COMINGS = frozenset({Action.KEY_MADE, Action.KEY_REVOKED, Action.BROWSER_ENDED, Action.RESUMED, Action.LINK_MAILED})
"""How the company gets into its own assessment: no part of the story that an underwriter judges."""


class Event(Base):
    """One thing that happened to an assessment; `hash` covers the event and the hash before it."""

    __tablename__ = "event"
    __table_args__ = (sa.UniqueConstraint("assessment_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"))
    sequence: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column()
    actor: Mapped[str] = mapped_column(sa.String(120))
    action: Mapped[str] = mapped_column(sa.String(40))
    data: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class Series(Base):
    """The last number given out in a series in a year; a row is locked while a number is taken."""

    __tablename__ = "series"

    kind: Mapped[str] = mapped_column(sa.String(4), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column()
