"""The company tells what the insurer must know: with why it is asked, blanks may stay, nothing is lost."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assess.cases import assessments, facts, lookup, particulars
from assess.store.models import Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from assess.web.forms.particulars import number_in
from assess.web.forms.people import people_in
from scoring import Told
from tests import builders, second
from tests.browsers import let_own
from tests.web.company.browser import DECLARED, Browser, checked

YES = {"told-incidents": "yes", "details-incidents": "昨年、社員のPCが1台感染しました。"}
REQUIRED = {"told-incidents": "no", "told-records": "up-to-1000", "told-sensitive": "no"}


@pytest.fixture
def draft(app: Flask, client: FlaskClient) -> Iterator[Browser]:
    """A draft of the second edition in which all is answered and told."""
    with second.served():
        with app.app_context():
            aid = second.answered().public_id
        let_own(app, client, aid)
        yield Browser(client, app, aid)


@pytest.fixture
def begun(draft: Browser) -> Browser:
    """A draft in which nothing is told yet."""
    with draft.app.app_context():
        aid = assessments.start(builders.details(), "ja").public_id
    let_own(draft.app, draft.client, aid)
    return Browser(draft.client, draft.app, aid)


def told(draft: Browser) -> dict[str, Told]:
    with draft.app.app_context():
        return facts.told(lookup.find(draft.aid))


def tell(draft: Browser, **sent: object) -> object:
    return draft.post("particulars", {"version": draft.version, **{k.replace("_", "-"): v for k, v in sent.items()}})


def test_they_are_asked_after_the_last_domain_with_why_they_are_asked(begun: Browser) -> None:
    last = list(editions.latest().domains)[-1]
    onward = begun.post(f"domains/{last}", {"version": begun.version})
    assert onward.location.endswith("/particulars")
    page = begun.get("particulars").text
    for particular in editions.latest().particulars.values():
        assert particular.ask.ja in page
        assert particular.help.ja in page
    assert "点数や割引率には使いません" in page
    assert begun.post("particulars", {"version": begun.version}).location.endswith("/credits")


def test_what_is_told_is_stored_and_shown_again(begun: Browser) -> None:
    begun.post("particulars", {"version": begun.version, **REQUIRED, **YES, "told-clouds": "Microsoft 365\n弥生"})
    assert told(begun) == {
        "incidents": Told("yes", YES["details-incidents"]),
        "records": Told("up-to-1000"),
        "sensitive": Told("no"),
        "clouds": Told("Microsoft 365\n弥生"),
    }
    page = begun.get("particulars")
    assert {("told-incidents", "yes"), ("told-records", "up-to-1000")} <= checked(page)
    assert YES["details-incidents"] in page.text


def test_details_are_kept_only_where_they_are_asked_for(begun: Browser) -> None:
    begun.post("particulars", {"version": begun.version, **YES, "told-incidents": "no"})
    assert told(begun) == {"incidents": Told("no")}


def test_blanks_may_stay_and_what_is_optional_can_be_left_open_again(begun: Browser) -> None:
    begun.post("particulars", {"version": begun.version, "told-outsourced": "partly", "told-clouds": "弥生"})
    begun.post("particulars", {"version": begun.version, "told-outsourced": "", "told-clouds": ""})
    assert told(begun) == {}


def test_a_value_that_was_never_offered_is_refused_with_a_sentence(begun: Browser) -> None:
    page = begun.post("particulars", {"version": begun.version, "told-records": "millions", "told-clouds": "弥生"})
    assert page.status_code == 400
    assert page.text.count("field-error") == 1
    assert "弥生" in page.text
    assert told(begun) == {}


def test_both_values_are_shown_where_somebody_else_told_it_meanwhile(begun: Browser) -> None:
    made_from = begun.version
    begun.post("particulars", {"version": begun.version, "told-sensitive": "yes"})
    page = begun.post("particulars", {"version": made_from, "told-sensitive": "no"})
    assert page.status_code == 409
    assert "はい" in page.text.split("field-error")[1][:80]
    assert told(begun) == {"sensitive": Told("yes")}


def test_what_tells_itself_is_stored_alone_and_says_so(begun: Browser) -> None:
    made_from = begun.version
    told_one = begun.post("told", {"version": made_from, **YES}).get_json()
    assert told_one == {"saved": True, "version": begun.version}
    begun.post("told", {"version": made_from, "told-records": "up-to-1000"})
    assert told(begun) == {"incidents": Told("yes", YES["details-incidents"]), "records": Told("up-to-1000")}


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"told-records": "millions"}, 400, "選んでください"),
        ({"told-sensitive": "no"}, 409, "上書きはしていません"),
    ],
)
def test_what_cannot_be_stored_as_it_tells_itself_is_said(
    begun: Browser, sent: dict[str, str], status: int, sentence: str
) -> None:
    made_from = begun.version
    begun.post("told", {"version": made_from, "told-sensitive": "yes"})
    refused = begun.post("told", {"version": made_from, **sent})
    assert (refused.status_code, refused.get_json()["saved"]) == (status, False)
    assert sentence in refused.get_json()["sentence"]
    assert told(begun) == {"sensitive": Told("yes")}


def test_the_steps_and_the_list_say_how_many_are_told(begun: Browser) -> None:
    assert "あと3件" in begun.get("").text
    begun.post("particulars", {"version": begun.version, **REQUIRED})
    assert "あと3件" not in begun.get("").text
    assert begun.get("domains/endpoint").text.count("/particulars") == 2


def test_nothing_is_handed_in_before_they_are_told(draft: Browser) -> None:
    with draft.app.app_context():
        particulars.save(draft.aid, draft.version, {"incidents": Told("yes"), "records": None})
    page = draft.get("declaration").text
    assert "申告の前に答えが要る告知事項があります" in page
    assert "内容の説明が書かれていません" in page
    refused = draft.post("declaration", DECLARED)
    assert refused.status_code == 400
    assert "「個人情報の人数」に答えてください。" in refused.text
    assert draft.read(lambda case: case.state) == "draft"


def test_they_are_read_back_and_declared(draft: Browser) -> None:
    page = draft.get("declaration").text
    for shown in ("1,000人まで", "Microsoft 365", "告知事項"):
        assert shown in page
    assert draft.post("declaration", DECLARED).location.endswith("/receipt")
    declared = draft.read(lambda case: case.declarations[-1].facts["particulars"])
    assert declared["records"] == "up-to-1000"  # type: ignore[index]


def test_once_handed_in_they_are_shown_and_cannot_be_changed(draft: Browser) -> None:
    draft.post("declaration", DECLARED)
    page = draft.get("particulars")
    assert "1,000人まで" in page.text
    assert "told-records" not in page.text
    assert tell(draft, told_records="over-100000").status_code in (303, 409)  # type: ignore[attr-defined]
    assert told(draft)["records"] == Told("up-to-1000")


def test_a_question_about_one_leads_to_it_and_opens_it_alone(draft: Browser) -> None:
    draft.post("declaration", DECLARED)
    with draft.app.app_context():
        underwriter = builders.staff()
        verification.claim(draft.aid, underwriter)
        query = Finding(Subject.PARTICULAR, "records", VerdictKind.QUERY, reason="会員は何人ですか。")
        verification.give_verdict(draft.aid, underwriter, query)
        verification.send_back(draft.aid, underwriter)
    assert f"/a/{draft.aid}/particulars#records" in draft.get("").text
    page = draft.get("particulars")
    assert "会員は何人ですか。" in page.text
    assert 'name="told-records"' in page.text
    assert 'name="told-sensitive"' not in page.text
    tell(draft, told_records="up-to-10000")
    assert "「1,000人まで」から「10,000人まで」に変更" in draft.get("").text


def test_the_first_edition_has_no_such_page(draft: Browser) -> None:
    editions.load(second.FIRST_EDITION)
    with draft.app.app_context():
        aid = assessments.start(builders.details(), "ja").public_id
    let_own(draft.app, draft.client, aid)
    editions.load(second.published())
    first = Browser(draft.client, draft.app, aid)
    assert first.get("particulars").location.endswith("/credits")
    assert "告知事項" not in first.get("").text
    assert first.post("domains/governance", {"version": first.version}).location.endswith("/credits")
    assert 'name="people"' not in first.get("details").text


@pytest.mark.parametrize(
    ("written", "people"), [("12", 12), ("１２人", 12), ("1,200名", 1200), ("", None), (None, None), ("12 people", 12)]
)
def test_a_head_count_is_read_as_people_write_it(written: str | None, people: int | None) -> None:
    assert people_in(written) == people


@pytest.mark.parametrize("written", ["0", "十二", "1.5", "-3", "10000001"])
def test_what_is_no_head_count_is_refused(written: str, begun: Browser) -> None:
    with pytest.raises(ValueError, match=r"."):
        people_in(written)
    page = begun.client.post("/start", data={"version": "0", "plan": "basic", "people": written})
    assert page.status_code == 400
    assert "会社の人数を「12」のように" in page.text


def test_the_head_count_is_asked_kept_and_declared(begun: Browser) -> None:
    assert "会社の人数" in begun.client.get("/start").text
    sent = {"version": begun.version, "plan": "wide", "people": "１２人"}
    begun.post("details", {**sent, **{f"profile-{fact}": "yes" for fact in editions.latest().profile}})
    assert begun.read(lambda case: (case.people, facts.stated(case).people)) == (12, 12)
    assert 'value="12"' in begun.get("details").text


def test_a_fact_shows_what_counts_and_what_helps_to_show_it(begun: Browser) -> None:
    page = begun.client.get("/start").text
    for fact in editions.latest().profile.values():
        assert fact.marking
        assert fact.evidence
        assert fact.marking.ja in page
        assert fact.evidence.ja in page


def test_a_number_is_read_as_people_write_it() -> None:
    assert number_in("1,200人") == 1200
    with pytest.raises(ValueError, match="many"):
        number_in("many")
