"""An agent's clients are those who accepted the agent's invitation, and nobody else's."""

from datetime import timedelta

import pytest

from assess import clock
from assess.agency import portfolios
from assess.cases import assessments
from assess.errors import InvitationSpent, NotFound
from assess.store.models import RoleName, Staff
from tests import builders


@pytest.fixture
def agent(any_app: object) -> Staff:
    return builders.staff(RoleName.AGENT)


def test_a_company_that_accepts_becomes_the_agents_client(agent: Staff) -> None:
    invitation, _ = portfolios.invite(agent, "株式会社 北浜精機")
    draft = assessments.start(builders.details(), "ja")
    portfolios.accept(invitation.id, draft.public_id)
    assert portfolios.client(agent, draft.public_id).id == draft.id
    assert [row.assessment_id for row in portfolios.clients(agent)] == [draft.id]


def test_nobody_elses_clients_are_shown(agent: Staff) -> None:
    other = builders.staff(RoleName.AGENT)
    invitation, _ = portfolios.invite(other, "株式会社 北浜精機")
    theirs = assessments.start(builders.details(), "ja")
    portfolios.accept(invitation.id, theirs.public_id)
    uninvited = assessments.start(builders.details(), "ja")
    for assessment in (theirs, uninvited):
        with pytest.raises(NotFound):
            portfolios.client(agent, assessment.public_id)
    assert portfolios.clients(agent) == []


def test_an_invitation_works_once(agent: Staff) -> None:
    invitation, _ = portfolios.invite(agent, "株式会社 北浜精機")
    portfolios.accept(invitation.id, assessments.start(builders.details(), "ja").public_id)
    with pytest.raises(InvitationSpent):
        portfolios.accept(invitation.id, assessments.start(builders.details(), "ja").public_id)


def test_an_invitation_that_was_taken_back_or_is_too_old_or_wrong_does_not_work(
    agent: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation, taken_back = portfolios.invite(agent, "A社")
    portfolios.take_back(agent, invitation.id)
    _, old = portfolios.invite(agent, "B社")
    later = clock.now() + timedelta(days=portfolios.VALID_DAYS, seconds=1)
    for secret in (taken_back, "no such secret"):
        with pytest.raises(InvitationSpent):
            portfolios.open_invitation(secret)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(InvitationSpent):
        portfolios.open_invitation(old)


def test_an_agent_cannot_take_back_anothers_invitation(agent: Staff) -> None:
    invitation, secret = portfolios.invite(builders.staff(RoleName.AGENT), "A社")
    with pytest.raises(NotFound):
        portfolios.take_back(agent, invitation.id)
    assert portfolios.open_invitation(secret).id == invitation.id
