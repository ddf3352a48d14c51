"""What becomes of an invitation is decided on what is stored, whatever the page had read before."""

import sys

import pytest

from assess import agency
from assess.agency import portfolios
from assess.cases import assessments, lookup
from assess.errors import InvitationSpent, NotFound
from assess.store.models import RoleName
from tests import builders
from tests.beside import Beside, decides, same, tried, use_cases

pytestmark = pytest.mark.usefixtures("any_app")


def draft() -> str:
    return assessments.start(builders.details(), "ja").public_id


def test_every_use_case_of_the_room_is_tried_beside_a_second_session() -> None:
    nothing_stored_before = {"assess.agency.portfolios.invite"}
    assert use_cases(agency) - nothing_stored_before == tried(sys.modules[__name__])


@decides(portfolios.accept)
def test_an_invitation_taken_back_meanwhile_ties_nobody(beside: Beside) -> None:
    agent, aid = builders.staff(RoleName.AGENT), draft()
    invitation, _ = portfolios.invite(agent, "株式会社 北浜精機")
    identity = invitation.id
    with beside(lambda: portfolios.take_back(same(agent), identity)), pytest.raises(InvitationSpent):
        portfolios.accept(invitation.id, aid)
    assert lookup.find(aid).agent_id is None


@decides(portfolios.accept)
def test_an_invitation_used_meanwhile_is_not_used_again(beside: Beside) -> None:
    first, second = draft(), draft()
    invitation, _ = portfolios.invite(builders.staff(RoleName.AGENT), "株式会社 北浜精機")
    with beside(lambda: portfolios.accept(invitation.id, first)), pytest.raises(InvitationSpent):
        portfolios.accept(invitation.id, second)


@decides(portfolios.take_back)
def test_an_invitation_used_meanwhile_cannot_be_taken_back(beside: Beside) -> None:
    agent, aid = builders.staff(RoleName.AGENT), draft()
    invitation, _ = portfolios.invite(agent, "株式会社 北浜精機")
    with beside(lambda: portfolios.accept(invitation.id, aid)), pytest.raises(NotFound):
        portfolios.take_back(agent, invitation.id)
    assert lookup.find(aid).agent is not None
