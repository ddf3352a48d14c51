"""From rows to what the rules take: the declared and the verified facts of a case (docs/rules.md § 9)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assess import clock
from assess.cases import identity
from assess.store import audit, issued
from assess.store.models import Answer, Assessment, Subject, Verdict, VerdictKind
from assess.texts import editions
from scoring import Answer as Given
from scoring import (
    Edition,
    Facts,
    RecordedVerdict,
    Result,
    Told,
    evaluate,
    is_told_of,
    read_answer,
    read_facts,
    read_told,
    verified_facts,
)

ItemKey = tuple[str, str]


def edition_of(assessment: Assessment) -> Edition:
    """Return the edition that the assessment was started with."""
    return editions.edition(assessment.edition)


@dataclass(frozen=True)
class Assumed:
    """What an estimate takes for granted until the company says it: the plan (None where one is chosen), and
    the profile facts that count as "yes"."""

    plan: str | None
    facts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.plan or self.facts)


def stated(assessment: Assessment, as_of: date | None = None) -> Facts:
    """Return what the company says at this moment; what it has not said is assumed, see `assumed`.

    Days are judged as of today, or `as_of`.
    """
    plans = [assessment.plan] if assessment.plan else list(edition_of(assessment).plans)
    said = [_said(assessment, plan, as_of or clock.today()) for plan in plans]
    return said[0] if len(said) == 1 else min(said, key=lambda facts: _height(edition_of(assessment), facts))


def assumed(assessment: Assessment) -> Assumed:
    """Say what `stated` takes for granted: unknown facts as "yes", and the plan that gives the lower result."""
    unknown = tuple(row.fact for row in assessment.profile if row.value is None)
    return Assumed(None if assessment.plan else stated(assessment).plan, unknown)


def profile(assessment: Assessment) -> dict[str, bool]:
    """Return the profile by fact, what is not known as "yes"."""
    return {row.fact: row.value is not False for row in assessment.profile}


def _height(book: Edition, said: Facts) -> tuple[int, int, int]:
    """How high a plan's result stands; of equal ones that with more conditions of its own, whose ways hold for all."""
    result = evaluate(book, said)
    own = sum(gate.plan == said.plan for tier in book.tiers.values() for gate in tier.gates)
    return result.rate, list(book.tiers).index(result.tier), -own


def _said(assessment: Assessment, plan: str, as_of: date) -> Facts:
    answers = {row.question: answer_of(row) for row in assessment.answers}
    return Facts(
        edition=assessment.edition,
        plan=plan,
        profile=profile(assessment),
        answers={question: answer for question, answer in answers.items() if answer is not None},
        credits=tuple(row.credit for row in assessment.credits),
        premium=assessment.premium,
        **_of_rules_2(assessment, as_of),
    )


def _of_rules_2(assessment: Assessment, as_of: date) -> dict[str, Any]:
    """Return what no edition of rules 1 knows, so that its facts stay as they were."""
    if edition_of(assessment).rules == 1:
        return {}
    return {"as_of": as_of, "people": assessment.people, "particulars": told(assessment)}


def answer_of(row: Answer) -> Given | None:
    """Return what a row says: the raw answer where there is one, else the option."""
    return read_answer(row.raw or row.option)


def told(assessment: Assessment) -> dict[str, Told]:
    """Return the particulars that the company has told, in the order of its edition."""
    rows = {row.particular: row for row in assessment.particulars}
    known = [rows[particular] for particular in edition_of(assessment).particulars if particular in rows]
    return {row.particular: Told(row.value, row.details or None) for row in known}


def declared(assessment: Assessment) -> Facts | None:
    """Return what the company declared when it last handed in, or None where it never did."""
    if not assessment.declarations:
        return None
    return read_facts(assessment.declarations[-1].facts, editions.everything())


def under_review(assessment: Assessment) -> Facts:
    """Return what an underwriter judges: what was declared, whatever the company has written since."""
    return declared(assessment) or stated(assessment)


def verified(assessment: Assessment, on: date | None = None) -> Facts:
    """Return the facts with the verdicts given so far applied; what has no final verdict stands as stated.

    Days are judged as of the decision (docs/rules.md § 9): `decided_on`, or `on` where it is being taken.
    """
    said = under_review(assessment)
    found = verified_facts(said, final_verdicts(assessment))
    return found if said.as_of is None else replace(found, as_of=on or decided_on(assessment))


def decided_on(assessment: Assessment) -> date:
    """Return the day as of which the verified result stands: that of the decision, today while there is none."""
    certificate = issued.of(assessment)
    if certificate is not None:
        return certificate.issued_on
    return clock.day_of(audit.last_at(assessment)) if assessment.phase.closed else clock.today()


def final_verdicts(assessment: Assessment) -> list[RecordedVerdict]:
    """Return the verdicts that decide something on the facts, in the form of the rules; a query waits for the company.

    Verdicts on who the company is bear on no rate: `identity.judged` applies them.
    """
    return [
        RecordedVerdict(
            subject=verdict.subject,  # type: ignore[arg-type]  # a constraint of the table holds the values
            item=verdict.item,
            kind=verdict.kind,  # type: ignore[arg-type]
            on=clock.day_of(verdict.given_at),
            corrected_to=_corrected_to(verdict),
        )
        for verdict in assessment.verdicts
        if verdict.kind != VerdictKind.QUERY and verdict.subject != Subject.IDENTITY
    ]


def _corrected_to(verdict: Verdict) -> Given | Told | None:
    if verdict.subject == Subject.PARTICULAR:
        return None if verdict.corrected_raw is None else read_told(verdict.corrected_raw)
    return read_answer(verdict.corrected_raw or verdict.corrected_to)


def result(assessment: Assessment) -> Result:
    """Evaluate what the company says at this moment."""
    return evaluate(edition_of(assessment), stated(assessment))


def verified_result(assessment: Assessment, on: date | None = None) -> Result:
    """Evaluate the facts with the verdicts given so far applied; `on` as in `verified`."""
    return evaluate(edition_of(assessment), verified(assessment, on))


def queried(assessment: Assessment, subject: Subject) -> frozenset[str]:
    """Return the items of one kind that the underwriter asks the company about."""
    asked = (row for row in assessment.verdicts if row.subject == subject and row.kind == VerdictKind.QUERY)
    return frozenset(row.item for row in asked)


def open_questions(assessment: Assessment) -> frozenset[str]:
    """Return the questions whose answers the company may change now.

    After it was sent back: those with a query, and those that a corrected profile fact newly asks.
    """
    if not assessment.editable:
        return frozenset()
    if not assessment.phase.only_asked:
        return frozenset(edition_of(assessment).questions)
    declared = set(assessment.declarations[-1].facts["answers"])
    asked = {score.question for score in result(assessment).questions}
    return queried(assessment, Subject.ANSWER) | (asked - declared)


def as_json(said: Facts) -> dict[str, object]:
    """Return facts in the form of a facts file (docs/rules.md § 11)."""
    return said.as_json()


def by_item(assessment: Assessment) -> dict[ItemKey, Verdict]:
    """Return the verdicts by subject and item."""
    return {(verdict.subject, verdict.item): verdict for verdict in assessment.verdicts}


def items(assessment: Assessment) -> list[ItemKey]:
    """List all that needs a verdict: who the company is, profile facts, answers that apply, particulars told, credits.

    Each kind in the edition's order.

    Where a verdict turned a profile fact to "yes", its questions apply but nobody asked them:
    they count as unanswered, and there is nothing to give a verdict on.
    """
    book = edition_of(assessment)
    said = under_review(assessment)
    applying = set(evaluate(book, said).not_asked) ^ set(book.questions)
    who = [(Subject.IDENTITY.value, item) for item in identity.declared(assessment)]
    facts = [(Subject.FACT.value, fact) for fact in book.profile]
    answers = [(Subject.ANSWER.value, question) for question in book.questions if question in applying]
    asked = [p for p in book.particulars.values() if p.id in said.particulars and is_told_of(p, said.profile)]
    particulars = [(Subject.PARTICULAR.value, particular.id) for particular in asked]
    credits = [(Subject.CREDIT.value, credit) for credit in book.credits if credit in said.credits]
    return who + facts + answers + particulars + credits


def undecided(assessment: Assessment) -> list[ItemKey]:
    """Return the items without a final verdict: none yet, or a query."""
    given = by_item(assessment)
    return [key for key in items(assessment) if key not in given or given[key].kind == VerdictKind.QUERY]
