"""What lists show of a case without reading it whole (docs/design.md § 4)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.assessment import Assessment
from assess.store.models.base import Base


class CaseProgress(Base):
    """How far a case is; written in the transaction that changes it, and never decided on.

    `items`, `decided` and `queried` count items, `unsaid` the remarks that are missing. `rate` is percent, as verified
    so far on the day of the last change: days go on, so it is a little old. `signature` says whether no more than a
    second signature is missing.
    """

    __tablename__ = "case_progress"

    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"), primary_key=True, autoincrement=False)
    items: Mapped[int] = mapped_column()
    decided: Mapped[int] = mapped_column()
    queried: Mapped[int] = mapped_column()
    unsaid: Mapped[int] = mapped_column()
    rate: Mapped[int] = mapped_column()
    signature: Mapped[bool] = mapped_column(index=True)

    assessment: Mapped[Assessment] = relationship()
