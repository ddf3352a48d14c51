"""Whom a report is about, and what is known of where the case stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString

from assess.documents import DeclaredBy
from scoring import Facts, RecordedVerdict


@dataclass(frozen=True)
class ReportHead:
    """Whom a report is about, and on which day; `number` is the receipt's, or says that it is a draft.

    Where the facts are verified, `declared` and `verdicts` say what they were and what became of it, and
    `valid_until` is the certificate's last day. Without verdicts all is an indication, good for the edition's
    `report_days`. What an estimate assumes is said: a plan that nobody chose, facts that count as "yes". `void`
    says why the result no longer counts, and `void_since` on which day that began.
    """

    company: str
    number: str
    as_of: date
    valid_until: date | None = None
    declared: Facts | None = None
    verdicts: Sequence[RecordedVerdict] = ()
    plan_assumed: bool = False
    facts_assumed: Sequence[str] = ()
    agent: str | None = None
    declaration: DeclaredBy | None = None
    void: LazyString | str | None = None
    void_since: date | None = None

    @property
    def rejected(self) -> frozenset[str]:
        """Name the answers that were not accepted."""
        return frozenset(row.item for row in self.verdicts if (row.subject, row.kind) == ("answer", "rejected"))
