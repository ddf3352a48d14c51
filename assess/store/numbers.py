"""The numbers on papers: receipts A-YYYY-NNNNNN, certificates SC-YYYY-NNNNNN-C, and codes nobody can guess."""

import hashlib
import secrets

from sqlalchemy.dialects import postgresql, sqlite
from stdnum.iso7064 import mod_11_10

from assess.extensions import db
from assess.store.models import Series

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 20


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


def code() -> str:
    """Make a code of 20 signs, 98 bits, without signs that are taken for one another."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def spoken_code(text: str) -> str:
    """Group a code by four, as it is printed."""
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def typed_code(text: str) -> str:
    """Bring a code that somebody typed into the form in which it is kept."""
    return text.upper().replace("-", "").replace(" ", "")


def token() -> tuple[str, str]:
    """Make a secret for a link, and the hash under which it is kept."""
    secret = secrets.token_urlsafe(24)
    return secret, token_hash(secret)


def token_hash(secret: str) -> str:
    """Return the hash under which a link's secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _next(kind: str, year: int) -> int:
    dialect = db.session.connection().dialect.name
    insert = postgresql.insert(Series) if dialect == "postgresql" else sqlite.insert(Series)
    taken = (
        insert.values(kind=kind, year=year, last=1)
        .on_conflict_do_update(index_elements=["kind", "year"], set_={"last": Series.last + 1})
        .returning(Series.last)
    )
    return int(db.session.scalars(taken, execution_options={"synchronize_session": False}).one())
