"""The certificate of a case: it knows its case, and the case does not know it."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import defer

from assess.extensions import db
from assess.store.models import Assessment, Certificate


def of(case: Assessment) -> Certificate | None:
    """Return the newest certificate of a case, or None; only a verified case is looked up."""
    return of_all([case]).get(case.id)


def of_all(cases: Iterable[Assessment]) -> dict[int, Certificate]:
    """Return the newest certificate of each of the cases that have one, by the case's id, in one statement at most."""
    verified = [case.id for case in cases if case.phase.verified]
    if not verified:
        return {}
    chosen = sa.select(Certificate).where(Certificate.assessment_id.in_(verified)).order_by(Certificate.id)
    found = db.session.scalars(chosen.options(defer(Certificate.record)))
    return {certificate.assessment_id: certificate for certificate in found}
