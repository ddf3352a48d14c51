"""An underwriter works through a case on the pages: item by item, back to the company, to a certificate."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from assess import clock
from assess.cases import facts
from assess.extensions import db
from assess.store import issued
from assess.store.models import RoleName, Staff, State, Verdict, VerdictKind
from assess.store.second_factor import user_datastore
from assess.texts import editions
from assess.underwriting import certificates, verification
from assess.underwriting.queues import Pile
from tests import builders
from tests.rooms import Person, enter, statements, text

CHECKED = "Seen on the settings page."


@pytest.fixture
def me(app: Flask) -> Person:
    return enter(app)


def staff(person: Person) -> Staff:
    found = user_datastore.find_user(email=person.email)
    assert isinstance(found, Staff)
    return found


def submitted(app: Flask, **about: Any) -> str:
    with app.app_context():
        return builders.submitted(**about).public_id


def taken(app: Flask, me: Person, **about: Any) -> str:
    case = submitted(app, **about)
    assert me.browser.post(f"/underwriter/cases/{case}/claim").status_code == 303
    return case


def confirmed(app: Flask, me: Person, **about: Any) -> str:
    """A case that waits for nothing but the decision: every item is confirmed."""
    case = submitted(app, **about)
    with app.app_context():
        found = verification.claim(case, staff(me))
        given = {"kind": VerdictKind.CONFIRMED, "how_checked": CHECKED, "given_at": clock.now(), "reason": ""}
        for subject, item in facts.items(found):
            found.verdicts.append(Verdict(subject=subject, item=item, staff=staff(me), **given))
        db.session.commit()
    return case


def name(app: Flask, question: str) -> str:
    with app.app_context():
        return editions.latest().questions[question].name.en


def state_of(app: Flask, case: str) -> str:
    with app.app_context():
        return verification.case(case).state


def give(me: Person, case: str, item: str = "remote-mfa", subject: str = "answer", **entered: str) -> TestResponse:
    data = {"subject": subject, "item": item, **entered}
    return me.browser.post(f"/underwriter/cases/{case}/verdicts", data=data)


# --- the list -------------------------------------------------------------------------------------


def test_the_queue_shows_who_waits_with_what_was_declared(app: Flask, me: Person) -> None:
    submitted(app, name="株式会社 北浜精機")
    page = text(me.browser.get("/underwriter/"))
    assert "株式会社 北浜精機" in page
    assert "A-" in page
    assert "Waiting 1" in page
    assert "40%" in page


def test_an_empty_pile_says_what_would_fill_it(me: Person) -> None:
    page = text(me.browser.get("/underwriter/?pile=signature"))
    assert "No case waits for a second signature." in page
    for book in editions.everything().values():
        assert f"{book.review.second_signature_from}%" in page


def test_an_unknown_pile_is_the_first_one(me: Person) -> None:
    assert "No case waits." in text(me.browser.get("/underwriter/?pile=nonsense"))


def test_a_case_is_searched_for_in_all_piles(app: Flask, me: Person) -> None:
    taken(app, me, name="みなみ物流 株式会社")
    assert "みなみ物流" in text(me.browser.get("/underwriter/?words=みなみ"))
    assert "No case fits “北浜”." in text(me.browser.get("/underwriter/?words=北浜"))


def test_words_that_are_too_long_are_refused_and_stay_in_the_field(me: Person) -> None:
    answer = me.browser.get("/underwriter/?words=" + "x" * 121)
    assert answer.status_code == 400
    assert "x" * 121 in answer.get_data(as_text=True)


WHERE = {
    Pile.RETURNED: (State.RETURNED, "colleague"),
    Pile.COLLEAGUES: (State.IN_REVIEW, "colleague"),
    Pile.CLOSED: (State.DECLINED, "colleague"),
    Pile.MINE: (State.IN_REVIEW, "me"),
    Pile.WAITING: (State.SUBMITTED, None),
}


@pytest.mark.parametrize("pile", list(Pile))
def test_a_longer_pile_takes_no_more_statements(app: Flask, me: Person, pile: Pile) -> None:
    colleague = enter(app)

    def fill() -> None:
        if pile == Pile.SIGNATURE:
            confirmed(app, colleague, credits=("isms", "no-incidents"))
            return
        case = submitted(app)
        with app.app_context():
            found = verification.case(case)
            found.state, holder = WHERE[pile]
            found.underwriter = {"me": staff(me), "colleague": staff(colleague), None: None}[holder]
            db.session.commit()

    def cost() -> int:
        with statements(app) as found:
            page = text(me.browser.get(f"/underwriter/?pile={pile}"))
        assert "株式会社 北浜精機" in page
        return len(found)

    fill()
    with_one = cost()
    fill()
    fill()
    assert cost() <= with_one


# --- one item -------------------------------------------------------------------------------------


def test_an_item_shows_all_that_bears_on_it(app: Flask, me: Person) -> None:
    case = taken(app, me)
    page = text(me.browser.get(f"/underwriter/cases/{case}?item=answer:remote-mfa"))
    assert name(app, "remote-mfa") in page
    assert "6 of 6 points" in page
    with app.app_context():
        assert editions.latest().questions["remote-mfa"].marking.en in page
    assert "Condition for Standard" in page
    assert "Evidence or a note needed" in page


def test_each_possible_answer_shows_the_rate_that_it_would_give(app: Flask, me: Person) -> None:
    case = taken(app, me)
    page = text(me.browser.get(f"/underwriter/cases/{case}?item=answer:remote-mfa"))
    assert "All (declared) 40%" in page
    assert "Most Short of the condition for Standard 40% → 10% Basic" in page


def test_facts_come_first_and_can_be_turned_round(app: Flask, me: Person) -> None:
    case = taken(app, me)
    page = text(me.browser.get(f"/underwriter/cases/{case}"))
    assert "Does anyone connect to your company’s computers or servers from outside?" in page
    assert "Not accepted (turned round)" in page
    assert "Correct to another answer" not in page


def test_a_verdict_is_kept_and_leads_to_the_next_item_without_one(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = give(me, case, verdict="confirmed", how_checked=CHECKED)
    assert answer.status_code == 303
    assert answer.location.endswith("item=answer:cloud-mfa")
    page = text(me.browser.get(f"/underwriter/cases/{case}?item=answer:remote-mfa"))
    assert CHECKED in page
    assert "Confirmed 1" in page


def test_after_the_last_item_the_whole_case_is_shown(app: Flask, me: Person) -> None:
    case = confirmed(app, me)
    answer = give(me, case, item="leavers", verdict="confirmed")
    assert answer.location.endswith("/summary")


def test_a_correction_moves_the_rate_at_once(app: Flask, me: Person) -> None:
    case = taken(app, me)
    give(me, case, verdict="corrected", corrected_to="most", reason="The supplier's line has no second proof.")
    page = text(me.browser.get(f"/underwriter/cases/{case}/summary"))
    assert "Declared 40 % → Verified so far 10 %" in page
    assert f"corrected “{name(app, 'remote-mfa')}” to “Most”" in page
    assert f"{name(app, 'remote-mfa')} All Most Corrected The supplier's line has no second proof." in page


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({}, "Choose a verdict."),
        ({"verdict": "query"}, "Enter a reason: the company will read it, and it stays in the record."),
        ({"verdict": "rejected", "reason": "  "}, "Enter a reason: the company will read it"),
        ({"verdict": "confirmed"}, "Enter how you checked this"),
        ({"verdict": "corrected", "reason": "Seen."}, "Choose the answer that is right."),
        ({"verdict": "corrected", "corrected_to": "forged", "reason": "Seen."}, "not among the choices"),
        ({"verdict": "corrected", "corrected_to": "all", "reason": "Seen."}, "not among the choices"),
        ({"verdict": "forged"}, "not among the choices"),
        ({"verdict": "query", "reason": "x" * 1001}, "1000"),
    ],
)
def test_a_bad_entry_is_said_on_the_page_and_nothing_typed_is_lost(
    app: Flask, me: Person, entered: dict[str, str], sentence: str
) -> None:
    case = taken(app, me)
    answer = give(me, case, **{"how_checked": "", **entered})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert sentence in text(answer)
    assert name(app, "remote-mfa") in page
    assert entered.get("reason", "").strip() in page
    with app.app_context():
        assert verification.case(case).verdicts == []


def test_an_item_that_is_not_of_the_case_is_not_there(app: Flask, me: Person) -> None:
    case = taken(app, me)
    assert me.browser.get(f"/underwriter/cases/{case}?item=answer:forged").status_code == 404
    assert give(me, case, item="forged", verdict="query", reason="?").status_code == 404


def test_only_the_one_who_holds_the_case_gives_verdicts(app: Flask, me: Person) -> None:
    case = taken(app, enter(app))
    page = text(me.browser.get(f"/underwriter/cases/{case}?item=answer:remote-mfa"))
    assert "No verdict was given yet." in page
    answer = give(me, case, verdict="query", reason="Which way in?")
    assert answer.status_code == 409
    assert "Another underwriter is working on this case." in text(answer)


def test_a_case_that_a_colleague_holds_cannot_be_taken(app: Flask, me: Person) -> None:
    case = taken(app, enter(app))
    answer = me.browser.post(f"/underwriter/cases/{case}/claim")
    assert answer.status_code == 409


def test_answers_that_disagree_are_pointed_out_beside_both(app: Flask, me: Person) -> None:
    case = taken(app, me, changes={"incident-plan": "none"})
    for item in ("incident-plan", "incident-exercise"):
        page = text(me.browser.get(f"/underwriter/cases/{case}?item=answer:{item}"))
        assert "Do these agree? A table-top exercise is said to have been held" in page
    assert "Do these agree?" not in text(me.browser.get(f"/underwriter/cases/{case}?item=answer:training"))


def test_what_was_found_last_time_is_shown(app: Flask, me: Person) -> None:
    number = "7000000000002"
    before = confirmed(app, me, corporate_number=number, changes={"training": "within-12-months"})
    assert me.browser.post(f"/underwriter/cases/{before}/issue").status_code == 303
    case = taken(app, me, corporate_number=number)
    page = text(me.browser.get(f"/underwriter/cases/{case}?item=answer:training"))
    assert "Last time Within 12 months (found on " in page


# --- back to the company ---------------------------------------------------------------------------


def test_questions_are_read_over_before_they_go_back(app: Flask, me: Person) -> None:
    case = taken(app, me)
    give(me, case, verdict="query", reason="Does the supplier's line ask for a second proof?")
    page = text(me.browser.get(f"/underwriter/cases/{case}/send-back"))
    assert "Does the supplier's line ask for a second proof?" in page
    assert "Send back 1 question" in page
    assert me.browser.post(f"/underwriter/cases/{case}/send-back").status_code == 303
    assert state_of(app, case) == State.RETURNED


def test_nothing_goes_back_without_a_question(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = me.browser.post(f"/underwriter/cases/{case}/send-back")
    assert answer.status_code == 409
    assert "Mark at least one answer as a query first." in text(answer)
    assert state_of(app, case) == State.IN_REVIEW


def test_a_case_is_declined_with_a_reason_and_not_without(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = me.browser.post(f"/underwriter/cases/{case}/decline", data={"reason": " "})
    assert answer.status_code == 400
    assert "Enter a reason" in text(answer)
    assert (
        me.browser.post(f"/underwriter/cases/{case}/decline", data={"reason": "Nothing was shown."}).status_code == 303
    )
    assert state_of(app, case) == State.DECLINED
    assert "Nothing was shown." in text(me.browser.get(f"/underwriter/cases/{case}/summary"))


def test_a_reason_that_is_too_long_stays_in_the_field(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = me.browser.post(f"/underwriter/cases/{case}/decline", data={"reason": "x" * 1001})
    assert answer.status_code == 400
    assert "x" * 1001 in answer.get_data(as_text=True)


# --- the certificate ------------------------------------------------------------------------------


def test_what_is_missing_stands_before_the_certificate_as_links(app: Flask, me: Person) -> None:
    case = taken(app, me)
    answer = me.browser.post(f"/underwriter/cases/{case}/issue")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "34 items have no final verdict yet" in page
    assert f'href="/underwriter/cases/{case}?item=answer:remote-mfa"' in page
    assert state_of(app, case) == State.IN_REVIEW


def test_the_decision_is_read_over_before_it_is_taken(app: Flask, me: Person) -> None:
    case = confirmed(app, me, name="株式会社 北浜精機")
    page = text(me.browser.get(f"/underwriter/cases/{case}/issue"))
    for told in ("株式会社 北浜精機", "Wide", "Tier 4 Advanced", "Issue at 40%", "Valid until"):
        assert told in page


def test_the_certificate_is_issued_and_handed_out_in_both_languages(app: Flask, me: Person) -> None:
    case = confirmed(app, me)
    assert me.browser.post(f"/underwriter/cases/{case}/issue").status_code == 303
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
    refused = me.browser.post(f"/underwriter/cases/{case}/issue")
    assert refused.status_code == 409
    assert "a second underwriter must sign" in text(refused)
    own = me.browser.post(f"/underwriter/cases/{case}/countersign")
    assert own.status_code == 409
    assert "another underwriter than the one who checked the case" in text(own)
    second = enter(app)
    assert "Second signature 1" in text(second.browser.get("/underwriter/"))
    assert "Sign for 60%" in text(second.browser.get(f"/underwriter/cases/{case}/countersign"))
    assert second.browser.post(f"/underwriter/cases/{case}/countersign").status_code == 303
    assert me.browser.post(f"/underwriter/cases/{case}/issue").status_code == 303
    assert state_of(app, case) == State.CERTIFIED


def test_a_verdict_after_the_second_signature_voids_it(app: Flask, me: Person) -> None:
    case = confirmed(app, me, credits=("isms", "no-incidents"))
    enter(app).browser.post(f"/underwriter/cases/{case}/countersign")
    give(me, case, item="leavers", verdict="corrected", corrected_to="written", reason="Not reviewed this year.")
    assert me.browser.post(f"/underwriter/cases/{case}/issue").status_code == 409


def test_a_certificate_is_revoked_with_a_reason_and_anyone_who_checks_it_learns_so(app: Flask, me: Person) -> None:
    case = confirmed(app, me)
    me.browser.post(f"/underwriter/cases/{case}/issue")
    answer = me.browser.post(f"/underwriter/cases/{case}/revoke", data={"reason": ""})
    assert answer.status_code == 400
    assert "Enter a reason" in text(answer)
    assert me.browser.post(f"/underwriter/cases/{case}/revoke", data={"reason": "Declared wrongly."}).status_code == 303
    assert "Revoked" in text(me.browser.get(f"/underwriter/cases/{case}/summary"))
    with app.app_context():
        paper = issued.of(verification.case(case))
        assert paper is not None
        shown = certificates.check(paper.code)
    assert shown is not None
    assert shown.status == "revoked"


# --- the story, the languages, the door -------------------------------------------------------------


def test_the_story_of_a_case_is_told_in_words(app: Flask, me: Person) -> None:
    case = taken(app, me)
    for item in ("training", "leavers"):
        give(me, case, item=item, verdict="confirmed")
    page = text(me.browser.get(f"/underwriter/cases/{case}/summary"))
    for line in (
        "The company began the assessment",
        "declared the answers: 40%",
        "took the case",
    ):
        assert line in page
    assert "confirmed 2 items" in page


def test_the_room_speaks_japanese(app: Flask) -> None:
    me = enter(app, language="ja")
    case = taken(app, me)
    page = text(me.browser.get(f"/underwriter/cases/{case}?item=answer:remote-mfa"))
    for words in ("判定の基準", "申告のとおり確認", "保存して次へ", "が申告：40%"):
        assert words in page


def test_the_room_is_for_underwriters_only(app: Flask) -> None:
    case = f"/underwriter/cases/{submitted(app)}"
    ends = ("summary", "verdicts", "send-back", "decline", "countersign", "issue", "certificate.pdf", "revoke")
    agent = enter(app, RoleName.AGENT).browser
    for page in ("/underwriter/", case, *(f"{case}/{end}" for end in ends)):
        assert "/sign-in" in app.test_client().get(page).location
        assert agent.get(page).status_code == 403
    assert agent.post(f"{case}/claim").status_code == 403


def test_a_draft_is_not_there(app: Flask, me: Person) -> None:
    with app.app_context():
        draft = builders.answered().public_id
    assert me.browser.get(f"/underwriter/cases/{draft}").status_code == 404
    assert me.browser.get(f"/underwriter/cases/{draft}/summary").status_code == 404
