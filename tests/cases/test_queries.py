"""A query wants an answer before a case is handed in again: another answer, a note, a file or a reply."""

from collections.abc import Callable

import pytest

from assess import clock
from assess.cases import answers, assessments, evidence, lookup, queries
from assess.cases.facts import ItemKey
from assess.errors import NotAllowed, QueriesOpen, ReplyMissing, WrongState
from assess.extensions import db
from assess.store.models import Assessment, Staff, State, Subject, VerdictKind
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from tests import builders, files

pytestmark = pytest.mark.usefixtures("any_app")
TRAINING: ItemKey = ("answer", "training")
ISMS: ItemKey = ("credit", "isms")
WEBSITE: ItemKey = ("fact", "website")
LATER = 10**6


@pytest.fixture
def underwriter(any_app: object) -> Staff:
    return builders.staff()


def asked(underwriter: Staff, *items: ItemKey) -> str:
    """A case that was sent back with questions about some items; each answer had a note before."""
    draft = builders.answered(credits=("isms",))
    answers.save(draft.public_id, draft.version, {}, {"training": "4月に行いました。"})
    aid = assessments.submit(draft.public_id, "北浜 大輔", "代表取締役", "ja").public_id
    verification.claim(aid, underwriter)
    return ask_again(underwriter, aid, *items)


def ask_again(underwriter: Staff, aid: str, *items: ItemKey) -> str:
    for subject, item in items:
        verification.give_verdict(aid, underwriter, Finding(subject, item, VerdictKind.QUERY, reason="資料を。"))
    return verification.send_back(aid, underwriter).public_id


def hand_in(aid: str) -> Assessment:
    return assessments.submit(aid, "北浜 大輔", "代表取締役", "ja")


def add_file(aid: str, key: ItemKey) -> None:
    evidence.add(aid, *key, "名簿.png", files.png(), clock.today())


def turn(aid: str, **facts: bool) -> None:
    assessments.save_details(aid, LATER, builders.details(profile={**builders.details().profile, **facts}))


ANSWERS: dict[str, tuple[ItemKey, Callable[[str], object]]] = {
    "another answer": (TRAINING, lambda aid: answers.save(aid, LATER, {"training": "never"})),
    "わからない": (TRAINING, lambda aid: answers.save(aid, LATER, {"training": "unknown"})),
    "a note": (TRAINING, lambda aid: answers.save(aid, LATER, {}, {"training": "名簿を添えます。"})),
    "a file": (TRAINING, lambda aid: add_file(aid, TRAINING)),
    "a reply": (TRAINING, lambda aid: queries.reply(aid, *TRAINING, "9月です。")),
    "a credit given up": (ISMS, lambda aid: answers.save_credits(aid, [])),
    "a file for a credit": (ISMS, lambda aid: add_file(aid, ISMS)),
    "a reply about a credit": (ISMS, lambda aid: queries.reply(aid, *ISMS, "更新中です。")),
    "a fact turned": (WEBSITE, lambda aid: turn(aid, website=False)),
    "a reply about a fact": (WEBSITE, lambda aid: queries.reply(aid, *WEBSITE, "外部の店舗だけです。")),
}


@pytest.mark.parametrize("way", ANSWERS)
def test_a_query_is_answered_in_each_of_these_ways_and_only_then_the_case_goes_on(underwriter: Staff, way: str) -> None:
    key, answer = ANSWERS[way]
    aid = asked(underwriter, key)
    with pytest.raises(QueriesOpen) as refused:
        hand_in(aid)
    assert refused.value.items == (key,)
    db.session.rollback()
    answer(aid)
    assert hand_in(aid).state == State.SUBMITTED


NO_ANSWERS: dict[str, Callable[[str], object]] = {
    "the same note": lambda aid: answers.save(aid, LATER, {}, {"training": "4月に行いました。"}),
    "a note taken away": lambda aid: answers.save(aid, LATER, {}, {"training": ""}),
    "the same answer": lambda aid: answers.save(aid, LATER, {"training": "within-6-months"}),
    "an answer that was undone": lambda aid: answers.undo(aid, answers.save(aid, LATER, {"training": "never"}).version),
    "other details": lambda aid: assessments.save_details(aid, LATER, builders.details(contact_name="別の人")),
}


@pytest.mark.parametrize("way", NO_ANSWERS)
def test_what_says_nothing_new_is_no_answer(underwriter: Staff, way: str) -> None:
    aid = asked(underwriter, TRAINING)
    NO_ANSWERS[way](aid)
    with pytest.raises(QueriesOpen):
        hand_in(aid)


def test_each_query_wants_an_answer_of_its_own(underwriter: Staff) -> None:
    aid = asked(underwriter, ISMS, TRAINING)
    answers.save(aid, LATER, {"training": "never"})
    with pytest.raises(QueriesOpen) as refused:
        hand_in(aid)
    assert refused.value.items == (ISMS,)


def test_what_was_said_to_an_earlier_query_does_not_answer_a_later_one(underwriter: Staff) -> None:
    aid = asked(underwriter, TRAINING)
    add_file(aid, TRAINING)
    answers.save(aid, LATER, {"training": "within-12-months"}, {"training": "名簿を添えます。"})
    queries.reply(aid, *TRAINING, "9月です。")
    hand_in(aid)
    verification.claim(aid, underwriter)
    ask_again(underwriter, aid, TRAINING)
    [query] = queries.listed(lookup.find(aid))
    assert (query.open, query.files, query.note, query.replies) == (True, (), "", ())


def test_a_question_that_is_no_longer_asked_wants_no_answer(underwriter: Staff) -> None:
    aid = asked(underwriter, WEBSITE, ("answer", "website-test"))
    turn(aid, website=False)
    assert [query.open for query in queries.listed(lookup.find(aid))] == [False, False]
    assert hand_in(aid).state == State.SUBMITTED


def test_all_that_was_said_since_is_listed(underwriter: Staff) -> None:
    aid = asked(underwriter, TRAINING)
    add_file(aid, TRAINING)
    answers.save(aid, LATER, {"training": "never"}, {"training": "名簿を添えます。"})
    queries.reply(aid, *TRAINING, " 9月です。 ")
    [query] = queries.listed(lookup.find(aid))
    assert (query.key, query.question) == (TRAINING, "資料を。")
    assert (query.declared, query.stated) == ("within-6-months", "never")
    assert (query.note, query.files, query.replies) == ("名簿を添えます。", ("名簿.png",), ("9月です。",))


def test_only_what_is_asked_is_replied_to_and_in_words(underwriter: Staff) -> None:
    aid = asked(underwriter, TRAINING)
    with pytest.raises(NotAllowed):
        queries.reply(aid, *ISMS, "更新中です。")
    db.session.rollback()
    with pytest.raises(ReplyMissing):
        queries.reply(aid, *TRAINING, "  ")
    db.session.rollback()
    with pytest.raises(WrongState):
        queries.reply(builders.submitted().public_id, Subject.ANSWER, "training", "9月です。")


def test_a_draft_has_no_queries() -> None:
    assert queries.listed(builders.answered()) == []
