"""With an edition that counts hours and yen, the agent sees what the company sees of its ways up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from assess.agency import portfolios
from assess.store.models import RoleName, Staff
from assess.store.second_factor import user_datastore
from tests import second
from tests.documents import reading
from tests.rooms import Person, enter, text


@pytest.fixture
def agent(app: Flask) -> Iterator[Person]:
    with second.served():
        yield enter(app, RoleName.AGENT, "ja")


@pytest.fixture
def case(app: Flask, agent: Person) -> str:
    """A company that accepted the agent's invitation, one step below the highest tier."""
    with app.app_context():
        staff = user_datastore.find_user(email=agent.email)
        assert isinstance(staff, Staff)
        invitation, _ = portfolios.invite(staff, "株式会社 北浜精機")
        found = second.submitted({"alert-watch": "daily"}, people=12).public_id
        portfolios.accept(invitation.id, found)
    return found


def test_the_agent_sees_hours_yen_and_how_near_the_next_loss_is(agent: Person, case: str) -> None:
    page = text(agent.browser.get(f"/agent/clients/{case}"))
    assert "保守会社に頼む 2時間・144,000円" in page
    assert "2年目からの費用は、年144,000円ほどです。" in page
    assert "割引率を支えている回答が5件あります。" in page
    assert "42% → 10%" in page


def test_the_agent_prints_them_too(agent: Person, case: str, tmp_path: Path) -> None:
    report = agent.browser.get(f"/agent/clients/{case}/report.pdf?language=ja")
    assert (report.status_code, report.mimetype) == (200, "application/pdf")
    assert "保守会社、2時間、144,000円" in reading.words(reading.text(report.data, tmp_path))
