"""The company's copy of what it declared: from the declaration as it was kept, and from the log up to it.

Nothing that was written after a declaration is in its copy, which so stays the same for ever.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assess.errors import NotFound
from assess.papers.copy import Signed, Typed
from assess.store import audit
from assess.store.models import Action, Assessment, Declaration, Event
from assess.texts import editions
from scoring import Facts, digest, read_facts


@dataclass(frozen=True)
class Copy:
    """A declaration: the facts as declared, who signed them, and who typed which answer."""

    said: Facts
    signed: Signed
    typed: dict[str, Typed]


def of(case: Assessment, number: int) -> Copy:
    """Return the copy of a declaration of a case, counted from 1; raises NotFound."""
    made = case.declarations
    if not 1 <= number <= len(made):
        raise NotFound
    declaration = made[number - 1]
    said = read_facts(declaration.facts, editions.everything())
    return Copy(said, _signed(case, declaration, number), _typed(_until(audit.events(case), number)))


def _signed(case: Assessment, declaration: Declaration, number: int) -> Signed:
    return Signed(
        receipt=str(case.receipt),
        identity=declaration.identity,
        number=number,
        name=declaration.name,
        title=declaration.title,
        at=declaration.declared_at,
        wording=declaration.wording_version,
        rate=declaration.rate,
        tier=declaration.tier,
        sha256=digest(declaration.facts),
    )


def _until(events: Iterable[Event], number: int) -> Iterator[Event]:
    """The events before the declaration with a number."""
    handed_in = 0
    for event in events:
        handed_in += event.action == Action.SUBMITTED
        if handed_in == number:
            return
        yield event


def _typed(events: Iterable[Event]) -> dict[str, Typed]:
    return {
        question: Typed(said.get("answered_by") or "", event.at, said.get("note") or "")
        for event in events
        if event.action == Action.ANSWERED
        for question, said in event.data["answers"].items()
    }
