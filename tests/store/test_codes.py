"""Codes that nobody can guess, and that somebody can type."""

import math

from assess import limits
from assess.store import codes


def test_codes_do_not_repeat_and_hold_no_signs_that_are_taken_for_one_another() -> None:
    made = {codes.make() for _ in range(1000)}
    assert len(made) == 1000
    assert not set("".join(made)) & set("01ILOU")


def test_a_code_typed_as_it_is_printed_is_understood() -> None:
    code = codes.make()
    assert codes.typed(f" {codes.spoken(code).lower()} ") == code


def test_a_secret_has_more_than_128_bits() -> None:
    assert len(codes.make()) * math.log2(len(set(codes.ALPHABET))) > 128
    assert len(codes.make()) == codes.LENGTHS[0] == limits.SECRET_SIGNS
