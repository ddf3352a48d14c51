"""What the insurer must know is told before it is handed in, kept as it was told, and bears on no rate."""

from collections.abc import Callable, Iterator

import pytest

from assess.cases import answers, assessments, facts, lookup, particulars, queries
from assess.errors import InvalidChoice, NotAllowed, QueriesOpen, StaleParticulars, Untold
from assess.store import audit
from assess.store.models import Assessment, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import verification
from assess.underwriting.verification import Finding
from scoring import Told
from tests import builders, second

LATER = 10**6


@pytest.fixture(autouse=True)
def both_editions(any_app: object) -> Iterator[None]:
    with second.served():
        yield


@pytest.fixture
def draft() -> Assessment:
    return assessments.start(builders.details(), "ja")


def tell(aid: str, **told: Told | None) -> Assessment:
    return particulars.save(aid, LATER, told)


def returned(particular: str) -> Assessment:
    """A case that was sent back with a question about one particular."""
    case, underwriter = second.submitted(), builders.staff()
    verification.claim(case.public_id, underwriter)
    query = Finding(Subject.PARTICULAR, particular, VerdictKind.QUERY, reason="詳しく教えてください。")
    verification.give_verdict(case.public_id, underwriter, query)
    return verification.send_back(case.public_id, underwriter)


def test_what_is_told_is_kept_logged_and_declared() -> None:
    case = second.submitted()
    assert facts.told(case) == second.TOLD
    assert case.declarations[-1].facts["particulars"] == {
        "incidents": "no",
        "records": "up-to-1000",
        "sensitive": "no",
        "clouds": "Microsoft 365",
    }
    logged = [event.data for event in audit.events(case) if event.action == "particulars saved"]
    assert logged[0]["particulars"]["records"] == "up-to-1000"


def test_it_bears_on_no_rate_and_refers_the_case() -> None:
    case = second.answered()
    before = facts.result(case)
    tell(case.public_id, incidents=Told("yes", "昨年、社員のPCが1台感染しました。"))
    after = facts.result(lookup.find(case.public_id))
    assert (after.rate, after.tier, before.refer, after.refer) == (before.rate, before.tier, (), ("incidents",))


def test_nothing_is_handed_in_while_something_required_is_untold(draft: Assessment) -> None:
    best = {question.id: second.counted(question) for question in editions.latest().questions.values()}
    answers.save(draft.public_id, draft.version, best)
    with pytest.raises(Untold) as refused:
        assessments.submit(draft.public_id, "北浜 大輔", "代表取締役", "ja")
    assert refused.value.particulars == ("incidents", "records", "sensitive")


def test_nor_while_details_are_wanting() -> None:
    case = second.answered()
    tell(case.public_id, incidents=Told("yes"))
    assert particulars.wanting(lookup.find(case.public_id)) == ("incidents",)
    with pytest.raises(Untold):
        assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja")
    tell(case.public_id, incidents=Told("yes", "昨年、社員のPCが1台感染しました。"))
    assert assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja").receipt


def test_what_is_left_out_stays_and_what_is_optional_can_be_taken_back(draft: Assessment) -> None:
    tell(draft.public_id, clouds=Told("Google Workspace"), outsourced=Told("partly"))
    tell(draft.public_id, clouds=None)
    assert facts.told(lookup.find(draft.public_id)) == {"outsourced": Told("partly")}


@pytest.mark.parametrize(
    ("particular", "value"), [("incidents", "maybe"), ("records", "many"), ("no-such", "no"), ("clouds", "あ" * 2001)]
)
def test_what_is_none_of_the_choices_is_refused(draft: Assessment, particular: str, value: str) -> None:
    with pytest.raises(InvalidChoice):
        particulars.save(draft.public_id, draft.version, {"sensitive": Told("no"), particular: Told(value)})
    assert facts.told(lookup.find(draft.public_id)) == {}


def test_what_somebody_else_told_meanwhile_is_not_overwritten(draft: Assessment) -> None:
    made_from = draft.version
    tell(draft.public_id, sensitive=Told("yes"))
    with pytest.raises(StaleParticulars) as refused:
        particulars.save(draft.public_id, made_from, {"sensitive": Told("no"), "incidents": Told("no")})
    assert refused.value.conflicts == {"sensitive": (Told("yes"), Told("no"))}
    assert facts.told(lookup.find(draft.public_id)) == {"sensitive": Told("yes")}
    particulars.save(draft.public_id, made_from, {"sensitive": Told("yes"), "incidents": Told("no")})


def test_saving_the_same_again_leaves_no_event(draft: Assessment) -> None:
    version = tell(draft.public_id, sensitive=Told("yes")).version
    assert tell(draft.public_id, sensitive=Told("yes")).version == version


def test_once_sent_back_only_what_was_asked_about_or_never_told_may_change() -> None:
    case = returned("clouds")
    assert particulars.changeable(case) == {"clouds", "outsourced", "others_data"}
    with pytest.raises(NotAllowed):
        tell(case.public_id, sensitive=Told("yes"))


SAID: dict[str, Callable[[str], object]] = {
    "another value": lambda aid: tell(aid, clouds=Told("Google Workspace")),
    "details": lambda aid: tell(aid, clouds=Told("Microsoft 365", "会計ソフトも使います。")),
    "a reply": lambda aid: queries.reply(aid, "particular", "clouds", "ほかにはありません。"),
}


@pytest.mark.parametrize("way", SAID)
def test_a_question_about_a_particular_wants_an_answer(way: str) -> None:
    case = returned("clouds")
    with pytest.raises(QueriesOpen):
        assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja")
    SAID[way](case.public_id)
    assert assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja").state == "submitted"


def test_the_first_edition_asks_for_none() -> None:
    editions.load(second.FIRST_EDITION)
    case = builders.submitted()
    assert (particulars.asked(case), particulars.wanting(case), particulars.changeable(case)) == ([], (), frozenset())
