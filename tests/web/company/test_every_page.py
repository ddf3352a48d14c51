"""Every page of the company in every state of its case, in both languages."""

import re
from collections.abc import Callable

import pytest

from assess.cases import assessments
from assess.store.models import Assessment, Subject
from tests import builders
from tests.web.company.browser import Browser, Owns, certified, returned

PAGES = ("", "details", "domains/identity", "credits", "result", "declaration", "receipt")
CASES: dict[str, Callable[[], Assessment]] = {
    "draft": lambda: assessments.start(builders.details(), "ja"),
    "answered": builders.answered,
    "submitted": builders.submitted,
    "returned": returned([(Subject.ANSWER, "remote-mfa"), (Subject.FACT, "overseas"), (Subject.CREDIT, "isms")]),
    "certified": certified,
}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("case", CASES)
def test_every_page_has_a_title_one_heading_and_no_id_twice(owns: Owns, case: str, language: str) -> None:
    browser = owns(CASES[case])
    for name in PAGES:
        page = browser.get(f"{name}?lang={language}")
        if page.status_code == 303:
            continue
        assert page.status_code == 200, name
        assert f'<html lang="{language}">' in page.text
        assert re.search(r"<title>[^<]+ – \S", page.text), name
        assert len(re.findall(r"<h1[ >]", page.text)) == 1, name
        ids = re.findall(r'\bid="([^"]+)"', page.text)
        assert sorted(set(ids)) == sorted(ids), name
        assert not re.search(r"\sstyle=|\son\w+=", page.text), name


def test_a_form_without_its_token_changes_nothing(draft: Browser) -> None:
    draft.app.config["WTF_CSRF_ENABLED"] = True
    assert draft.post("domains/mail", {"version": 1, "mail-filtering": "all"}).status_code == 400
    assert draft.stored("mail-filtering") is None
