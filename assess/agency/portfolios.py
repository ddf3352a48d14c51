"""An agent's clients: invite, see, take an invitation back; a client accepts. One function, one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from assess import clock, limits
from assess.cases import identity, lookup
from assess.errors import InvitationSpent, NotFound
from assess.extensions import db
from assess.store import audit, codes
from assess.store.models import Action, Assessment, Event, Invitation, Staff

VALID_DAYS = limits.INVITATION_DAYS


def clients(agent: Staff) -> list[Invitation]:
    """List the agent's invitations with the assessments that came of them, the latest first."""
    chosen = sa.select(Invitation).where(Invitation.agent_id == agent.id).order_by(Invitation.id.desc())
    said = (
        Assessment.profile,
        Assessment.answers,
        Assessment.particulars,
        Assessment.credits,
        Assessment.declarations,
    )
    parts = [selectinload(part) for part in (*said, Assessment.verdicts)]
    whole = selectinload(Invitation.assessment).options(*parts)
    return list(db.session.scalars(chosen.options(whole)))


def last_changes(cases: Sequence[Assessment]) -> dict[int, datetime]:
    """Return when each of the cases last changed, by its id."""
    latest = sa.select(Event.assessment_id, sa.func.max(Event.at)).group_by(Event.assessment_id)
    chosen = latest.where(Event.assessment_id.in_([case.id for case in cases]))
    return dict(db.session.execute(chosen).all())


def client(agent: Staff, public_id: str) -> Assessment:
    """Return the assessment of one of the agent's own clients; raises NotFound for any other."""
    chosen = sa.select(Assessment).where(Assessment.public_id == public_id, Assessment.agent_id == agent.id)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound
    return found


def invite(agent: Staff, company_name: str) -> tuple[Invitation, str]:
    """Make an invitation; the code of its link is returned once and never kept."""
    secret, now = codes.make(), clock.now()
    invitation = Invitation(
        agent=agent,
        company_name=company_name,
        token_hash=codes.token_hash(secret),
        created_at=now,
        expires_at=now + timedelta(days=VALID_DAYS),
    )
    db.session.add(invitation)
    db.session.commit()
    return invitation, secret


def take_back(agent: Staff, invitation_id: int) -> None:
    """Make an unused invitation useless; raises NotFound for one that is not the agent's or was used."""
    unused = (
        sa.update(Invitation)
        .where(
            Invitation.id == invitation_id,
            Invitation.agent_id == agent.id,
            Invitation.assessment_id.is_(None),
        )
        .values(revoked_at=sa.func.coalesce(Invitation.revoked_at, clock.now()))
        .returning(Invitation.id)
    )
    if db.session.scalar(unused, execution_options={"synchronize_session": False}) is None:
        raise NotFound
    db.session.commit()


def open_invitation(typed: str) -> Invitation:
    """Return the invitation behind a code; raises InvitationSpent unless it can still be used."""
    return _usable(Invitation.token_hash == codes.token_hash(codes.typed(typed)))


def opened(invitation_id: int) -> Invitation:
    """Return an invitation whose code was given before; raises InvitationSpent unless it can still be used."""
    return _usable(Invitation.id == invitation_id)


def accept(invitation_id: int, public_id: str) -> Assessment:
    """Tie an assessment to the agent who invited the company; raises InvitationSpent."""
    assessment = lookup.take(public_id)
    invitation = opened(invitation_id)
    invitation.assessment = assessment
    # Until the company says its own name, at the declaration, it is called as its agent calls it.
    called = {} if assessment.company.name else {"name": invitation.company_name}
    who = identity.describe(assessment, called)
    assessment.agent = invitation.agent
    audit.append(assessment, "company", Action.INVITATION_ACCEPTED, agent=invitation.agent.email, **who)
    db.session.commit()
    return assessment


def _usable(which: sa.ColumnElement[bool]) -> Invitation:
    found = db.session.scalar(sa.select(Invitation).where(which).with_for_update())
    if found is None or found.revoked_at or found.assessment_id or found.expires_at < clock.now():
        raise InvitationSpent
    return found
