"""The rows of a case say what its log tells, or `assess audit verify` names the row that does not."""

import pytest

from assess.cases import answers, lookup
from assess.store import agreement, issued
from assess.store.models import Assessment
from assess.underwriting import certificates, verification
from tests import builders
from tests.store.tampering import change

pytestmark = pytest.mark.usefixtures("any_app")


def certified() -> Assessment:
    underwriter = builders.staff()
    case = builders.submitted({"admin-mfa": "most"}, credits=("security-action-2",))
    builders.confirm_all(case, underwriter)
    certificates.issue(case.public_id, underwriter)
    return lookup.find(case.public_id)


def test_whatever_happens_to_a_case_its_rows_say_the_same() -> None:
    underwriter = builders.staff()
    draft = builders.answered(credits=("isms",))
    saved = answers.save(draft.public_id, draft.version, {"training": "never"}, {"training": "Next spring."})
    answers.undo(draft.public_id, saved.version)
    assert list(agreement.differing(lookup.find(draft.public_id))) == []
    case = certified()
    assert list(agreement.differing(case)) == []
    paper = issued.of(case)
    assert paper is not None
    certificates.revoke(paper.number, underwriter, "申告の誤り")
    assert list(agreement.differing(lookup.find(case.public_id))) == []
    other = builders.submitted()
    verification.claim(other.public_id, underwriter)
    verification.decline(other.public_id, underwriter, "資料がありません。")
    assert list(agreement.differing(lookup.find(other.public_id))) == []


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE answer SET option = 'all' WHERE question = 'admin-mfa'", "answer admin-mfa"),
        ("UPDATE answer SET note = 'x' WHERE question = 'training'", "answer training"),
        ("DELETE FROM verdict WHERE item = 'training'", "verdict answer training"),
        ("UPDATE verdict SET kind = 'rejected', reason = 'x' WHERE item = 'training'", "verdict answer training"),
        ("DELETE FROM credit_claim", "credit security-action-2"),
        ("UPDATE profile_answer SET value = NOT value WHERE fact = 'website'", "fact website"),
        ("UPDATE assessment SET plan = 'basic'", "plan"),
        ("UPDATE assessment SET state = 'in_review'", "state"),
        ("UPDATE declaration SET rate = 60", "declaration"),
        ("UPDATE declaration SET name = 'x'", "declaration"),
        ("UPDATE certificate SET rate = 60", "rate of certificate"),
        ("UPDATE certificate SET tier = 't4'", "tier of certificate"),
        ("UPDATE certificate SET company_name = 'x'", "company of certificate"),
        ("UPDATE certificate SET expires_on = '2036-11-25'", "last day of certificate"),
        ("UPDATE certificate SET record = '{}'", "record of certificate"),
        ("UPDATE certificate SET revoked_at = '2026-11-25 00:00:00+00:00', revocation_reason = 'x'", "certificate"),
    ],
)
def test_each_row_that_was_changed_past_the_product_is_named(statement: str, named: str) -> None:
    case = certified()
    change(statement)
    assert any(row.startswith(named) for row in agreement.differing(lookup.find(case.public_id)))


def test_a_file_whose_bytes_were_changed_is_named() -> None:
    change(
        "INSERT INTO stored_file (sha256, media_type, size, content) VALUES ('abc', 'text/plain', 1, :content)",
        content=b"x",
    )
    assert list(agreement.damaged_files()) == ["abc"]
