"""An agent's invitations: through them, and only through them, a company becomes an agent's client."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.assessment import Assessment
from assess.store.models.base import Base
from assess.store.models.staff import Staff


class Invitation(Base):
    """A link that an agent gives to a client; only the hash of its token is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    agent_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"), index=True)
    company_name: Mapped[str] = mapped_column(sa.String(120))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column()
    assessment_id: Mapped[int | None] = mapped_column(sa.ForeignKey("assessment.id"), unique=True)

    agent: Mapped[Staff] = relationship()
    assessment: Mapped[Assessment | None] = relationship()
