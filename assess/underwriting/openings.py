"""Who on the staff saw which file of a case, and when. One function is one transaction."""

from datetime import datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from assess import clock
from assess.extensions import db
from assess.store.models import Assessment, Evidence, EvidenceOpening, Staff


def record(row: Evidence, person: Staff, whole: bool) -> None:
    """Keep that somebody opened a file, `whole` or in its preview; of previews the first in a day."""
    if not whole and _seen_today(row, person):
        return
    db.session.add(
        EvidenceOpening(
            assessment_id=row.assessment_id,
            sha256=row.sha256,
            name=row.name,
            whole=whole,
            staff_id=person.id,
            opened_at=clock.now(),
        )
    )
    db.session.commit()


def listed(case: Assessment) -> list[EvidenceOpening]:
    """Return who saw the files of a case, oldest first."""
    chosen = sa.select(EvidenceOpening).where(EvidenceOpening.assessment_id == case.id).order_by(EvidenceOpening.id)
    return list(db.session.scalars(chosen.options(joinedload(EvidenceOpening.staff))))


def _seen_today(row: Evidence, person: Staff) -> bool:
    midnight = datetime.combine(clock.today(), time.min, clock.JAPAN)
    seen = sa.select(EvidenceOpening.id).where(
        EvidenceOpening.assessment_id == row.assessment_id,
        EvidenceOpening.sha256 == row.sha256,
        EvidenceOpening.staff_id == person.id,
        EvidenceOpening.opened_at >= midnight,
    )
    return db.session.scalar(seen.limit(1)) is not None
