"""Choices save themselves, can be undone, and two people never overwrite each other silently."""

import re

import pytest
from werkzeug.test import TestResponse

from assess.cases import facts
from tests.web.company.browser import Browser, checked


def test_a_choice_saves_itself_and_moves_the_estimate(draft: Browser) -> None:
    told = draft.choose("mail", draft.version, mail_filtering="all").get_json()
    assert told["saved"]
    assert told["version"] == draft.version
    assert told["estimate"] == {"rate": 0, "tier": "t0", "answered": 1, "asked": 30}
    assert "30問中 1問に回答" in told["parts"]["card"]
    assert draft.stored("mail-filtering") == ("all", "")


def test_a_note_saves_itself_beside_the_answer(draft: Browser) -> None:
    draft.choose("mail", draft.version, mail_filtering="all")
    draft.choose("mail", draft.version, mail_filtering_note="社外のサービスです")
    assert draft.stored("mail-filtering") == ("all", "社外のサービスです")


@pytest.mark.parametrize(
    ("chosen", "status"),
    [({"mail_filtering": "everything"}, 400), ({"no_such": "all"}, 400), ({"mail_filtering_note": "x" * 1001}, 400)],
)
def test_a_bad_choice_that_saves_itself_is_refused_with_a_sentence(
    draft: Browser, chosen: dict[str, str], status: int
) -> None:
    answer = draft.choose("mail", draft.version, **chosen)
    assert answer.status_code == status
    assert not answer.get_json()["saved"]
    assert answer.get_json()["sentence"]


def test_two_people_on_one_domain_never_overwrite_each_other_silently(draft: Browser) -> None:
    page_of_both = draft.version
    draft.post("domains/mail", {"version": page_of_both, "mail-filtering": "all"})
    page = draft.post("domains/mail", {"version": page_of_both, "mail-filtering": "none", "misdirected-mail": "some"})
    assert page.status_code == 409
    edition_of_today = draft.read(facts.edition_of)
    for option in ("all", "none"):
        assert edition_of_today.questions["mail-filtering"].options[option].label.ja in page.text  # type: ignore[attr-defined]
    assert ("misdirected-mail", "some") in checked(page)
    assert draft.stored("mail-filtering") == ("all", "")
    version = re.search(r'name="version"[^>]*value="(\d+)"', page.text)
    assert version
    draft.post("domains/mail", {"version": version[1], "mail-filtering": "none"})
    assert draft.stored("mail-filtering") == ("none", "")


def test_a_note_written_meanwhile_is_neither_lost_nor_overwritten(draft: Browser) -> None:
    page_of_both = draft.version
    draft.post("domains/mail", {"version": page_of_both, "mail-filtering-note": "先の補足"})
    assert draft.post("domains/mail", {"version": page_of_both, "mail-filtering-note": ""}).status_code == 303
    page = draft.post("domains/mail", {"version": page_of_both, "mail-filtering-note": "あとの補足"})
    assert page.status_code == 409
    assert "先の補足" in page.text
    assert "あとの補足" in page.text
    assert draft.stored("mail-filtering") == (None, "先の補足")


def test_a_choice_that_saves_itself_tells_what_others_changed_on_the_page(draft: Browser) -> None:
    page_of_both = draft.version
    draft.choose("mail", page_of_both, mail_filtering="all")
    told = draft.choose("mail", page_of_both, misdirected_mail="most").get_json()
    assert told["others"] == {"mail-filtering": {"option": "all", "count": None, "note": ""}}


def test_the_last_change_can_be_undone_and_done_again(draft: Browser) -> None:
    draft.choose("mail", draft.version, mail_filtering="some")
    draft.choose("mail", draft.version, mail_filtering="all")
    answer = draft.post("domains/mail", {"undo": draft.version})
    assert answer.location.endswith("/domains/mail#mail-filtering")
    assert draft.stored("mail-filtering") == ("some", "")
    draft.post("domains/mail", {"undo": draft.version})
    assert draft.stored("mail-filtering") == ("all", "")


def test_undoing_a_first_answer_leaves_the_question_open(draft: Browser) -> None:
    draft.choose("mail", draft.version, mail_filtering="some")
    draft.post("domains/people", {"undo": draft.version})
    assert draft.stored("mail-filtering") == (None, "")


def test_a_change_that_was_changed_again_cannot_be_undone(draft: Browser) -> None:
    draft.choose("mail", draft.version, mail_filtering="some")
    first = draft.version
    draft.choose("mail", draft.version, mail_filtering="all")
    assert draft.post("domains/mail", {"undo": first}).status_code == 409
    assert draft.stored("mail-filtering") == ("all", "")


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "1"])
def test_there_is_no_undo_of_what_is_no_answer(draft: Browser, version: str) -> None:
    assert draft.post("domains/mail", {"undo": version}).status_code == 404


@pytest.mark.parametrize("domain", ["kitchen", "", "mail/", "../mail"])
def test_nothing_is_stored_from_a_domain_that_there_is_not(draft: Browser, domain: str) -> None:
    answer = draft.choose(domain, draft.version, mail_filtering="all")
    assert answer.status_code == 404
    assert not answer.get_json()["saved"]
    assert draft.stored("mail-filtering") is None
    assert draft.post(f"domains/kitchen{domain}", {"version": draft.version, "mail-filtering": "all"}).status_code in (
        404,
        405,
    )
    assert draft.stored("mail-filtering") is None


def send(browser: Browser, **sent: object) -> TestResponse:
    """What the queue of a browser sends."""
    return browser.post("answers", dict(sent), headers={"Accept": "application/json"})


def test_what_waited_in_the_browser_carries_the_version_of_the_page_it_was_chosen_on(draft: Browser) -> None:
    then = draft.version
    draft.choose("mail", then, mail_filtering="all")
    now = draft.version
    told = send(draft, **{"version": now, "mail-filtering": "none", "made:mail-filtering": then})
    assert (told.status_code, told.get_json()["stale"]) == (409, True)
    assert told.get_json()["ask"].endswith("/domains/mail#mail-filtering")
    assert draft.stored("mail-filtering") == ("all", "")
    assert send(draft, **{"version": now, "mail-filtering": "none", "made:mail-filtering": now}).status_code == 200


def test_what_the_browser_sent_without_hearing_of_it_is_not_somebody_elses(draft: Browser) -> None:
    then = draft.version
    draft.choose("mail", then, mail_filtering="all")
    changed = {"version": then, "mail-filtering": "none", "made:mail-filtering": then, "sent:mail-filtering": "all"}
    assert send(draft, **changed).status_code == 200
    assert draft.stored("mail-filtering") == ("none", "")


@pytest.mark.parametrize("made", ["", "x", "-1", "１", "9" * 30])
def test_an_unreadable_version_of_one_answer_counts_as_that_of_the_page(draft: Browser, made: str) -> None:
    assert (
        send(draft, **{"version": draft.version, "mail-filtering": "all", "made:mail-filtering": made}).status_code
        == 200
    )


def test_a_browser_whose_cookie_is_gone_is_told_so_and_how_to_come_back(draft: Browser) -> None:
    version = draft.version
    for key in ("", "unknown"):
        draft.client.set_cookie("sonae", key)
        told = draft.choose("mail", version, mail_filtering="all")
        assert told.status_code == 404
        assert told.get_json()["gone"]
        assert told.get_json()["ask"] == "/continue"
        assert "Cookie" in told.get_json()["sentence"]


def test_a_script_gets_what_is_wrong_as_a_sentence_and_never_as_a_page(draft: Browser) -> None:
    draft.app.config["WTF_CSRF_ENABLED"] = True
    told = draft.choose("mail", draft.version, mail_filtering="all")
    assert (told.status_code, told.get_json()["saved"]) == (400, False)
    assert "読み込み直して" in told.get_json()["sentence"]
    assert draft.stored("mail-filtering") is None
