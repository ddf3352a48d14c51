"""What a browser holds: kept here, so that no late response can take it out of a cookie again."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.assessment import Assessment
from assess.store.models.base import Base
from assess.store.models.passes import Pass


class Browser(Base):
    """A browser, known by the random key in its cookie, of which only the hash is kept.

    `kept` is what its session remembers, as tagged JSON.
    """

    __tablename__ = "browser"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    kept: Mapped[str] = mapped_column(sa.Text)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class Holding(Base):
    """An assessment that a browser may open: its own, or the one domain for which a colleague was asked.

    `pass_id` names the key, link or request that opened it, and is empty where it was begun in this browser. `kind` is
    what the browser says that it is, as in "Firefox, Windows".
    """

    __tablename__ = "holding"
    __table_args__ = (sa.UniqueConstraint("browser_id", "assessment_id", "pass_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    browser_id: Mapped[int] = mapped_column(sa.ForeignKey("browser.id", ondelete="CASCADE"))
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"), index=True)
    pass_id: Mapped[int | None] = mapped_column(sa.ForeignKey("pass.id"), index=True)
    since: Mapped[datetime] = mapped_column()
    kind: Mapped[str | None] = mapped_column(sa.String(60))

    assessment: Mapped[Assessment] = relationship()
    opened_with: Mapped[Pass | None] = relationship()
