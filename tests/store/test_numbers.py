"""Numbers on papers: in order, with a check digit that catches a slip of the pen."""

import pytest

from assess.extensions import db
from assess.store import numbers


@pytest.mark.usefixtures("any_app")
def test_receipts_and_certificates_are_numbered_one_by_one_in_each_year() -> None:
    assert [numbers.receipt(2026), numbers.receipt(2026), numbers.receipt(2027)] == [
        "A-2026-000001",
        "A-2026-000002",
        "A-2027-000001",
    ]
    assert numbers.certificate(2026).startswith("SC-2026-000001-")


@pytest.mark.usefixtures("any_app")
def test_a_number_that_was_not_committed_is_given_out_again() -> None:
    numbers.receipt(2026)
    db.session.rollback()
    assert numbers.receipt(2026) == "A-2026-000001"


@pytest.mark.usefixtures("any_app")
def test_the_check_digit_catches_every_wrong_digit_and_every_swap_of_neighbours() -> None:
    number = [numbers.certificate(2026) for _ in range(37)][-1]
    assert numbers.is_certificate_number(number)
    digits = [place for place, sign in enumerate(number) if sign.isdigit()]
    for place in digits:
        for digit in set("0123456789") - {number[place]}:
            assert not numbers.is_certificate_number(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize("text", ["", "SC-2026-000001", "A-2026-000001", "SC-2026-1-7", "SC-20x6-000001-7", "１"])
def test_other_texts_are_no_certificate_numbers(text: str) -> None:
    assert not numbers.is_certificate_number(text)
