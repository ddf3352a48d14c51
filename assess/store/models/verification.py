"""What an underwriter found, item by item (docs/rules.md § 9)."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.base import Base, one_of
from assess.store.models.staff import Staff


class Subject(StrEnum):
    """What a verdict is about."""

    ANSWER = "answer"
    FACT = "fact"
    CREDIT = "credit"


class VerdictKind(StrEnum):
    """What the underwriter decided."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    QUERY = "query"


class Verdict(Base):
    """The verdict on one answer, profile fact or credit; it stands until another takes its place."""

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
    reason: Mapped[str] = mapped_column(sa.String(1000), default="")
    how_checked: Mapped[str] = mapped_column(sa.String(1000), default="")
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))
    given_at: Mapped[datetime] = mapped_column()

    staff: Mapped[Staff] = relationship()
