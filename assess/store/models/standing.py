"""How a certificate can stand on a day; `Certificate.standing` says how one does."""

from enum import StrEnum


class Standing(StrEnum):
    """How a certificate stands (docs/design.md § 4). That a case is `certified` is history, and no word on today."""

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"

    @property
    def in_force(self) -> bool:
        """Say whether its rate counts."""
        return self in _IN_FORCE


_IN_FORCE = frozenset({Standing.VALID})
