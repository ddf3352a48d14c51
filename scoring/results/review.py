"""What an underwriter may decide alone, and what may wait: the limits that an edition sets (docs/rules.md § 9)."""

from ..editions.edition import Edition


def wants_second_signature(edition: Edition, rate: int) -> bool:
    """Whether a rate, in whole percent, is one that a second underwriter signs."""
    return rate >= edition.review.second_signature_from


def may_wait(edition: Edition, question: str, days: int) -> bool:
    """Whether an answer may be decided as if met by a day that lies so many days after issue."""
    conditional = edition.review.conditional
    return conditional is not None and question not in conditional.never and 0 < days <= conditional.days_at_most
