"""From rows to what the rules take: the declared and the verified facts of a case (docs/rules.md § 9)."""

from dataclasses import dataclass

from assess import clock
from assess.store.models import Assessment, Subject, Verdict, VerdictKind
from assess.texts import editions
from scoring import Edition, Facts, RecordedVerdict, Result, evaluate, read_facts, verified_facts

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


def stated(assessment: Assessment) -> Facts:
    """Return what the company says at this moment; what it has not said is assumed, see `assumed`."""
    plans = [assessment.plan] if assessment.plan else list(edition_of(assessment).plans)
    said = [_said(assessment, plan) for plan in plans]
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


def _said(assessment: Assessment, plan: str) -> Facts:
    return Facts(
        edition=assessment.edition,
        plan=plan,
        profile=profile(assessment),
        answers={row.question: row.option for row in assessment.answers if row.option is not None},
        credits=tuple(row.credit for row in assessment.credits),
        premium=assessment.premium,
    )


def declared(assessment: Assessment) -> Facts | None:
    """Return what the company declared when it last handed in, or None where it never did."""
    if not assessment.declarations:
        return None
    return read_facts(assessment.declarations[-1].facts, editions.everything())


def under_review(assessment: Assessment) -> Facts:
    """Return what an underwriter judges: what was declared, whatever the company has written since."""
    return declared(assessment) or stated(assessment)


def verified(assessment: Assessment) -> Facts:
    """Return the facts with the verdicts given so far applied; what has no final verdict stands as stated."""
    return verified_facts(under_review(assessment), final_verdicts(assessment))


def final_verdicts(assessment: Assessment) -> list[RecordedVerdict]:
    """Return the verdicts that decide something, in the form of the rules; a query waits for the company."""
    return [
        RecordedVerdict(
            subject=verdict.subject,  # type: ignore[arg-type]  # a constraint of the table holds the values
            item=verdict.item,
            kind=verdict.kind,  # type: ignore[arg-type]
            on=clock.day_of(verdict.given_at),
            corrected_to=verdict.corrected_to,
        )
        for verdict in assessment.verdicts
        if verdict.kind != VerdictKind.QUERY
    ]


def result(assessment: Assessment) -> Result:
    """Evaluate what the company says at this moment."""
    return evaluate(edition_of(assessment), stated(assessment))


def verified_result(assessment: Assessment) -> Result:
    """Evaluate the facts with the verdicts given so far applied."""
    return evaluate(edition_of(assessment), verified(assessment))


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
    """List all that needs a verdict: profile facts, answers to questions that apply, credits; edition's order.

    Where a verdict turned a profile fact to "yes", its questions apply but nobody asked them:
    they count as unanswered, and there is nothing to give a verdict on.
    """
    book = edition_of(assessment)
    said = under_review(assessment)
    applying = set(evaluate(book, said).not_asked) ^ set(book.questions)
    facts = [(Subject.FACT.value, fact) for fact in book.profile]
    answers = [(Subject.ANSWER.value, question) for question in book.questions if question in applying]
    credits = [(Subject.CREDIT.value, credit) for credit in book.credits if credit in said.credits]
    return facts + answers + credits


def undecided(assessment: Assessment) -> list[ItemKey]:
    """Return the items without a final verdict: none yet, or a query."""
    given = by_item(assessment)
    return [key for key in items(assessment) if key not in given or given[key].kind == VerdictKind.QUERY]
