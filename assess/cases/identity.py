"""Who the company is: as it says, as it declared, as an underwriter found it (docs/rules.md § 9).

An identity is what is known by item, None for what is not given. Until it is handed in it changes freely, and after
that only what an underwriter asks about; each change is logged.
"""

from collections.abc import Mapping

from stdnum.jp import cn

from assess.errors import IdentityFrozen
from assess.store.models import Assessment, Subject, Verdict, VerdictKind
from assess.texts import companies
from assess.texts.companies import IDENTIFYING

NAME, NUMBER, REPRESENTATIVE = IDENTIFYING
Identity = Mapping[str, str | None]
Changes = dict[str, dict[str, str | None]]
"""What it was before and is after, by item."""


def stated(assessment: Assessment) -> Identity:
    """Return who the company says it is at this moment."""
    return {item: getattr(assessment.company, asked.name) or None for item, asked in IDENTIFYING.items()}


def declared(assessment: Assessment) -> Identity:
    """Return who the company said it is when it last handed in, or says at this moment where it never did."""
    return assessment.declarations[-1].identity if assessment.declarations else stated(assessment)


def judged(assessment: Assessment) -> Identity:
    """Return who the company is with the verdicts given so far; what has no final verdict stands as declared.

    This is what is certified, and never what the company has written since.
    """
    given = {verdict.item: verdict for verdict in assessment.verdicts if verdict.subject == Subject.IDENTITY}
    return {item: _found(said, given.get(item)) for item, said in declared(assessment).items()}


def frozen(assessment: Assessment) -> frozenset[str]:
    """Return the items that the company may not change now: after it handed in, all that nobody asks about."""
    if not assessment.declarations:
        return frozenset()
    asked = {verdict.item for verdict in assessment.verdicts if _asks(verdict)}
    return frozenset(IDENTIFYING) - (asked if assessment.phase.only_asked else set())


def describe(assessment: Assessment, told: Mapping[str, str | None]) -> dict[str, Changes]:
    """Store what is told of the company, by field, and return for the log what that changed of who it is.

    Raises IdentityFrozen where it would change what was handed in and is not asked about.
    """
    before, closed = stated(assessment), frozen(assessment)
    after = {item: told.get(asked.name, before[item]) or None for item, asked in IDENTIFYING.items()}
    refused = tuple(item for item in after if item in closed and after[item] != before[item])
    if refused:
        raise IdentityFrozen(refused)
    for name, value in told.items():
        setattr(assessment.company, name, value or None)
    return _changes(before, after)


def carried(assessment: Assessment) -> Mapping[str, str | None]:
    """Return what a renewal knows of the company, by field: who it is as it was found, where it was verified."""
    known = companies.kept(assessment.company)
    found = judged(assessment) if assessment.phase.verified else {}
    return {**known, **{IDENTIFYING[item].name: value for item, value in found.items()}}


def may_be(item: str, value: str) -> bool:
    """Say whether an item can be this: a name of one line that is not too long, a corporate number that exists."""
    if item == NUMBER:
        return bool(cn.is_valid(value))
    return bool(value.strip()) and value.isprintable() and len(value) <= IDENTIFYING[item].longest


def _changes(before: Identity, after: Identity) -> dict[str, Changes]:
    found = {item: {"before": before[item], "after": after[item]} for item in after if before[item] != after[item]}
    return {"identity": found} if found else {}


def _found(said: str | None, verdict: Verdict | None) -> str | None:
    if verdict is None or verdict.kind in (VerdictKind.CONFIRMED, VerdictKind.QUERY):
        return said
    return str(verdict.corrected_raw) if verdict.kind == VerdictKind.CORRECTED else None


def _asks(verdict: Verdict) -> bool:
    return verdict.subject == Subject.IDENTITY and verdict.kind == VerdictKind.QUERY
