"""Why a case wants a second signature, as sentences: one place for pages, refusals and letters (docs/rules.md § 9)."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class Cause(StrEnum):
    """What makes one signature too few."""

    THRESHOLD = "threshold"
    """The rate is one from which the edition wants two."""
    BETTERED = "bettered"
    """A verdict makes the result better than what was declared."""
    AUTHORITY = "authority"
    """The rate is above the authority of the underwriter in charge: a lead signs."""


@dataclass(frozen=True)
class SignatureReason:
    """One reason; `rate` is the edition's threshold or the underwriter's limit, `items` those that were bettered."""

    cause: Cause
    rate: int = 0
    items: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> LazyString:
        """Say it with its figure."""
        if self.cause is Cause.THRESHOLD:
            return _l(
                "From %(rate)s percent on, a second underwriter must sign before the certificate is issued.",
                rate=self.rate,
            )
        if self.cause is Cause.AUTHORITY:
            return _l(
                "The authority of the underwriter in charge ends at %(rate)s percent: a lead underwriter must sign "
                "before the certificate is issued.",
                rate=self.rate,
            )
        return _l(
            "A verdict makes the result better than declared: somebody other than whoever gave it must sign before the "
            "certificate is issued, whatever the rate."
        )
