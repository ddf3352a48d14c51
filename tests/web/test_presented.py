"""Nobody signs what they did not see: a page that decides is good for what it showed, and for nothing else."""

import pytest
from flask import Flask

from assess.cases import passes
from assess.errors import CaseChanged
from assess.store import issued
from assess.store.models import Staff, State, VerdictKind
from assess.underwriting import certificates, verification
from assess.underwriting.presented import Presented
from assess.underwriting.verification import Finding
from tests.rooms import Person, enter, text
from tests.web.reviewing import confirmed, give, presented, press, staff, state_of

STEPS = ("issue", "countersign", "send-back", "decline", "revoke")


@pytest.fixture
def me(app: Flask) -> Person:
    return enter(app)


def ready_for(step: str, app: Flask, me: Person) -> tuple[str, Person]:
    """A case on which the step would go through, and who would take it."""
    case = confirmed(app, me, credits=("isms", "no-incidents") if step == "countersign" else ())
    if step == "send-back":
        give(me, case, item="training", verdict="query", reason="When was it?")
    if step == "revoke":
        assert press(me, case, "issue").status_code == 303
    return case, enter(app) if step == "countersign" else me


def happened(app: Flask, case: str, me: Person) -> None:
    """Something that bears on the case: a verdict, or once it is closed its certificate is taken back."""
    with app.app_context():
        found = verification.case(case)
        if found.state == State.CERTIFIED:
            paper = issued.of(found)
            assert paper is not None
            certificates.revoke(paper.number, staff(me), "Declared wrongly.")
            return
        finding = Finding("answer", "leavers", VerdictKind.CORRECTED, "written", "Not reviewed this year.")
        verification.give_verdict(case, staff(me), finding)


def left_as_it_was(app: Flask, case: str, step: str) -> bool:
    with app.app_context():
        found = verification.case(case)
        return found.state == (State.CERTIFIED if step == "revoke" else State.IN_REVIEW) and not found.countersigner


@pytest.mark.parametrize("step", STEPS)
def test_over_a_case_that_has_changed_since_nothing_is_decided_and_the_page_says_what_changed(
    app: Flask, me: Person, step: str
) -> None:
    case, who = ready_for(step, app, me)
    page = presented(who, case, step)
    happened(app, case, me)
    refused = who.browser.post(f"/underwriter/cases/{case}/{step}", data={**page, "reason": "As written."})
    assert refused.status_code == 409
    assert "Nothing was decided" in text(refused)
    assert ("revoked the certificate" if step == "revoke" else "to “Written”") in text(refused)
    assert left_as_it_was(app, case, step)


@pytest.mark.parametrize("step", STEPS)
def test_what_does_not_say_what_it_showed_decides_nothing(app: Flask, me: Person, step: str) -> None:
    case, who = ready_for(step, app, me)
    refused = who.browser.post(f"/underwriter/cases/{case}/{step}", data={"reason": "As written."})
    assert refused.status_code == 409
    assert left_as_it_was(app, case, step)


@pytest.mark.parametrize("step", STEPS)
def test_over_what_the_page_showed_it_is_decided(app: Flask, me: Person, step: str) -> None:
    case, who = ready_for(step, app, me)
    assert press(who, case, step, reason="As written.").status_code == 303


def test_a_company_that_comes_back_with_its_key_stands_in_nobodys_way(app: Flask, me: Person) -> None:
    case = confirmed(app, me)
    page = presented(me, case, "issue")
    with app.app_context():
        passes.make_key(case)
    assert me.browser.post(f"/underwriter/cases/{case}/issue", data=page).status_code == 303
    assert state_of(app, case) == State.CERTIFIED


def test_the_page_names_the_rate_that_it_showed_and_the_one_it_would_be(app: Flask, me: Person) -> None:
    case = confirmed(app, me, changes={"admin-mfa": "most"}, credits=("isms",))
    page = presented(me, case, "issue")
    give(me, case, verdict="corrected", corrected_to="some", reason="VPN only.")
    refused = me.browser.post(f"/underwriter/cases/{case}/issue", data=page)
    assert "This page showed 45%, but the answers give 25% by now." in text(refused)
    assert "Issue at 25%" in text(refused)


@pytest.mark.parametrize("shown", [60, None])
def test_a_rate_that_became_another_by_itself_is_not_signed(app: Flask, me: Person, shown: int | None) -> None:
    case = confirmed(app, me)
    with app.app_context():
        person: Staff = staff(me)
        presented_so = Presented(verification.case(case).version, shown)
        with pytest.raises(CaseChanged):
            certificates.issue(case, person, presented_so)


def test_the_certificate_that_is_replaced_is_named_before_and_no_other_is(app: Flask, me: Person) -> None:
    number = "7000000000002"
    older = confirmed(app, me, corporate_number=number)
    newer = confirmed(app, me, corporate_number=number, name="株式会社 南浜精機")
    page = presented(me, newer, "issue")
    assert press(me, older, "issue").status_code == 303
    refused = me.browser.post(f"/underwriter/cases/{newer}/issue", data=page)
    assert refused.status_code == 409
    assert "The certificates that this one replaces changed while the page was open." in text(refused)
    assert "株式会社 北浜精機, 40%, issued on" in text(refused)
    assert press(me, newer, "issue").status_code == 303
    assert "replaced by SC-" in text(me.browser.get(f"/underwriter/cases/{older}/summary"))
