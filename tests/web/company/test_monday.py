"""What the result page begins with: what to do first, and with whom; and what is never promised there."""

import re

import pytest

from assess.cases import facts
from tests import builders
from tests.rooms import text
from tests.web.company.browser import Browser, Owns, returned

UNKNOWN = {"restore-test": "unknown", "training": "unknown", "log-retention": "unknown"}


def question(browser: Browser, name: str, what: str) -> str:
    """A Japanese text of a question."""
    return browser.read(lambda case: getattr(facts.edition_of(case).questions[name], what).ja)  # type: ignore[return-value]


def test_the_page_begins_with_what_is_not_known_and_how_to_ask(owns: Owns) -> None:
    browser = owns(lambda: builders.answered(UNKNOWN))
    page = text(browser.get("result"))
    assert page.index("まず確かめる 3問、電話1本") < page.index("いまの割引率") < page.index("上の区分へ")
    asked = [page.index(question(browser, name, "ask")) for name in ("restore-test", "training", "log-retention")]
    assert asked == sorted(asked)
    for name in UNKNOWN:
        assert question(browser, name, "check") in page


def test_it_says_what_the_rate_would_be_if_all_of_it_were_done(owns: Owns) -> None:
    page = text(owns(lambda: builders.answered(UNKNOWN)).get("result"))
    assert "すべてができていれば、20%は40%になります（目安）。" in page


def test_the_list_is_a_page_of_its_own_to_print_and_to_copy(owns: Owns) -> None:
    browser = owns(lambda: builders.answered(UNKNOWN))
    sheet = browser.get("to-ask")
    copied = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", sheet.text, re.DOTALL)
    assert copied
    for name in UNKNOWN:
        assert question(browser, name, "ask") in copied[1]
        assert question(browser, name, "check") in copied[1]
    assert "24か月以内に試した" in text(sheet)


def test_one_press_leads_to_the_link_for_all_of_it(owns: Owns) -> None:
    browser = owns(lambda: builders.answered(UNKNOWN))
    assert f'href="/a/{browser.aid}/colleagues?domain=open"' in browser.get("result").text
    asking = browser.get("colleagues?domain=open").text
    assert re.search(r'<option selected value="open">[^<]*3問', asking)


def test_where_questions_are_unanswered_these_come_first(draft: Browser) -> None:
    page = text(draft.get("result"))
    assert "まず答える 30問" in page
    assert "まず確かめる" not in page


def test_where_all_is_known_the_page_begins_with_the_way(owns: Owns) -> None:
    page = text(owns(lambda: builders.answered({"cloud-mfa": "most"})).get("result"))
    assert page.index("まず取りかかる 1件の対策") < page.index("いまの割引率")
    assert "メールとクラウドの全員に多要素認証" in page


def test_without_a_discount_the_main_step_is_to_save_and_improve(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"endpoint-defence": "none"}))
    page = browser.get("result")
    assert "割引率が0%のままでは、申告しても証明書は発行されません。" in text(page)
    assert re.search(r'<a class="button" href="/a/\w+/key">保存して、対策を進める</a>', page.text)
    assert f'class="button" href="/a/{browser.aid}/declaration"' not in page.text
    assert "割引率が0%のままでは" in text(browser.get("declaration"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_was_handed_in_still_shows_what_is_not_known_but_hands_nothing_on(owns: Owns, language: str) -> None:
    browser = owns(lambda: builders.submitted(UNKNOWN))
    page = browser.get(f"result?lang={language}")
    assert "colleagues" not in page.text
    assert ("まず確かめる" if language == "ja" else "Find out first") in text(page)


def test_a_step_is_called_by_what_it_asks_itself(owns: Owns) -> None:
    page = text(owns(lambda: builders.answered({"endpoint-defence": "none"})).get("result"))
    assert "端末の防御を「ウイルス対策のみ」に" in page
    assert "EDRで固める" not in page.split("ほかの対策も試す")[0]


def test_good_answers_are_no_weaknesses(owns: Owns) -> None:
    page = text(owns(lambda: builders.answered({"training": "within-12-months", "leavers": "none"})).get("result"))
    assert "弱点と、事故の例 1問" in page
    assert "さらに伸ばせる点 1問" in page


def test_yen_are_estimates_and_accidents_examples_on_every_page_that_shows_them(owns: Owns) -> None:
    browser = owns(lambda: builders.answered({"cloud-mfa": "most"}, premium=500_000))
    for page in (text(browser.get("result")), text(browser.client.get("/"))):
        assert "決めるのは保険会社です。" in page
        assert "対策で最大40%、認証などの加点を含めて最大60%" in page
        assert page.count("最大60%") == page.count("加点を含めて最大60%")
        for told in ("実際に起きた", "実際にあった", "実際の事故"):
            assert told not in page


def test_what_was_sent_back_comes_before_all_else_and_can_be_handed_on(owns: Owns) -> None:
    page = owns(returned([("answer", "training")])).get("result")
    said = text(page)
    assert (
        said.index("引受担当者から1件の質問があります")
        < said.index("質問への回答を、ほかの人に頼む")
        < said.index("いまの割引率")
    )
    assert "まず確かめる" not in said and "まず取りかかる" not in said


def test_a_half_answered_draft_leads_on_by_one_button(draft: Browser) -> None:
    page = draft.get("result").text
    assert page.count('class="button"') == 1
    assert "試算書を印刷する" in page
