"""How often something was tried: counted here, so that all processes count together."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.store.models.base import Base


class LimitCount(Base):
    """One count, until its time is over; `key` is a hash, so nobody reads here who tried what."""

    __tablename__ = "limit_count"

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    count: Mapped[int] = mapped_column()
    ends_at: Mapped[datetime] = mapped_column(index=True)
