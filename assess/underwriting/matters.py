"""On what an underwriter must write a word, and where it is missing (docs/rules.md § 1)."""

from assess.cases import contradictions, facts
from assess.store.models import Assessment, Matter, Remark

MatterKey = tuple[str, str]
"""A Matter, and the id of the contradiction or the particular."""


def wanted(assessment: Assessment) -> list[MatterKey]:
    """List on what a word is wanted: rules of the edition that fire on the facts as found, particulars referred."""
    book = facts.edition_of(assessment)
    if not book.contradictions and not book.particulars:
        return []
    fired = [found.rule for found in contradictions.find(book, facts.verified(assessment)) if found.rule]
    referred = facts.verified_result(assessment).refer
    return [
        *((Matter.CONTRADICTION.value, rule) for rule in fired),
        *((Matter.PARTICULAR.value, particular) for particular in referred),
    ]


def written(assessment: Assessment) -> dict[MatterKey, Remark]:
    """Return the words that stand, by their matter."""
    return {(row.matter, row.item): row for row in assessment.remarks}


def missing(assessment: Assessment) -> list[MatterKey]:
    """List on what a word is still wanted."""
    there = written(assessment)
    return [key for key in wanted(assessment) if key not in there]
