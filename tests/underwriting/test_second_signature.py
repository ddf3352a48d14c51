"""The second signature is wanted from the rate that the case's own edition says."""

import json
from collections.abc import Iterator

import pytest

from assess.cases import facts, lookup
from assess.errors.underwriting import SecondSignatureMissing
from assess.papers import certificate_paper
from assess.store.models import Assessment, Staff
from assess.texts import editions
from assess.underwriting import certificates, queues, verification
from tests import builders, second
from tests.documents.samples import ISSUER


@pytest.fixture(autouse=True)
def both_editions(any_app: object) -> Iterator[None]:
    with second.served():
        yield


@pytest.fixture
def underwriter(any_app: object) -> Staff:
    return builders.staff()


def checked(underwriter: Staff, credits: tuple[str, ...]) -> Assessment:
    """A case of the second edition, strong but not advanced, with all of it confirmed."""
    case = second.submitted({"alert-watch": "daily"}, credits=credits)
    builders.confirm_all(case, underwriter)
    return lookup.find(case.public_id)


def test_at_forty_five_percent_the_second_edition_wants_it(underwriter: Staff) -> None:
    case = checked(underwriter, ("no-incidents",))
    assert facts.verified_result(case).rate == 45
    assert queues.wants_signature(case)
    with pytest.raises(SecondSignatureMissing) as refused:
        certificates.issue(case.public_id, underwriter)
    assert [reason.rate for reason in refused.value.reasons] == [45]
    verification.countersign(case.public_id, builders.staff())
    assert certificates.issue(case.public_id, underwriter).rate == 45


def test_the_paper_says_of_each_tier_no_more_than_can_be_had_there(underwriter: Staff) -> None:
    issued = certificates.issue(checked(underwriter, ("security-action-2",)).public_id, underwriter)
    paper = certificate_paper(
        json.loads(issued.record), editions.latest(), issuer=ISSUER, verify_url="https://x.example", code="1"
    )
    assert [(tier.rate, tier.ceiling) for tier in paper.tiers] == [(3, 13), (10, 22), (18, 34), (28, 51), (42, 60)]


def test_below_it_does_not(underwriter: Staff) -> None:
    case = checked(underwriter, ("security-action-2",))
    assert facts.verified_result(case).rate == 44
    assert not queues.wants_signature(case)
    assert certificates.issue(case.public_id, underwriter).rate == 44
