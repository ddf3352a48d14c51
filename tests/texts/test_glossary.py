"""Terms are explained at the questions that use them, and only there."""

from dataclasses import replace

import pytest
from flask import Flask

from assess.texts import editions, glossary
from scoring import Text

pytestmark = pytest.mark.usefixtures("module_app")


@pytest.mark.parametrize(
    ("question", "language", "some"),
    [
        ("remote-mfa", "ja", {"multi-factor-authentication", "vpn", "remote-desktop"}),
        ("remote-mfa", "en", {"multi-factor-authentication", "vpn", "remote-desktop"}),
        ("mail-filtering", "ja", {"sender-authentication"}),
        ("mail-filtering", "en", {"sender-authentication"}),
        ("software-updates", "en", {"operating-system", "update"}),
    ],
)
def test_a_question_has_the_terms_that_it_uses(question: str, language: str, some: set[str]) -> None:
    assert some <= set(glossary.terms_of(editions.latest(), question, language))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_term_stands_once_and_a_question_without_hard_words_has_none(language: str) -> None:
    found = glossary.terms_of(editions.latest(), "remote-mfa", language)
    assert len(found) == len(set(found))
    assert glossary.terms_of(editions.latest(), "training", language) == ()


def test_an_edition_without_a_glossary_explains_nothing() -> None:
    bare = replace(editions.latest(), glossary={})
    assert {glossary.terms_of(bare, question, "ja") for question in bare.questions} == {()}


def test_the_longest_name_counts() -> None:
    # The question speaks of IT suppliers, and of no other supplier.
    assert "it-supplier" in glossary.terms_of(editions.latest(), "restore-test", "en")
    assert "supplier" not in glossary.terms_of(editions.latest(), "restore-test", "en")


@pytest.mark.parametrize(
    ("scope", "language", "found"),
    [
        ("プログラムにログインする。", "ja", ()),
        ("ログを残す。", "ja", ("log",)),
        ("クラウドサービスを使う。", "ja", ("cloud",)),
        ("Losing the catalogue of a nasal spray.", "en", ()),
        ("Patches, macros and LOGS of NAS boxes.", "en", ("update", "macro", "log", "nas")),
    ],
)
def test_a_name_inside_another_word_is_not_that_name(scope: str, language: str, found: tuple[str, ...]) -> None:
    book = editions.latest()
    nothing = Text(ja="。", en=".")
    plain = {
        **dict.fromkeys(("ask", "why", "check"), nothing),
        "options": {},
        "scope": Text.model_construct(ja=scope, en=scope),
    }
    question = book.questions["training"].model_copy(update=plain)
    assert glossary.terms_of(replace(book, questions={"training": question}), "training", language) == found


def test_the_glossary_page_explains_every_term_in_both_languages(module_app: Flask) -> None:
    for language in ("ja", "en"):
        page = module_app.test_client().get(f"/glossary?lang={language}").get_data(as_text=True)
        for term in editions.latest().glossary.values():
            assert f'id="{term.id}"' in page
            assert term.meaning.in_(language).replace("'", "&#39;") in page
