"""A page for each domain: what is offered, kept, refused, and how it leads on."""

import re
from dataclasses import replace

from flask import Flask

from assess.cases import assessments, facts
from assess.store.models import Assessment
from assess.texts import editions
from assess.web.views.company.progress import next_tier
from scoring import evaluate
from tests import builders
from tests.web.company.browser import Browser, Owns, checked, profile_facts, statements


def test_a_domain_is_saved_and_leads_to_the_next_one(draft: Browser) -> None:
    answer = draft.post(
        "domains/mail", {"version": draft.version, "mail-filtering": "all", "mail-filtering-note": "毎日"}
    )
    assert answer.status_code == 303
    assert "/domains/people" in answer.location
    assert draft.stored("mail-filtering") == ("all", "毎日")
    assert draft.stored("misdirected-mail") == (None, "") or draft.stored("misdirected-mail") is None


def test_the_last_domain_leads_to_the_credits_and_these_to_the_result(draft: Browser) -> None:
    assert draft.post("domains/governance", {"version": draft.version}).location.endswith("/credits")
    answer = draft.post("credits", {"held": ["isms", "no-incidents"]})
    assert answer.location.endswith("/result")
    assert draft.read(lambda case: [row.credit for row in case.credits]) == ["isms", "no-incidents"]


def test_the_best_option_stands_first_and_not_knowing_last(draft: Browser) -> None:
    page = draft.get("domains/identity").text
    offered = re.findall(r'name="remote-mfa" value="([^"]+)"', page)
    assert offered == ["all", "most", "some", "none", "unknown"]


def test_a_forged_option_brings_the_page_again_with_the_other_choices_kept(draft: Browser) -> None:
    sent = {"version": draft.version, "mail-filtering": "everything", "misdirected-mail": "most"}
    page = draft.post("domains/mail", sent)
    assert page.status_code == 400
    assert "選択肢にありません" in page.text
    assert ("misdirected-mail", "most") in checked(page)
    assert draft.stored("misdirected-mail") is None


def test_a_note_that_is_too_long_is_kept_on_the_page_and_not_stored(draft: Browser) -> None:
    page = draft.post("domains/mail", {"version": draft.version, "mail-filtering-note": "あ" * 1001})
    assert page.status_code == 400
    assert "あ" * 1001 in page.text
    assert draft.stored("mail-filtering") is None


def test_the_steps_say_how_much_is_left_and_lead_on(draft: Browser) -> None:
    page = draft.get("").text
    assert "残り約16分" in page
    assert f"/a/{draft.aid}/domains/endpoint" in page
    draft.post("domains/endpoint", {"version": draft.version, "endpoint-defence": "unknown"})
    assert "3問中1問" in draft.get("").text


def test_questions_of_a_fact_that_is_no_are_not_asked(owns: Owns) -> None:
    about = replace(builders.details(), profile=dict.fromkeys(profile_facts(), False))
    browser = owns(lambda: assessments.start(about, "ja"))
    assert 'name="remote-mfa"' not in browser.get("domains/identity").text
    assert "設問 4 ／ 26" in browser.get("domains/identity").text


def test_a_domain_page_explains_its_words(draft: Browser) -> None:
    page = draft.get("domains/identity").text
    assert editions.latest().glossary["vpn"].meaning.ja in page


def test_an_unknown_domain_is_not_there(draft: Browser) -> None:
    assert draft.get("domains/kitchen").status_code == 404


def test_another_browser_finds_nothing(app: Flask, draft: Browser) -> None:
    stranger = Browser(app.test_client(), app, draft.aid)
    for page in ("", "details", "domains/mail", "credits", "result", "declaration", "receipt", "report.pdf"):
        assert stranger.get(page).status_code == 404, page
    assert stranger.post("domains/mail", {"version": 1, "mail-filtering": "all"}).status_code == 404
    assert stranger.choose("mail", 1, mail_filtering="all").status_code == 404
    assert stranger.post("withdraw", {}).status_code == 404


def test_a_domain_page_needs_six_statements_and_a_save_at_most_twelve(draft: Browser) -> None:
    draft.get("domains/mail")  # the first page keeps the token of the forms
    with statements(draft.app) as sent:
        draft.get("domains/identity")
    assert len(sent) <= 6, sent
    data = {"version": draft.version, "remote-mfa": "all", "cloud-mfa": "most", "admin-mfa": "all", "leavers": "spoken"}
    with statements(draft.app) as sent:
        assert draft.post("domains/identity", data).status_code == 303
    assert len(sent) <= 12, "\n".join(s[:60] for s in sent)
    version = draft.version
    with statements(draft.app) as sent:
        draft.choose("identity", version, remote_mfa="some")
    assert len(sent) <= 12, "\n".join(s[:60] for s in sent)


def test_the_next_tier_never_promises_too_little_to_do(draft: Browser) -> None:
    def check(case: Assessment) -> None:
        book, said = facts.edition_of(case), facts.stated(case)
        for strength in range(0, 101, 5):
            given = {
                q.id: [o.id for o in q.options.values() if o.factor <= strength][-1] for q in book.questions.values()
            }
            for credits in ((), ("isms", "no-incidents"), ("security-action-2",)):
                now = replace(said, answers=given, credits=credits)
                result = evaluate(book, now)
                step = next_tier(book, now, result)
                if step is None:
                    assert result.tier == list(book.tiers)[-1]
                    continue
                assert step.rate == result.ways[0].rate
                missing = int(step.missing.replace(".", "")) if step.missing else 0
                tenths = 1000 * result.score.points + missing * result.score.possible
                assert tenths >= 10 * step.tier.score * result.score.possible

    draft.read(check)
