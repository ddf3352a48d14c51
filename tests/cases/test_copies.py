"""The company's copy says what was asked, how it is counted, what was declared, by whom; and nothing from later."""

import pytest

from assess.cases import answers, assessments, copies, facts, lookup, passes
from assess.errors import NotFound
from assess.store.models import Subject, VerdictKind
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from scoring import digest
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")


def test_the_copy_holds_the_declared_facts_and_their_hash() -> None:
    case = builders.submitted()
    copy = copies.of(case, 1)
    assert copy.said == facts.declared(case)
    assert copy.signed.sha256 == digest(case.declarations[-1].facts)
    assert (copy.signed.name, copy.signed.title, copy.signed.number) == ("北浜 大輔", "CEO", 1)
    assert copy.signed.identity["name"] == "株式会社 北浜精機"


def test_it_says_who_typed_what_and_with_which_note() -> None:
    aid = builders.answered().public_id
    asked = passes.answer_for(passes.ask(aid, "identity", "山田"))
    answers.save(aid, 10**6, {"remote-mfa": "most"}, {"remote-mfa": "4月に予定"}, asked)
    typed = copies.of(assessments.submit(aid, "北浜 大輔", "CEO", "ja"), 1).typed
    assert (typed["remote-mfa"].by, typed["remote-mfa"].note) == ("山田", "4月に予定")
    assert typed["training"].by == ""


def test_each_declaration_keeps_its_own_copy() -> None:
    underwriter = builders.staff()
    case = verification.claim(builders.submitted().public_id, underwriter)
    asked = Finding(Subject.ANSWER, "training", VerdictKind.QUERY, reason="記録を見せてください。")
    verification.give_verdict(case.public_id, underwriter, asked)
    verification.send_back(case.public_id, underwriter)
    before = copies.of(lookup.find(case.public_id), 1)
    answers.save(case.public_id, 10**6, {"training": "never"})
    assert copies.of(lookup.find(case.public_id), 1) == before
    again = assessments.submit(case.public_id, "北浜 大輔", "CEO", "ja")
    first, second = copies.of(again, 1), copies.of(again, 2)
    assert first == before
    assert (first.said.answers["training"], second.said.answers["training"]) == ("within-6-months", "never")
    assert first.typed["training"].at < second.typed["training"].at


@pytest.mark.parametrize("number", [0, 2, -1])
def test_there_is_no_copy_of_what_was_not_declared(number: int) -> None:
    with pytest.raises(NotFound):
        copies.of(builders.submitted(), number)
