"""What was presented to whoever decides: nobody signs what they did not see (docs/design.md § 7)."""

from collections.abc import Iterable
from dataclasses import dataclass

from assess.errors import CaseChanged, OthersReplaced
from assess.store import audit
from assess.store.models import Assessment


@dataclass(frozen=True)
class Presented:
    """What the page showed from which somebody decides: the version of the case, the rate at stake, and the numbers of
    the certificates whose place the new one takes.
    """

    version: int
    rate: int | None = None
    replaces: frozenset[str] = frozenset()

    def require(self, case: Assessment, rate: int | None = None) -> None:
        """Raise CaseChanged if anything that bears on the case happened since, or the rate is another by now.

        A rate can change without an event: what is dated ages by itself.
        """
        other_rate = rate is not None and rate != self.rate
        if other_rate or audit.since(case, self.version):
            raise CaseChanged(self.version, self.rate, rate if other_rate else None)

    def require_replaced(self, numbers: Iterable[str]) -> None:
        """Raise OthersReplaced unless these are the certificates that the page named."""
        if frozenset(numbers) != self.replaces:
            raise OthersReplaced
