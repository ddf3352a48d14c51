"""People who sign in: underwriters and agents. Companies have no account."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from flask_security import AsaList, RoleMixin, UserMixin
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assess.store.models.base import Base, one_of


class RoleName(StrEnum):
    """What a person on the staff may do."""

    UNDERWRITER = "underwriter"
    LEAD = "lead"
    """Does all that an underwriter does, and signs what is above an underwriter's authority."""
    AGENT = "agent"
    ADMINISTRATOR = "administrator"
    """Keeps the accounts, and sees no case."""


UNDERWRITERS = (RoleName.UNDERWRITER, RoleName.LEAD)
"""Who decides cases."""


staff_roles = sa.Table(
    "staff_roles",
    Base.metadata,
    sa.Column("staff_id", sa.ForeignKey("staff.id"), primary_key=True),
    sa.Column("role_id", sa.ForeignKey("role.id"), primary_key=True),
)


class Role(Base, RoleMixin):
    """A role, by name; its permissions are in access.py."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40), unique=True)
    permissions: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))


class Staff(Base, UserMixin):
    """A person with a sign-in; the columns after `language` are what Flask-Security asks for."""

    __tablename__ = "staff"
    __table_args__ = (
        sa.CheckConstraint("email = lower(trim(email))", name="email_in_one_spelling"),
        one_of("language", ["ja", "en"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    office: Mapped[str | None] = mapped_column(sa.String(120))
    language: Mapped[str] = mapped_column(sa.String(2), server_default="ja")
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(sa.String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(sa.String(255))
    tf_last_counter: Mapped[int | None] = mapped_column(sa.BigInteger)
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    created_at: Mapped[datetime] = mapped_column()

    roles: Mapped[list[Role]] = relationship(secondary=staff_roles, lazy="selectin")  # type: ignore[assignment]
    authorities: Mapped[list["Authority"]] = relationship(order_by="Authority.plan", cascade="all, delete-orphan")

    @property
    def role(self) -> RoleName:
        """The one role of the person."""
        return RoleName(self.roles[0].name)

    @property
    def standing(self) -> str:
        """Say whether the person can sign in: active, active with one factor, waiting for the password, or inactive."""
        if not self.active:
            return "inactive"
        if self.password is None:
            return "waiting"
        return "active" if self.tf_primary_method else "one factor"

    def limit(self, plan: str) -> int | None:
        """Return the highest rate that the person may issue without a lead's signature, in percent.

        That of the plan, else that of all plans; None where none is set, and for a lead, who has none.
        """
        if self.role is not RoleName.UNDERWRITER:
            return None
        limits = {row.plan: row.rate for row in self.authorities}
        return limits.get(plan, limits.get(ALL_PLANS))


ALL_PLANS = ""
"""The plan of an authority that holds wherever a plan has none of its own."""


class Authority(Base):
    """The highest rate, in percent, that an underwriter may issue without a lead: for one plan, or for all others."""

    __tablename__ = "authority"
    __table_args__ = (sa.CheckConstraint("rate BETWEEN 0 AND 60", name="rate_at_most_60"),)

    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"), primary_key=True, autoincrement=False)
    plan: Mapped[str] = mapped_column(sa.String(40), primary_key=True, default=ALL_PLANS)
    rate: Mapped[int] = mapped_column()


class StaffLink(Base):
    """The link with which a person sets the password: at most one each, gone once used; only its hash is kept."""

    __tablename__ = "staff_link"

    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"), primary_key=True, autoincrement=False)
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column()
