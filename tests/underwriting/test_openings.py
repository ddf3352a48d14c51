"""Who saw which file of a case stays on record, whatever becomes of the file."""

import pytest
import sqlalchemy as sa

from assess import clock
from assess.cases import assessments, evidence
from assess.extensions import db
from assess.store.models import Assessment, Evidence, EvidenceOpening, Staff
from assess.underwriting import openings
from tests import builders, files

pytestmark = pytest.mark.usefixtures("any_app")


@pytest.fixture
def person(any_app: object) -> Staff:
    return builders.staff()


@pytest.fixture
def row(any_app: object) -> Evidence:
    draft = builders.answered()
    added = evidence.add(draft.public_id, "answer", "remote-mfa", "画面.png", files.png(), clock.today())
    assessments.submit(draft.public_id, "北浜 大輔", "代表取締役", "ja")
    return added


def case_of(row: Evidence) -> Assessment:
    return db.session.get_one(Assessment, row.assessment_id)


def seen(row: Evidence) -> list[tuple[str, bool]]:
    return [(opening.name, opening.whole) for opening in openings.listed(case_of(row))]


def test_each_opening_is_kept_and_of_previews_the_first_in_a_day(row: Evidence, person: Staff) -> None:
    for whole in (False, False, True, True, False):
        openings.record(row, person, whole)
    assert seen(row) == [("画面.png", False), ("画面.png", True), ("画面.png", True)]
    openings.record(row, builders.staff(), whole=False)
    assert len(seen(row)) == 4


def test_looking_at_a_file_neither_changes_the_case_nor_its_log(row: Evidence, person: Staff) -> None:
    before = case_of(row).version
    openings.record(row, person, whole=True)
    assert (case_of(row).version, len(seen(row))) == (before, 1)


@pytest.mark.parametrize("change", ["UPDATE evidence_opening SET name = 'x'", "DELETE FROM evidence_opening"])
def test_nobody_changes_who_saw_what(row: Evidence, person: Staff, change: str) -> None:
    openings.record(row, person, whole=True)
    with pytest.raises(sa.exc.DBAPIError, match="never changed or removed"):
        db.session.execute(sa.text(change))
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(EvidenceOpening)) == 1
