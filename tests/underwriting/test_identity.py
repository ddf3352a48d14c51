"""Who the company is, is judged like an answer, and what was judged is certified, whatever the company's row says."""

import json
from typing import Any

import pytest
import sqlalchemy as sa

from assess.cases import assessments, facts, identity, lookup
from assess.errors import InvalidChoice
from assess.errors.underwriting import NoCorrection, ReasonMissing, Undecided
from assess.extensions import db
from assess.store.models import Assessment, Certificate, Company, Staff, Standing, Subject, VerdictKind
from assess.texts import editions
from assess.underwriting import certificates, queues, verification
from assess.underwriting.verification import Finding
from scoring import recompute
from tests import builders

pytestmark = pytest.mark.usefixtures("any_app")
OWN, OTHERS = "8000000000001", "7000000000002"
GOOD = {"admin-mfa": "most"}


@pytest.fixture
def underwriter(any_app: object) -> Staff:
    return builders.staff()


def checked(underwriter: Staff, renewed: Assessment | None = None, **about: Any) -> Assessment:
    """A case of t3 on which every item is confirmed; `renewed` is the one from which it was begun."""
    case = builders.answered(GOOD, corporate_number=about.pop("corporate_number", OWN), **about)
    if renewed:
        case.lineage = renewed.lineage
        db.session.commit()
    assessments.submit(case.public_id, "北浜 大輔", "代表取締役", "ja")
    builders.confirm_all(case, underwriter)
    return lookup.find(case.public_id)


def judge(underwriter: Staff, case: Assessment, item: str, kind: str, to: str | None = None) -> Assessment:
    finding = Finding(Subject.IDENTITY, item, kind, to, "" if kind == VerdictKind.CONFIRMED else "登記と違います。")
    return verification.give_verdict(case.public_id, underwriter, finding)


def test_who_the_company_is_comes_first_and_needs_a_verdict(underwriter: Staff) -> None:
    case = builders.submitted(corporate_number=None)
    who = [("identity", item) for item in ("name", "corporate-number", "representative")]
    assert facts.items(case)[:3] == who
    builders.confirm_all(case, underwriter)
    for verdict in [verdict for verdict in case.verdicts if verdict.subject == Subject.IDENTITY]:
        case.verdicts.remove(verdict)
    db.session.commit()
    assert facts.undecided(case) == who, "a case from before this still goes on to its certificate"
    with pytest.raises(Undecided):
        certificates.issue(case.public_id, underwriter)


def test_a_certificate_is_issued_to_whom_was_judged_whatever_the_company_is_called_since(underwriter: Staff) -> None:
    """The finding: after all verdicts a company took another's name and number, and so another's place."""
    holder = certificates.issue(checked(underwriter, corporate_number=OTHERS).public_id, underwriter)
    case = checked(underwriter)
    renamed = sa.update(Company).where(Company.id == case.company_id)
    db.session.execute(renamed.values(name="みなみ物流 株式会社", corporate_number=OTHERS))
    db.session.commit()
    assert certificates.replaced(lookup.find(case.public_id)) == []
    paper = certificates.issue(case.public_id, underwriter)
    assert (paper.company_name, paper.corporate_number) == ("株式会社 北浜精機", OWN)
    assert json.loads(paper.record)["company"] == {"name": "株式会社 北浜精機", "number": OWN}
    assert standing(holder) is Standing.VALID


def standing(paper: Certificate) -> str:
    shown = certificates.check(paper.code)
    assert shown is not None
    return shown.status


def test_a_correction_is_certified_and_the_record_computes_again(underwriter: Staff) -> None:
    case = checked(underwriter)
    long = "株式会社 " + "北浜精機" * 20
    judge(underwriter, case, identity.NAME, VerdictKind.CORRECTED, long)
    judge(underwriter, case, identity.NUMBER, VerdictKind.CORRECTED, OTHERS)
    paper = certificates.issue(case.public_id, underwriter)
    assert (paper.company_name, paper.corporate_number, paper.rate) == (long, OTHERS, 30)
    record = json.loads(paper.record)
    assert record["company"] == {"name": long, "number": OTHERS}
    assert recompute(record, editions.edition(record["edition"]["id"])) == ()


def test_a_number_that_is_not_accepted_counts_as_not_given(underwriter: Staff) -> None:
    holder = certificates.issue(checked(underwriter).public_id, underwriter)
    case = judge(underwriter, checked(underwriter), identity.NUMBER, VerdictKind.REJECTED)
    assert certificates.replaced(case) == []
    paper = certificates.issue(case.public_id, underwriter)
    assert (paper.corporate_number, standing(holder)) == (None, Standing.VALID)


@pytest.mark.parametrize(
    ("item", "kind", "to", "refused"),
    [
        ("name", VerdictKind.REJECTED, None, InvalidChoice),
        ("representative", VerdictKind.REJECTED, None, InvalidChoice),
        ("name", VerdictKind.CORRECTED, "株式会社 北浜精機", NoCorrection),
        ("name", VerdictKind.CORRECTED, " ", NoCorrection),
        ("name", VerdictKind.CORRECTED, "北" * 121, NoCorrection),
        ("name", VerdictKind.CORRECTED, None, NoCorrection),
        ("corporate-number", VerdictKind.CORRECTED, "8000000000002", NoCorrection),
        ("address", VerdictKind.CONFIRMED, None, InvalidChoice),
    ],
)
def test_no_verdict_leaves_a_company_without_a_name_or_with_a_number_that_is_none(
    underwriter: Staff, item: str, kind: VerdictKind, to: str | None, refused: type[Exception]
) -> None:
    case = builders.submitted(corporate_number=OWN)
    verification.claim(case.public_id, underwriter)
    with pytest.raises(refused):
        judge(underwriter, case, item, kind, to)


def test_where_no_number_was_given_there_is_none_to_refuse(underwriter: Staff) -> None:
    case = builders.submitted(corporate_number=None)
    verification.claim(case.public_id, underwriter)
    with pytest.raises(InvalidChoice):
        judge(underwriter, case, identity.NUMBER, VerdictKind.REJECTED)
    with pytest.raises(ReasonMissing):
        verification.give_verdict(case.public_id, underwriter, Finding(Subject.IDENTITY, "name", VerdictKind.QUERY))


def test_a_renewal_takes_the_place_of_the_older_certificate_without_a_number_too(underwriter: Staff) -> None:
    older = checked(underwriter, corporate_number=None)
    first = certificates.issue(older.public_id, underwriter)
    renewal = checked(underwriter, renewed=older, corporate_number=None)
    assert certificates.replaced(renewal) == [first]
    assert queues.earlier(renewal) == older
    second = certificates.issue(renewal.public_id, underwriter)
    assert (standing(first), standing(second)) == (Standing.SUPERSEDED, Standing.VALID)


def test_a_number_that_was_given_later_does_not_break_the_lineage(underwriter: Staff) -> None:
    older = checked(underwriter, corporate_number=None)
    first = certificates.issue(older.public_id, underwriter)
    certificates.issue(checked(underwriter, renewed=older).public_id, underwriter)
    assert standing(first) is Standing.SUPERSEDED


def test_two_different_numbers_are_two_companies_whatever_was_begun_from_what(underwriter: Staff) -> None:
    first = certificates.issue(checked(underwriter).public_id, underwriter)
    other = checked(underwriter, renewed=first.assessment, corporate_number=OTHERS, name="みなみ物流 株式会社")
    assert certificates.replaced(other) == []
    assert queues.earlier(other) is None
    certificates.issue(other.public_id, underwriter)
    assert standing(first) is Standing.VALID


def test_one_certificate_of_a_lineage_is_in_force_for_each_plan(underwriter: Staff) -> None:
    older = checked(underwriter, corporate_number=None)
    first = certificates.issue(older.public_id, underwriter)
    certificates.issue(checked(underwriter, renewed=older, corporate_number=None, plan="basic").public_id, underwriter)
    assert standing(first) is Standing.VALID
