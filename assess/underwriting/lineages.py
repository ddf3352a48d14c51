"""Which certificates are one company's: by lineage, and by corporate number (docs/rules.md § 9)."""

import sqlalchemy as sa

from assess.cases import identity
from assess.store.models import Assessment, Certificate


def same_company(case: Assessment) -> sa.ColumnElement[bool]:
    """Return the condition on a certificate, joined with its assessment, that it is of the company of a case.

    A corporate number is for life: two different ones are two companies, whatever was begun from what. Without number
    and without lineage nobody can tell.
    """
    number = identity.judged(case)[identity.NUMBER]
    if number is None:
        return Assessment.lineage == case.lineage
    unnumbered = Certificate.corporate_number.is_(None)
    return (Certificate.corporate_number == number) | (unnumbered & (Assessment.lineage == case.lineage))
