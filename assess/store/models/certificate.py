"""A certificate, its decision record, and the files made of it."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess import clock
from assess.store.models.assessment import Assessment
from assess.store.models.base import Base
from assess.store.models.staff import Staff
from assess.store.models.standing import Standing


class Certificate(Base):
    """The certificate is this row; a PDF is only its picture (docs/design.md § 4).

    `record` is the canonical JSON of the decision record; `code` is the secret part of the address
    at which a holder checks it, so that nobody can leaf through certificates by counting. `company_name` and
    `corporate_number` are who the company is as the underwriter found it.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        sa.CheckConstraint("rate BETWEEN 0 AND 60", name="rate_at_most_60"),
        sa.CheckConstraint("expires_on > issued_on", name="expires_after_issue"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"), unique=True)
    company_name: Mapped[str] = mapped_column(sa.String(120))
    corporate_number: Mapped[str | None] = mapped_column(sa.String(13), index=True)
    plan: Mapped[str] = mapped_column(sa.String(40))
    tier: Mapped[str] = mapped_column(sa.String(40))
    rate: Mapped[int] = mapped_column()
    issued_on: Mapped[date] = mapped_column()
    expires_on: Mapped[date] = mapped_column()
    record: Mapped[str] = mapped_column(sa.Text)
    record_sha256: Mapped[str] = mapped_column(sa.String(64))
    issued_by_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))
    revoked_at: Mapped[datetime | None] = mapped_column()
    revocation_reason: Mapped[str] = mapped_column(sa.String(1000), default="")
    superseded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("certificate.id"))

    assessment: Mapped[Assessment] = relationship()
    issued_by: Mapped[Staff] = relationship()
    superseded_by: Mapped["Certificate | None"] = relationship(remote_side=[id])

    def standing(self, on: date) -> Standing:
        """Say how it stands on a day; whoever shows it, prints it or counts with it asks here, and nowhere else."""
        if self.revoked_at is not None:
            return Standing.REVOKED
        if self.superseded_by_id is not None:
            return Standing.SUPERSEDED
        return Standing.EXPIRED if self.expires_on < on else Standing.VALID

    def since(self, on: date) -> date:
        """Return the first day on which it stood as it does on this one."""
        if self.revoked_at is not None:
            return clock.day_of(self.revoked_at)
        if self.superseded_by is not None:
            return self.superseded_by.issued_on
        return self.expires_on + timedelta(1) if self.expires_on < on else self.issued_on


class IssuedFile(Base):
    """A signed PDF of a certificate, kept byte for byte under its SHA-256."""

    __tablename__ = "issued_file"
    __table_args__ = (sa.UniqueConstraint("certificate_id", "language"),)

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    certificate_id: Mapped[int] = mapped_column(sa.ForeignKey("certificate.id"))
    language: Mapped[str] = mapped_column(sa.String(2))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary)
    made_at: Mapped[datetime] = mapped_column()

    certificate: Mapped[Certificate] = relationship()
