"""What an underwriter found, item by item (docs/rules.md § 9)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.base import Base, one_of
from assess.store.models.staff import Staff


class Subject(StrEnum):
    """What a verdict is about."""

    ANSWER = "answer"
    FACT = "fact"
    CREDIT = "credit"
    PARTICULAR = "particular"
    IDENTITY = "identity"


class VerdictKind(StrEnum):
    """What the underwriter decided."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    QUERY = "query"


class Verdict(Base):
    """The verdict on one item; it stands until another takes its place.

    `corrected_to` is the right answer in a word: an option, or the first letters of what a particular or a name is.
    `corrected_raw` is all of it where a word is not enough, as a facts file writes it.
    """

    __tablename__ = "verdict"
    __table_args__ = (
        sa.UniqueConstraint("assessment_id", "subject", "item"),
        one_of("subject", list(Subject)),
        one_of("kind", list(VerdictKind)),
        sa.CheckConstraint("kind = 'confirmed' OR reason <> ''", name="reason_given"),
        sa.CheckConstraint("(kind = 'corrected') = (corrected_to IS NOT NULL)", name="corrected_to_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"))
    subject: Mapped[str] = mapped_column(sa.String(10))
    item: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(10))
    corrected_to: Mapped[str | None] = mapped_column(sa.String(80))
    corrected_raw: Mapped[Any] = mapped_column(sa.JSON(none_as_null=True), nullable=True)
    reason: Mapped[str] = mapped_column(sa.String(1000), default="")
    how_checked: Mapped[str] = mapped_column(sa.String(1000), default="")
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))
    given_at: Mapped[datetime] = mapped_column()

    staff: Mapped[Staff] = relationship()


class Matter(StrEnum):
    """On what an underwriter must write a word before issue."""

    CONTRADICTION = "contradiction"
    PARTICULAR = "particular"


class Remark(Base):
    """An underwriter's word on answers that disagree, or on a particular that is referred; the latest stands."""

    __tablename__ = "remark"
    __table_args__ = (
        sa.UniqueConstraint("assessment_id", "matter", "item"),
        one_of("matter", list(Matter)),
        sa.CheckConstraint("text <> ''", name="text_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"))
    matter: Mapped[str] = mapped_column(sa.String(20))
    item: Mapped[str] = mapped_column(sa.String(80))
    text: Mapped[str] = mapped_column(sa.String(1000))
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))
    given_at: Mapped[datetime] = mapped_column()

    staff: Mapped[Staff] = relationship()
