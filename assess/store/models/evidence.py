"""Files that show an answer: what was said of them, and their bytes under their hash."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.base import Base
from assess.store.models.staff import Staff


class StoredFile(Base):
    """The bytes of a file, once, under their SHA-256; in the database, so that one backup holds everything."""

    __tablename__ = "stored_file"
    __table_args__ = (sa.CheckConstraint("size > 0", name="size_positive"),)

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(sa.String(100))
    size: Mapped[int] = mapped_column()
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)


class Evidence(Base):
    """A file that the company added to one answer or credit, the day on which it held good, and what it lost.

    `left_out` is what was taken out of it when it came, in the words of `uploads.left_out`.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(sa.String(32), unique=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"), index=True)
    subject: Mapped[str] = mapped_column(sa.String(10))
    item: Mapped[str] = mapped_column(sa.String(80))
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(sa.String(120))
    held_good_on: Mapped[date] = mapped_column()
    left_out: Mapped[str] = mapped_column(sa.String(120), default="", server_default=sa.text("''"))
    added_by: Mapped[str] = mapped_column(sa.String(80), default="")
    added_at: Mapped[datetime] = mapped_column()

    file: Mapped[StoredFile] = relationship()


class EvidenceOpening(Base):
    """Who on the staff saw which file of a case, and when; `whole` unless it was no more than the preview.

    It stands on its own beside the file: what was seen stays on record when a file is taken away. Its rows are never
    changed or removed. No chain of the case, so that looking at a file neither locks the case nor makes a page stale.
    """

    __tablename__ = "evidence_opening"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"), index=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    name: Mapped[str] = mapped_column(sa.String(120))
    whole: Mapped[bool] = mapped_column()
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))
    opened_at: Mapped[datetime] = mapped_column()

    staff: Mapped[Staff] = relationship()
