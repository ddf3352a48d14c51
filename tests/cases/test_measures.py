"""A company counts, ticks and dates its answers: what it wrote is kept, and a day ages by itself."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from assess import clock
from assess.cases import answers, assessments, facts, lookup, queries
from assess.cases.answers import Seen
from assess.errors import InvalidChoice, StaleAnswers
from assess.papers.certificate import certificate_paper
from assess.papers.press import press_of
from assess.store import audit
from assess.store.models import Assessment, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import certificates, verification
from assess.underwriting.verification import Finding
from scoring import Answer, Counted, Dated, Ticked, as_options, recompute
from tests import builders, second

ELEVEN = Counted(11, 12)


@pytest.fixture(autouse=True)
def both_editions(any_app: object) -> Iterator[None]:
    with second.served():
        yield


@pytest.fixture
def draft() -> Assessment:
    return assessments.start(builders.details(), "ja")


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon of a day in Japan."""
    noon = clock.now().replace(year=day.year, month=day.month, day=day.day, hour=3)
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.mark.parametrize(
    ("question", "raw", "option"),
    [
        ("antivirus", ELEVEN, "most"),
        ("antivirus", Counted(12, 12), "all"),
        ("hardened-baseline", Ticked(frozenset({"unused-off"})), "some"),
        ("hardened-baseline", Ticked(frozenset()), "none"),
        ("restore-test", Dated(date(1999, 12, 31)), "never"),
    ],
)
def test_what_was_counted_is_kept_with_the_option_that_it_stands_for(
    draft: Assessment, question: str, raw: Answer, option: str
) -> None:
    answers.save(draft.public_id, draft.version, {question: raw})
    row = lookup.find(draft.public_id).answers[0]
    said = facts.stated(lookup.find(draft.public_id))
    assert (row.option, facts.answer_of(row)) == (option, raw)
    assert said.answers == {question: raw}
    assert as_options(editions.latest(), said) == {question: option}


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        ("antivirus", Counted(13, 12)),
        ("antivirus", Counted(0, 0)),
        ("antivirus", Ticked(frozenset())),
        ("hardened-baseline", Ticked(frozenset({"spf"}))),
        ("restore-test", Dated(date(9999, 1, 1))),
        ("edge-patching", ELEVEN),
        ("no-such-question", ELEVEN),
    ],
)
def test_what_the_question_cannot_count_is_refused_and_nothing_is_stored(
    draft: Assessment, question: str, raw: Answer
) -> None:
    with pytest.raises(InvalidChoice):
        answers.save(draft.public_id, draft.version, {"training": "never", question: raw})
    assert facts.stated(lookup.find(draft.public_id)).answers == {}


def test_a_day_is_judged_in_japan(draft: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    """At eight in the evening of the 24th in UTC it is the 25th in Japan."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 20, tzinfo=UTC))
    answers.save(draft.public_id, draft.version, {"training": Dated(date(2026, 11, 25))})
    assert lookup.find(draft.public_id).answers[0].option == "within-6-months"


def test_an_estimate_takes_the_place_of_a_count_and_the_other_way_round(draft: Assessment) -> None:
    for answer in (ELEVEN, "most", ELEVEN, "unknown"):
        answers.save(draft.public_id, lookup.find(draft.public_id).version, {"antivirus": answer})
        assert facts.stated(lookup.find(draft.public_id)).answers == {"antivirus": answer}


def test_another_count_of_the_same_option_is_another_answer_and_not_overwritten(draft: Assessment) -> None:
    answers.save(draft.public_id, draft.version, {"antivirus": ELEVEN})
    with pytest.raises(StaleAnswers) as refused:
        answers.save(draft.public_id, 1, {"antivirus": Counted(10, 12)})
    assert refused.value.conflicts == {"antivirus": (ELEVEN, Counted(10, 12))}
    answers.save(draft.public_id, 1, {"antivirus": ELEVEN})  # the same again disagrees with nobody


def test_a_count_that_was_sent_and_never_heard_of_is_no_one_elses(draft: Assessment) -> None:
    answers.save(draft.public_id, draft.version, {"antivirus": ELEVEN})
    seen = {"antivirus": Seen(1, frozenset({ELEVEN}))}
    answers.save(draft.public_id, 1, {"antivirus": Counted(12, 12)}, bases=seen)
    assert facts.stated(lookup.find(draft.public_id)).answers == {"antivirus": Counted(12, 12)}


def test_undoing_brings_the_count_back(draft: Assessment) -> None:
    answers.save(draft.public_id, draft.version, {"antivirus": ELEVEN}, {"antivirus": "予備機は除きました。"})
    changed = answers.save(draft.public_id, lookup.find(draft.public_id).version, {"antivirus": "all"}).version
    answers.undo(draft.public_id, changed)
    row = lookup.find(draft.public_id).answers[0]
    assert (facts.answer_of(row), row.option, row.note) == (ELEVEN, "most", "予備機は除きました。")


def test_what_is_declared_holds_the_counts_the_day_and_the_head_count() -> None:
    case = second.submitted({"antivirus": ELEVEN, "edr": "most"}, people=12)
    told = case.declarations[-1].facts
    assert told["answers"]["antivirus"] == {"has": 11, "of": 12}
    assert told["answers"]["edr"] == "most"
    assert told["as_of"] == clock.today().isoformat()
    assert told["people"] == 12
    assert case.declarations[-1].result["stands_for"]["antivirus"] == "most"


def test_what_was_counted_after_the_declaration_is_not_what_was_declared() -> None:
    case = second.submitted({"antivirus": ELEVEN})
    underwriter = builders.staff()
    verification.claim(case.public_id, underwriter)
    query = Finding(Subject.ANSWER, "antivirus", VerdictKind.QUERY, reason="残る1台は何ですか。")
    verification.give_verdict(case.public_id, underwriter, query)
    returned = verification.send_back(case.public_id, underwriter)
    answers.save(case.public_id, returned.version, {"antivirus": Counted(10, 12)})
    case = lookup.find(case.public_id)
    assert answers.said(case)["antivirus"].answer == ELEVEN
    assert answers.said(case, own=True)["antivirus"].answer == Counted(10, 12)
    assert not queries.still_open(case), "another count of the same option is an answer to the query"


def test_a_day_is_judged_as_of_the_declaration_and_then_as_of_the_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    tested = date(2026, 3, 10)
    on(date(2026, 9, 1), monkeypatch)
    case = second.submitted({"restore-test": Dated(tested)})
    assert case.declarations[-1].result["stands_for"]["restore-test"] == "within-6-months"

    on(date(2027, 4, 10), monkeypatch)
    underwriter = builders.staff()
    builders.confirm_all(case, underwriter)
    case = lookup.find(case.public_id)
    stood = [facts.under_review(case), facts.verified(case)]
    options = [as_options(editions.latest(), said)["restore-test"] for said in stood]
    assert options == ["within-6-months", "within-24-months"]


def test_the_record_computes_the_certified_rate_from_the_day_of_the_decision(
    any_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(date(2026, 9, 1), monkeypatch)
    case = second.submitted({"restore-test": Dated(date(2026, 3, 10)), "edr": ELEVEN, "training": "within-12-months"})
    on(date(2026, 9, 20), monkeypatch)
    underwriter = builders.staff()
    builders.confirm_all(case, underwriter)
    issued = certificates.issue(case.public_id, underwriter)
    record = json.loads(issued.record)
    assert record["as_of"] == "2026-09-20"
    assert record["answers"]["edr"]["declared"] == {"has": 11, "of": 12}
    assert record["result"]["stands_for"]["restore-test"] == "within-12-months"
    assert record["result"]["rate"] == issued.rate
    assert recompute(record, editions.latest()) == ()

    issuer = press_of(any_app).issuer
    paper = certificate_paper(record, editions.latest(), issuer=issuer, verify_url="https://example.jp", code="")
    assert (paper.declared_rate, paper.rate) == (case.declarations[-1].rate, issued.rate)
    on_facts = [key for key in facts.items(lookup.find(case.public_id)) if key[0] != Subject.IDENTITY]
    assert paper.verdicts.confirmed == len(on_facts), "particulars are counted, too"

    on(date(2027, 8, 1), monkeypatch)
    found = facts.verified_result(lookup.find(case.public_id))
    assert (found.rate, found.stands_for["restore-test"]) == (issued.rate, "within-12-months")


def test_a_case_that_was_declined_ages_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    on(date(2026, 9, 1), monkeypatch)
    case = second.submitted({"restore-test": Dated(date(2026, 3, 10))})
    underwriter = builders.staff()
    verification.claim(case.public_id, underwriter)
    verification.decline(case.public_id, underwriter, "資料がありません。")
    on(date(2028, 9, 1), monkeypatch)
    assert facts.verified_result(lookup.find(case.public_id)).stands_for["restore-test"] == "within-6-months"


def test_a_day_without_an_answer_to_it_bears_on_nothing(draft: Assessment) -> None:
    assert facts.result(draft).rate == 0
    assert facts.stated(draft).as_of == clock.today()


def test_a_case_of_the_first_edition_stays_as_it_was() -> None:
    editions.load(second.FIRST_EDITION)
    case = builders.submitted()
    editions.load(second.published())
    case = lookup.find(case.public_id)
    assert set(case.declarations[-1].facts) == {"edition", "plan", "profile", "answers", "credits", "premium"}
    logged = [event.data for event in audit.events(case) if event.action == "answered"]
    assert {key for data in logged for said in data["answers"].values() for key in said} == {
        "option",
        "note",
        "answered_by",
    }
    underwriter = builders.staff()
    builders.confirm_all(case, underwriter)
    verification.countersign(case.public_id, builders.staff())
    issued = certificates.issue(case.public_id, underwriter)
    assert issued.rate == 40
    assert recompute(json.loads(issued.record), editions.edition("sme-cyber/2026-10")) == ()


def test_today_is_not_in_the_future(draft: Assessment) -> None:
    answers.save(draft.public_id, draft.version, {"training": Dated(clock.today())})
    with pytest.raises(InvalidChoice):
        answers.save(draft.public_id, 2, {"training": Dated(clock.today() + timedelta(1))})
