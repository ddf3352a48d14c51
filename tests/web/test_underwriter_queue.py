"""The list of cases: who waits, what fits the words searched for."""

from datetime import timedelta

import pytest
from flask import Flask

from assess import clock
from assess.extensions import db
from assess.store.models import State
from assess.texts import editions
from assess.underwriting import certificates, listing, verification
from assess.underwriting.queues import Pile
from tests.rooms import Person, enter, statements, text
from tests.web.reviewing import confirmed, staff, submitted, taken


@pytest.fixture
def me(app: Flask) -> Person:
    return enter(app)


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
    Pile.ALL: (State.SUBMITTED, None),
}
AT_MOST = 12
"""Statements for a page of the list, the person's session, sign-in and their own piles included."""


@pytest.mark.parametrize("pile", list(Pile))
def test_a_longer_pile_takes_no_more_statements(app: Flask, me: Person, pile: Pile) -> None:
    colleague = enter(app)

    def fill() -> None:
        if pile == Pile.SIGNATURE:
            confirmed(app, colleague, credits=("isms", "no-incidents"))
            return
        if pile == Pile.EXPIRING:
            expiring(app, colleague)
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
    assert cost() <= min(with_one, AT_MOST)


def expiring(app: Flask, underwriter: Person) -> None:
    case = confirmed(app, underwriter)
    with app.app_context():
        paper = certificates.issue(case, staff(underwriter))
        paper.expires_on = clock.today() + timedelta(30)
        db.session.commit()


def test_one_press_takes_the_next_case_and_says_where_none_waits(app: Flask, me: Person) -> None:
    case = submitted(app)
    taken_case = me.browser.post("/underwriter/next")
    assert (taken_case.status_code, case in taken_case.headers["Location"]) == (303, True)
    assert "No case waits just now." in text(me.browser.post("/underwriter/next", follow_redirects=True))


def test_a_case_is_given_back_and_called_back_by_a_button(app: Flask, me: Person) -> None:
    case = taken(app, me)
    assert "Give the case back to the queue" in text(me.browser.get(f"/underwriter/cases/{case}/summary"))
    page = me.browser.post(f"/underwriter/cases/{case}/release", follow_redirects=True)
    assert "The case waits again" in text(page)
    assert "Take this case" in text(me.browser.get(f"/underwriter/cases/{case}/summary"))


def test_the_address_of_the_next_page_keeps_what_was_chosen(
    app: Flask, me: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 1)
    submitted(app)
    submitted(app)
    page = me.browser.get("/underwriter/?pile=waiting&industry=E&sort=rate").get_data(as_text=True)
    assert "pile=waiting&amp;industry=E&amp;sort=rate&amp;page=2" in page
    assert "Page 2 of 2" in text(me.browser.get("/underwriter/?pile=waiting&industry=E&sort=rate&page=2"))


def test_what_is_no_choice_narrows_nothing(app: Flask, me: Person) -> None:
    submitted(app)
    page = text(me.browser.get("/underwriter/?industry=nonsense&agent=x&days=-1&page=99"))
    assert "株式会社 北浜精機" in page
