"""Where a person on the staff is signed in, so that the person sees it and can end it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.base import Base
from assess.store.models.browser import Browser
from assess.store.models.staff import Staff


class SignIn(Base):
    """A browser in which somebody signed in; whether that still holds, its session says.

    `kind` is what the browser says that it is, as in "Firefox, Windows".
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    browser_id: Mapped[int] = mapped_column(sa.ForeignKey("browser.id", ondelete="CASCADE"), unique=True)
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"), index=True)
    since: Mapped[datetime] = mapped_column()
    kind: Mapped[str] = mapped_column(sa.String(60))

    browser: Mapped[Browser] = relationship()
    staff: Mapped[Staff] = relationship()
