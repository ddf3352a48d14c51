"""Who the company is: free until it is handed in, frozen but for what is asked about, and every change on record."""

from dataclasses import replace
from typing import Any

import pytest

from assess.agency import portfolios
from assess.cases import assessments, identity, lookup, queries
from assess.errors import IdentityFrozen, QueriesOpen
from assess.extensions import db
from assess.store import agreement, audit
from assess.store.models import Assessment, Staff, Subject, VerdictKind
from assess.underwriting import certificates, verification
from assess.underwriting.verification import Finding
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")
OWN, OTHERS = "8000000000001", "7000000000002"
LATER = 10**6


@pytest.fixture
def underwriter(any_app: object) -> Staff:
    return builders.staff()


@pytest.fixture
def returned(underwriter: Staff) -> str:
    """A case whose every item is confirmed, but that its corporate number is asked about."""
    case = builders.submitted(corporate_number=OWN)
    builders.confirm_all(case, underwriter)
    ask = Finding(Subject.IDENTITY, identity.NUMBER, VerdictKind.QUERY, reason="番号をもう一度お確かめください。")
    verification.give_verdict(case.public_id, underwriter, ask)
    return verification.send_back(case.public_id, underwriter).public_id


def save(aid: str, **about: Any) -> Assessment:
    known = builders.details(corporate_number=OWN)
    return assessments.save_details(aid, LATER, replace(known, company={**known.company, **about}))


def hand_in(aid: str, **about: str | None) -> Assessment:
    return assessments.submit(aid, "北浜 大輔", "代表取締役", "ja", about)


def told(aid: str) -> list[dict[str, Any]]:
    return [event.data["identity"] for event in audit.events(lookup.find(aid)) if "identity" in event.data]


@pytest.mark.parametrize("change", [{"name": "別の会社 株式会社"}, {"representative": "別の 人"}])
def test_after_all_verdicts_nobody_changes_who_is_certified(returned: str, change: dict[str, str]) -> None:
    with pytest.raises(IdentityFrozen) as refused:
        save(returned, **change)
    assert refused.value.items == tuple(change)
    db.session.rollback()
    with pytest.raises(IdentityFrozen):
        hand_in(returned, **change)
    db.session.rollback()
    assert identity.stated(lookup.find(returned)) == identity.declared(lookup.find(returned))


def test_what_is_asked_about_may_be_changed_and_wants_a_new_verdict(returned: str, underwriter: Staff) -> None:
    with pytest.raises(QueriesOpen):
        hand_in(returned)
    db.session.rollback()
    save(returned, corporate_number=OTHERS)
    assert queries.still_open(lookup.find(returned)) == ()
    assert identity.judged(lookup.find(returned))[identity.NUMBER] == OWN, "what was not declared yet counts nowhere"
    hand_in(returned)
    case = verification.claim(returned, underwriter)
    assert identity.declared(case)[identity.NUMBER] == OTHERS
    assert (Subject.IDENTITY, identity.NUMBER) not in {(row.subject, row.item) for row in case.verdicts}


def test_a_number_may_be_taken_back_where_it_is_asked_about(returned: str) -> None:
    save(returned, corporate_number=None)
    assert told(returned)[-1] == {"corporate-number": {"before": OWN, "after": None}}


def test_the_contact_may_change_while_the_case_is_with_the_company(returned: str) -> None:
    assert save(returned, contact_name="大野 健").company.contact_name == "大野 健"


def test_each_change_of_a_draft_stands_in_its_log_with_before_and_after() -> None:
    draft = builders.answered(name=None, corporate_number=None, representative=None)
    invitation, _code = portfolios.invite(builders.staff(), "北浜")
    portfolios.accept(invitation.id, draft.public_id)
    save(draft.public_id, name="株式会社 北浜", representative=None)
    save(draft.public_id, name="株式会社 北浜", representative=None)
    hand_in(draft.public_id, representative="北浜 大輔")
    assert told(draft.public_id) == [
        {"name": {"before": None, "after": "北浜"}},
        {
            "name": {"before": "北浜", "after": "株式会社 北浜"},
            "corporate-number": {"before": None, "after": OWN},
        },
        {"representative": {"before": None, "after": "北浜 大輔"}},
    ]
    assert list(agreement.differing(lookup.find(draft.public_id))) == []


def test_a_name_changed_past_the_log_is_found(underwriter: Staff) -> None:
    case = builders.submitted(corporate_number=OWN)
    case.company.name = "別の会社 株式会社"
    case.declarations[-1].identity = {**case.declarations[-1].identity, "name": "別の会社 株式会社"}
    case.lineage = "0" * 32
    db.session.commit()
    assert list(agreement.differing(case)) == ["declared identity", "identity name", "lineage"]


def test_a_renewal_begins_as_the_company_was_found(underwriter: Staff) -> None:
    case = builders.submitted({"admin-mfa": "most"}, corporate_number=OWN)
    builders.confirm_all(case, underwriter)
    right = Finding(
        Subject.IDENTITY, identity.NAME, VerdictKind.CORRECTED, "株式会社 北浜精機製作所", "登記の商号です。"
    )
    verification.give_verdict(case.public_id, underwriter, right)
    certificates.issue(case.public_id, underwriter)
    assert identity.carried(case)["name"] == "株式会社 北浜精機製作所"
    assert identity.carried(case)["contact_name"] == "岸本 由香"
