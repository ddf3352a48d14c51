"""The numbers on papers: receipts A-YYYY-NNNNNN and certificates SC-YYYY-NNNNNN-C."""

from stdnum.iso7064 import mod_11_10

from assess.extensions import db
from assess.store.inserting import insert_of
from assess.store.models import Series


def receipt(year: int) -> str:
    """Give out the next receipt number of the year."""
    return f"A-{year:04d}-{_next('A', year):06d}"


def certificate(year: int) -> str:
    """Give out the next certificate number of the year, with an ISO 7064 MOD 11,10 check digit."""
    number = _next("SC", year)
    return f"SC-{year:04d}-{number:06d}-{mod_11_10.calc_check_digit(f'{year:04d}{number:06d}')}"


def is_certificate_number(text: str) -> bool:
    """Say whether the text has the form of a certificate number and its check digit is right."""
    parts = text.split("-")
    if len(parts) != 4 or parts[0] != "SC" or [len(part) for part in parts[1:]] != [4, 6, 1]:
        return False
    return bool(mod_11_10.is_valid("".join(parts[1:])))


def _next(kind: str, year: int) -> int:
    dialect = db.session.connection().dialect.name
    insert = insert_of(dialect)(Series)
    taken = (
        insert.values(kind=kind, year=year, last=1)
        .on_conflict_do_update(index_elements=["kind", "year"], set_={"last": Series.last + 1})
        .returning(Series.last)
    )
    return int(db.session.scalars(taken, execution_options={"synchronize_session": False}).one())
