"""A company answers: nothing lost, nothing overwritten silently, nothing that was not offered."""

import pytest

from assess.cases import answers, assessments, facts, lookup
from assess.errors import InvalidChoice, StaleAnswers
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")


def test_answers_are_kept_and_a_blank_may_stay() -> None:
    draft = assessments.start(builders.details(), "ja")
    answers.save(draft.public_id, draft.version, {"training": "never", "leavers": "unknown"})
    assert dict(facts.stated(lookup.find(draft.public_id)).answers) == {
        "training": "never",
        "leavers": "unknown",
    }


def test_a_note_is_kept_with_and_without_an_answer() -> None:
    draft = assessments.start(builders.details(), "ja")
    answers.save(draft.public_id, draft.version, {}, {"training": "来月に予定しています。"})
    answers.save(draft.public_id, draft.version, {"training": "never"})
    row = lookup.find(draft.public_id).answers[0]
    assert (row.option, row.note) == ("never", "来月に予定しています。")


@pytest.mark.parametrize(("question", "option"), [("training", "all"), ("no-such-question", "never"), ("training", "")])
def test_an_option_that_the_question_does_not_have_is_refused_and_nothing_is_stored(question: str, option: str) -> None:
    draft = assessments.start(builders.details(), "ja")
    with pytest.raises(InvalidChoice):
        answers.save(draft.public_id, draft.version, {"leavers": "none", question: option})
    assert facts.stated(lookup.find(draft.public_id)).answers == {}


def test_an_answer_that_someone_else_changed_meanwhile_is_not_overwritten() -> None:
    draft = assessments.start(builders.details(), "ja")
    page_made_at = draft.version
    answers.save(draft.public_id, page_made_at, {"training": "within-6-months"})
    with pytest.raises(StaleAnswers) as refused:
        answers.save(draft.public_id, page_made_at, {"training": "never", "leavers": "none"})
    assert refused.value.conflicts == {"training": ("within-6-months", "never")}
    assert dict(facts.stated(lookup.find(draft.public_id)).answers) == {"training": "within-6-months"}


def test_two_people_may_answer_different_questions_of_the_same_page() -> None:
    draft = assessments.start(builders.details(), "ja")
    page_made_at = draft.version
    answers.save(draft.public_id, page_made_at, {"training": "never"})
    answers.save(draft.public_id, page_made_at, {"phishing-drill": "never", "training": "never"})
    assert len(lookup.find(draft.public_id).answers) == 2


def test_saving_the_same_again_changes_nothing_and_leaves_no_event() -> None:
    draft = assessments.start(builders.details(), "ja")
    once = answers.save(draft.public_id, draft.version, {"training": "never"})
    version = once.version
    again = answers.save(draft.public_id, version, {"training": "never"})
    assert again.version == version


def test_only_credits_that_are_in_force_can_be_claimed() -> None:
    draft = assessments.start(builders.details(), "ja")
    answers.save_credits(draft.public_id, ("isms", "no-incidents"))
    for not_open in ("scs-3", "golden-star"):
        with pytest.raises(InvalidChoice):
            answers.save_credits(draft.public_id, ("isms", not_open))
    assert set(facts.stated(lookup.find(draft.public_id)).credits) == {"isms", "no-incidents"}


def test_a_credit_can_be_taken_back() -> None:
    draft = assessments.start(builders.details(), "ja")
    answers.save_credits(draft.public_id, ("isms", "no-incidents"))
    answers.save_credits(draft.public_id, ("no-incidents",))
    assert facts.stated(lookup.find(draft.public_id)).credits == ("no-incidents",)
