"""Ways into an assessment without an account; only the hash of a secret is kept."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.assessment import Assessment
from assess.store.models.base import Base, one_of


class Pass(Base):
    """A secret that opens an assessment.

    A "key" is the resume key: it works until it expires or another takes its place. A "link" goes out by
    e-mail and is used up at the first use. A "colleague" pass lets a named person answer one domain only,
    or, with the domain "", the `questions` that were open when it was made, whatever their domain.
    """

    __tablename__ = "pass"
    __table_args__ = (
        one_of("kind", ["key", "link", "colleague"]),
        sa.CheckConstraint("(kind = 'colleague') = (domain IS NOT NULL)", name="domain_of_colleague"),
        sa.CheckConstraint(
            "(questions IS NOT NULL) = (domain IS NOT NULL AND domain = '')", name="questions_of_any_domain"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    domain: Mapped[str | None] = mapped_column(sa.String(80))
    questions: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
    holder: Mapped[str] = mapped_column(sa.String(80), default="")
    created_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    used_at: Mapped[datetime | None] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column()

    assessment: Mapped[Assessment] = relationship()
