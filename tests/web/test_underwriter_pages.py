"""An underwriter works through a case on the pages, item by item."""

import pytest
from flask import Flask

from assess.store.models import RoleName
from assess.texts import editions
from assess.underwriting import verification
from tests import builders
from tests.rooms import Person, enter, text
from tests.web.reviewing import CHECKED, confirmed, give, name, press, submitted, taken


@pytest.fixture
def me(app: Flask) -> Person:
    return enter(app)


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


def test_who_the_company_is_comes_first_and_is_looked_up_where_the_state_keeps_its_register(
    app: Flask, me: Person
) -> None:
    case = taken(app, me, corporate_number="8000000000001")
    page = me.browser.get(f"/underwriter/cases/{case}")
    assert "Correct it" in text(page)
    assert "Not accepted" not in text(page), "a certificate needs a name"
    page = me.browser.get(f"/underwriter/cases/{case}?item=identity:corporate-number")
    assert "henkorireki-johoto.html?selHouzinNo=8000000000001" in page.get_data(as_text=True)
    assert "Not accepted (counts as not given)" in text(page)


def test_a_name_is_corrected_by_writing_it(app: Flask, me: Person) -> None:
    case = taken(app, me)
    entered = {"verdict": "corrected", "corrected_to": "株式会社 北浜", "reason": "登記の商号です。"}
    assert give(me, case, "name", "identity", **entered).status_code == 303
    page = me.browser.get(f"/underwriter/cases/{case}?item=identity:name").get_data(as_text=True)
    assert 'value="株式会社 北浜"' in page
    refused = give(me, case, "name", "identity", **{**entered, "corrected_to": "株式会社 北浜精機"})
    assert refused.status_code == 400
    assert "Enter what is right instead" in text(refused)
    wrong = give(me, case, "corporate-number", "identity", **{**entered, "corrected_to": "8000000000002"})
    assert "one digit or more must be wrong" in text(wrong)
    assert give(me, case, "corporate-number", "identity", verdict="confirmed", corrected_to="x").status_code == 303


def test_facts_can_be_turned_round(app: Flask, me: Person) -> None:
    case = taken(app, me)
    page = text(me.browser.get(f"/underwriter/cases/{case}?item=fact:remote_access"))
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
    assert press(me, before, "issue").status_code == 303
    case = taken(app, me, corporate_number=number)
    page = text(me.browser.get(f"/underwriter/cases/{case}?item=answer:training"))
    assert "Last time Within 12 months (found on " in page


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
