"""What ends or hands on a case: back to the company, declined, signed, to a certificate, revoked."""

import pytest
from flask import Flask

from assess.store import issued
from assess.store.models import State
from assess.underwriting import certificates, verification
from tests.rooms import Person, enter, text
from tests.web.reviewing import confirmed, give, press, state_of, taken


@pytest.fixture
def me(app: Flask) -> Person:
    return enter(app)


def test_questions_are_read_over_before_they_go_back(app: Flask, me: Person) -> None:
    case = taken(app, me)
    give(me, case, verdict="query", reason="Does the supplier's line ask for a second proof?")
    page = text(me.browser.get(f"/underwriter/cases/{case}/send-back"))
    assert "Does the supplier's line ask for a second proof?" in page
    assert "Send back 1 question" in page
    assert press(me, case, "send-back").status_code == 303
    assert state_of(app, case) == State.RETURNED


def test_nothing_goes_back_without_a_question(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = press(me, case, "send-back")
    assert answer.status_code == 409
    assert "Mark at least one answer as a query first." in text(answer)
    assert state_of(app, case) == State.IN_REVIEW


def test_a_case_is_declined_with_a_reason_and_not_without(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = press(me, case, "decline", reason=" ")
    assert answer.status_code == 400
    assert "Enter a reason" in text(answer)
    assert press(me, case, "decline", reason="Nothing was shown.").status_code == 303
    assert state_of(app, case) == State.DECLINED
    assert "Nothing was shown." in text(me.browser.get(f"/underwriter/cases/{case}/summary"))


def test_a_reason_that_is_too_long_stays_in_the_field(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = press(me, case, "decline", reason="x" * 1001)
    assert answer.status_code == 400
    assert "x" * 1001 in answer.get_data(as_text=True)


def test_what_is_missing_stands_before_the_certificate_as_links(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = press(me, case, "issue")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "37 items have no final verdict yet" in page
    assert f'href="/underwriter/cases/{case}?item=answer:remote-mfa"' in page
    assert state_of(app, case) == State.IN_REVIEW


def test_the_decision_is_read_over_before_it_is_taken(app: Flask, me: Person) -> None:
    case = confirmed(app, me, name="株式会社 北浜精機")
    page = text(me.browser.get(f"/underwriter/cases/{case}/issue"))
    for told in ("株式会社 北浜精機", "Wide", "Tier 4 Advanced", "Issue at 40%", "Valid until"):
        assert told in page


def test_the_certificate_is_issued_and_handed_out_in_both_languages(app: Flask, me: Person) -> None:
    case = confirmed(app, me)
    assert press(me, case, "issue").status_code == 303
    assert state_of(app, case) == State.CERTIFIED
    page = text(me.browser.get(f"/underwriter/cases/{case}/summary"))
    assert "The certificate was issued." in page
    assert "SC-" in page
    for language in ("ja", "en"):
        paper = me.browser.get(f"/underwriter/cases/{case}/certificate.pdf?language={language}")
        assert paper.mimetype == "application/pdf"
        assert paper.data.startswith(b"%PDF")


def test_there_is_no_certificate_before_it_is_issued(app: Flask, me: Person) -> None:
    case = taken(app, me)
    for page in ("certificate.pdf", "revoke"):
        assert me.browser.get(f"/underwriter/cases/{case}/{page}").status_code == 404


def test_a_rate_of_fifty_or_more_wants_a_second_underwriter(app: Flask, me: Person) -> None:
    case = confirmed(app, me, credits=("isms", "no-incidents"))
    refused = press(me, case, "issue")
    assert refused.status_code == 409
    assert "a second underwriter must sign" in text(refused)
    own = press(me, case, "countersign")
    assert own.status_code == 409
    assert "another underwriter than whoever checked the case" in text(own)
    second = enter(app)
    assert "Second signature 1" in text(second.browser.get("/underwriter/"))
    assert "Sign for 60%" in text(second.browser.get(f"/underwriter/cases/{case}/countersign"))
    assert press(second, case, "countersign").status_code == 303
    assert press(me, case, "issue").status_code == 303
    assert state_of(app, case) == State.CERTIFIED


def test_a_verdict_after_the_second_signature_voids_it(app: Flask, me: Person) -> None:
    case = confirmed(app, me, credits=("isms", "no-incidents"))
    press(enter(app), case, "countersign")
    give(me, case, item="leavers", verdict="corrected", corrected_to="written", reason="Not reviewed this year.")
    assert press(me, case, "issue").status_code == 409


def test_a_certificate_is_revoked_with_a_reason_and_anyone_who_checks_it_learns_so(app: Flask, me: Person) -> None:
    case = confirmed(app, me)
    press(me, case, "issue")
    answer = press(me, case, "revoke", reason="")
    assert answer.status_code == 400
    assert "Enter a reason" in text(answer)
    assert press(me, case, "revoke", reason="Declared wrongly.").status_code == 303
    assert "Revoked" in text(me.browser.get(f"/underwriter/cases/{case}/summary"))
    with app.app_context():
        paper = issued.of(verification.case(case))
        assert paper is not None
        shown = certificates.check(paper.code)
    assert shown is not None
    assert shown.status == "revoked"
