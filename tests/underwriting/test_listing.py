"""Any case is found by what one has at hand, and a pile of ten thousand is read a page at a time."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from assess import clock
from assess.agency import portfolios
from assess.extensions import db
from assess.store.models import Assessment, RoleName, Staff, Subject, VerdictKind
from assess.underwriting import certificates, listing, verification
from assess.underwriting.listing import Sort, Wanted
from assess.underwriting.queues import Pile
from assess.underwriting.verification import Finding
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")
NUMBER = "7000000000002"


@pytest.fixture
def me(any_app: object) -> Staff:
    return builders.staff()


def found(me: Staff, pile: Pile = Pile.ALL, **wanted: Any) -> list[int]:
    return [line.case.id for line in listing.page(pile, me, Wanted(**wanted)).lines]


def handed_in_before(case: Assessment, days: int) -> None:
    db.session.execute(
        update(Assessment).where(Assessment.id == case.id).values(submitted_at=clock.now() - timedelta(days))
    )
    db.session.commit()


NAMES = ("北浜", "北浜精機", "北浜 精機", "㈱北浜精機", "（株）北浜\u3000精機", "株式会社北浜精機")
NUMBERS = (NUMBER, f"T{NUMBER}", "7-0000-0000-0002", "７０００００００００００２")


@pytest.mark.parametrize("words", [*NAMES, *NUMBERS])
def test_a_company_is_found_however_its_name_or_number_is_typed(me: Staff, words: str) -> None:
    case = builders.submitted(name="株式会社 北浜精機", corporate_number=NUMBER)
    builders.submitted(name="みなみ物流 株式会社", corporate_number="6000000000003")
    assert found(me, words=words) == [case.id]


def test_latin_names_are_found_in_any_case_and_width(me: Staff) -> None:
    case = builders.submitted(name="ＫＩＴＡＨＡＭＡ Works 合同会社")
    assert [found(me, words=words) for words in ("kitahama", "KITAHAMA WORKS", "ｗｏｒｋｓ")] == [[case.id]] * 3


def test_a_case_is_found_by_its_receipt_and_its_certificate(me: Staff) -> None:
    case = builders.submitted()
    builders.submitted()
    builders.confirm_all(case, me)
    paper = certificates.issue(case.public_id, me)
    receipt = str(case.receipt)
    for words in (receipt, receipt.lower(), receipt[-6:], "Ａ" + receipt[1:], paper.number, paper.number[3:]):
        assert found(me, words=words) == [case.id]


def test_an_agents_cases_are_found_by_the_agents_name_and_chosen_by_the_agent(me: Staff) -> None:
    agent = builders.staff(RoleName.AGENT)
    case = builders.submitted()
    invitation, _ = portfolios.invite(agent, "株式会社 北浜精機")
    portfolios.accept(invitation.id, case.public_id)
    builders.submitted()
    assert found(me, words="佐伯真理") == [case.id]
    assert found(me, agent=str(agent.id)) == [case.id]
    assert [person.id for person in listing.agents()] == [agent.id]


@pytest.mark.parametrize("words", ["%", "_", "・", "株式会社 丘の上"])
def test_signs_with_a_meaning_of_their_own_and_drafts_find_nothing(me: Staff, words: str) -> None:
    builders.submitted()
    builders.answered(name="株式会社 丘の上")
    assert found(me, words=words) == []


def test_the_kind_of_company_alone_finds_no_other(me: Staff) -> None:
    builders.submitted(name="有限会社 山手木工")
    assert found(me, words="株式会社") == []


def test_a_list_is_narrowed_by_what_was_declared_and_by_the_company(me: Staff) -> None:
    high, low = builders.submitted(industry="E"), builders.submitted({"training": "unknown"}, industry="D")
    none = builders.submitted({"endpoint-defence": "none", "backup-coverage": "none"}, headcount="to-5")
    rates = {line.case.id: line.rate for line in listing.page(Pile.ALL, me).lines}
    assert (rates[high.id], rates[none.id]) == (40, 0)
    assert set(found(me, rate="40-60")) == {high.id, low.id}
    assert found(me, rate="0") == [none.id]
    assert found(me, industry="D") == [low.id]
    assert found(me, headcount="to-5") == [none.id]
    assert found(me, edition="sme-cyber/2099-01") == []
    assert found(me, tier=high.declarations[-1].tier, industry="E", headcount="to-50") == [high.id]


def test_those_that_wait_long_are_chosen_by_days_and_stand_first(me: Staff) -> None:
    cases = [builders.submitted() for _ in range(3)]
    for case, days in zip(cases, (1, 6, 12), strict=True):
        handed_in_before(case, days)
    new, older, oldest = (case.id for case in cases)
    assert found(me, Pile.WAITING) == [oldest, older, new]
    assert found(me, Pile.WAITING, sort=Sort.NEWEST) == [new, older, oldest]
    assert found(me, Pile.WAITING, days="5") == [oldest, older]


def test_the_nearest_to_a_decision_stand_first_when_asked(me: Staff) -> None:
    fresh, half = builders.submitted(), builders.submitted()
    for case in (fresh, half):
        verification.claim(case.public_id, me)
    verification.give_verdict(half.public_id, me, Finding(Subject.ANSWER, "leavers", VerdictKind.CONFIRMED))
    assert found(me, Pile.MINE, sort=Sort.PROGRESS) == [half.id, fresh.id]


def test_how_far_a_case_is_follows_each_step(me: Staff) -> None:
    case = verification.claim(builders.submitted().public_id, me)
    asked = Finding(Subject.ANSWER, "leavers", VerdictKind.QUERY, reason="規程を見せてください。")
    verification.give_verdict(case.public_id, me, asked)
    [line] = listing.page(Pile.MINE, me).lines
    assert line.progress is not None
    assert (line.progress.decided, line.progress.queried) == (0, 1)
    verification.give_verdict(case.public_id, me, Finding(Subject.ANSWER, "leavers", VerdictKind.CONFIRMED))
    [line] = listing.page(Pile.MINE, me).lines
    assert line.progress is not None
    assert (line.progress.decided, line.progress.queried) == (1, 0)


def test_a_certificate_that_ends_within_ninety_days_lies_in_its_pile(
    me: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = builders.submitted()
    builders.confirm_all(case, me)
    paper = certificates.issue(case.public_id, me)
    assert found(me, Pile.EXPIRING) == []
    for days_left, there in ((91, []), (90, [case.id]), (0, [case.id]), (-1, [])):
        monkeypatch.setattr(clock, "today", lambda day=paper.expires_on - timedelta(days_left): day)
        assert found(me, Pile.EXPIRING) == there


def test_pages_follow_each_other_without_losing_or_doubling_one(me: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    cases = {builders.submitted().id for _ in range(5)}
    pages = [listing.page(Pile.WAITING, me, Wanted(number=number)) for number in (1, 2, 3)]
    assert [len(page.lines) for page in pages] == [2, 2, 1]
    assert {line.case.id for page in pages for line in page.lines} == cases
    assert (pages[0].pages, pages[0].total, pages[2].first) == (3, 5, 5)
    assert listing.page(Pile.WAITING, me, Wanted(number=99)).number == 3
