"""A case that came back: what is asked stands first, with what was said to it since, and wants an answer."""

import pytest

from assess.store.models import State, Subject
from tests.rooms import text
from tests.web.company.browser import DECLARED, DECLARED_AGAIN, Browser, Owns, returned

ALL: list[tuple[str, str]] = [(Subject.ANSWER, "remote-mfa"), (Subject.FACT, "overseas"), (Subject.CREDIT, "isms")]


@pytest.fixture
def asked(owns: Owns) -> Browser:
    return owns(returned(ALL))


def test_handing_in_again_is_refused_with_a_link_to_each_query_and_keeps_what_was_entered(asked: Browser) -> None:
    page = asked.post("declaration", DECLARED)
    assert page.status_code == 400
    assert page.text.count("についての質問に答えてください") == 3
    for place in ("domains/identity#remote-mfa", "replies/fact/overseas", "replies/credit/isms"):
        assert f'<a href="/a/{asked.aid}/{place}">' in page.text
    assert 'value="代表取締役"' in page.text
    assert asked.read(lambda case: case.state) == State.RETURNED


def test_the_read_back_and_the_task_list_begin_with_what_is_asked_and_say_what_was_said_since(asked: Browser) -> None:
    asked.choose("identity", asked.version, remote_mfa="all")
    for page, first_of_the_rest in (("declaration", "端末 "), ("", "問に回答")):
        shown = text(asked.get(page))
        queries = shown[shown.index("3件の質問") : shown.index("受付番号は変わりません")]
        assert "remote-mfaについて教えてください。" in queries
        assert "「大半」から「すべて」に変更しました" in queries
        assert (queries.count("回答済み"), queries.count("未回答")) == (1, 2)
        assert shown.index("3件の質問") < shown.index(first_of_the_rest)


def test_the_read_back_marks_the_answers_that_changed(asked: Browser) -> None:
    assert "前回の提出から変更" not in asked.get("declaration").text
    asked.choose("identity", asked.version, remote_mfa="all")
    assert asked.get("declaration").text.count("前回の提出から変更") == 1


def test_facts_and_credits_are_replied_to_in_words_and_then_the_case_goes_on(asked: Browser) -> None:
    asked.choose("identity", asked.version, remote_mfa="all")
    for item in ("fact/overseas", "credit/isms"):
        assert "について教えてください。" in asked.get(f"replies/{item}").text
        assert asked.post(f"replies/{item}", {"reply": "取引は国内だけです。"}).status_code == 303
        assert "返答：「取引は国内だけです。」" in asked.get(f"replies/{item}").text
    assert text(asked.get("")).count("未回答") == 0
    assert asked.post("declaration", DECLARED_AGAIN).status_code == 303
    assert asked.read(lambda case: case.state) == State.SUBMITTED


@pytest.mark.parametrize(("reply", "sentence"), [(" ", "返答を入力してください"), ("x" * 1001, "1000")])
def test_a_reply_needs_words_and_not_too_many(asked: Browser, reply: str, sentence: str) -> None:
    page = asked.post("replies/credit/isms", {"reply": reply})
    assert page.status_code == 400
    assert sentence in text(page)
    assert reply.strip() in page.text


def test_what_nobody_asks_about_leads_back_to_the_steps(asked: Browser) -> None:
    answer = asked.post("replies/credit/no-incidents", {"reply": "ありません。"})
    assert (answer.status_code, answer.location) == (303, f"/a/{asked.aid}/")
    assert "質問はありません" in asked.get("").text


def test_the_underwriters_questions_read_well_in_english(asked: Browser) -> None:
    asked.choose("identity", asked.version, remote_mfa="all")
    page = text(asked.get("declaration?lang=en"))
    assert "The underwriter asks about 3 items" in page
    assert "Changed from “Most” to “All”" in page
    assert page.count("Waits for you") == 2
