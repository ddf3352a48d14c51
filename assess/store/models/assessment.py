"""A company, its assessment, and what it said."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from assess.store import names
from assess.store.models.base import Base, one_of
from assess.store.models.life import LIFE, Basis, Phase, State
from assess.store.models.staff import Staff
from assess.store.models.verification import Remark, Verdict


class Company(Base):
    """Who is assessed; nothing more than the assessment needs (docs/wording.md § 3).

    `name_key` is the name as it is looked for, and follows it by itself.
    """

    __tablename__ = "company"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(sa.String(120))
    name_key: Mapped[str] = mapped_column(sa.String(240), default="", server_default=sa.text("''"))
    corporate_number: Mapped[str | None] = mapped_column(sa.String(13), index=True)
    industry: Mapped[str | None] = mapped_column(sa.String(1))
    headcount: Mapped[str | None] = mapped_column(sa.String(20))
    sales: Mapped[str | None] = mapped_column(sa.String(20))
    contact_name: Mapped[str | None] = mapped_column(sa.String(80))
    contact_email: Mapped[str | None] = mapped_column(sa.String(254))
    representative: Mapped[str | None] = mapped_column(sa.String(80))

    @validates("name")
    def _keep_key(self, _field: str, name: str | None) -> str | None:
        self.name_key = names.key(name or "")
        return name


class Assessment(Base):
    """One company's assessment with one edition, from the first answer to the certificate.

    `version` grows by one at every change and is the number of the last event of its audit chain. `lineage` is the
    `public_id` of the assessment with which its series began: a renewal has that of the one it was begun from.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        one_of("state", list(State)),
        sa.CheckConstraint("premium >= 0", name="premium_positive"),
        sa.CheckConstraint("people > 0", name="people_positive"),
        sa.CheckConstraint("submitted_at IS NULL OR plan IS NOT NULL", name="plan_declared"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(sa.String(32), unique=True)
    receipt: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    lineage: Mapped[str] = mapped_column(sa.String(32), index=True)
    company_id: Mapped[int] = mapped_column(sa.ForeignKey("company.id"), index=True)
    agent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id"), index=True)
    underwriter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id"), index=True)
    countersigner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id"))
    edition: Mapped[str] = mapped_column(sa.String(80))
    plan: Mapped[str | None] = mapped_column(sa.String(40))
    premium: Mapped[int | None] = mapped_column(sa.BigInteger)
    people: Mapped[int | None] = mapped_column()
    state: Mapped[str] = mapped_column(sa.String(20), default=State.DRAFT, index=True)
    version: Mapped[int] = mapped_column(default=0)
    chain: Mapped[str] = mapped_column(sa.String(64), default="")
    language: Mapped[str] = mapped_column(sa.String(2))
    started_at: Mapped[datetime] = mapped_column()
    submitted_at: Mapped[datetime | None] = mapped_column()
    closing_note: Mapped[str] = mapped_column(sa.Text, default="")

    company: Mapped[Company] = relationship(lazy="joined")
    agent: Mapped[Staff | None] = relationship(foreign_keys=[agent_id])
    underwriter: Mapped[Staff | None] = relationship(foreign_keys=[underwriter_id])
    countersigner: Mapped[Staff | None] = relationship(foreign_keys=[countersigner_id])
    profile: Mapped[list["ProfileAnswer"]] = relationship(order_by="ProfileAnswer.id")
    answers: Mapped[list["Answer"]] = relationship(order_by="Answer.id")
    particulars: Mapped[list["ParticularAnswer"]] = relationship(
        order_by="ParticularAnswer.id", cascade="all, delete-orphan"
    )
    credits: Mapped[list["CreditClaim"]] = relationship(order_by="CreditClaim.id", cascade="all, delete-orphan")
    declarations: Mapped[list["Declaration"]] = relationship(order_by="Declaration.id")
    verdicts: Mapped[list[Verdict]] = relationship(order_by="Verdict.id", cascade="all, delete-orphan")
    remarks: Mapped[list[Remark]] = relationship(order_by="Remark.id", cascade="all, delete-orphan")

    @property
    def phase(self) -> Phase:
        """Return what holds in its present state."""
        return LIFE[State(self.state)]

    @property
    def declared_plan(self) -> str:
        """Return the plan, which is there once the assessment was declared."""
        if self.plan is None:
            raise ValueError("this assessment was not declared yet")
        return self.plan

    @property
    def known_as(self) -> str | None:
        """Return the company's name as others know it: as it was declared, or as it is called until then."""
        return self.declarations[-1].identity["name"] if self.declarations else self.company.name

    @property
    def editable(self) -> bool:
        """Say whether the company may change it now."""
        return self.phase.editable

    def may_become(self, state: str) -> bool:
        """Say whether its life has a step from here to that state."""
        return state in self.phase.steps

    def basis(self, own: bool = False) -> Basis:
        """Say what its result rests on: for the company's own eyes, or for all others.

        Others never see what the company writes after it declared, and nobody does once that is over.
        """
        if self.phase.verified:
            return Basis.VERIFIED
        declared = self.receipt is not None and not (own and self.editable)
        return Basis.DECLARED if declared else Basis.STATED


class ProfileAnswer(Base):
    """Yes or no to one profile fact; nothing while the company does not know."""

    __tablename__ = "profile_answer"
    __table_args__ = (sa.UniqueConstraint("assessment_id", "fact"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"))
    fact: Mapped[str] = mapped_column(sa.String(80))
    value: Mapped[bool | None] = mapped_column()


class Answer(Base):
    """The answer to one question, with its note.

    `raw` is what was counted, ticked or dated, as a facts file writes it; `option` is what was chosen ("unknown"
    where the company does not know), or what `raw` stood for on the day on which it was stored: a date ages.
    `answered_by` names the colleague who was asked for the domain, and is empty for the company itself.
    `version` is the assessment's version at which it was last changed: a page made before is stale for it.
    """

    __tablename__ = "answer"
    __table_args__ = (sa.UniqueConstraint("assessment_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"))
    question: Mapped[str] = mapped_column(sa.String(80))
    option: Mapped[str | None] = mapped_column(sa.String(80))
    raw: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    note: Mapped[str] = mapped_column(sa.String(1000), default="")
    answered_by: Mapped[str] = mapped_column(sa.String(80), default="", server_default=sa.text("''"))
    version: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column()


class ParticularAnswer(Base):
    """What a company tells of one particular: a word, a whole number, a text or a day, and details of it, or "".

    `version` is the assessment's version at which it was last changed, as that of an answer.
    """

    __tablename__ = "particular_answer"
    __table_args__ = (sa.UniqueConstraint("assessment_id", "particular"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"))
    particular: Mapped[str] = mapped_column(sa.String(80))
    value: Mapped[str | int] = mapped_column(sa.JSON)
    details: Mapped[str] = mapped_column(sa.String(2000), default="")
    version: Mapped[int] = mapped_column()


class CreditClaim(Base):
    """A credit that the company says it holds."""

    __tablename__ = "credit_claim"
    __table_args__ = (sa.UniqueConstraint("assessment_id", "credit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"))
    credit: Mapped[str] = mapped_column(sa.String(80))


class Declaration(Base):
    """Who declared the answers, with which wording, and who the company is, the facts and the result as they stood.

    `identity` is by item, None for what was not given.
    """

    __tablename__ = "declaration"
    __table_args__ = (sa.CheckConstraint("rate BETWEEN 0 AND 60", name="rate_at_most_60"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    title: Mapped[str] = mapped_column(sa.String(80))
    wording_version: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(2))
    declared_at: Mapped[datetime] = mapped_column()
    identity: Mapped[dict[str, str | None]] = mapped_column(sa.JSON)
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    result: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    tier: Mapped[str] = mapped_column(sa.String(40))
    rate: Mapped[int] = mapped_column()
