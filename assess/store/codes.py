"""Codes that nobody can guess: how they are made, written, read, and kept as a hash."""

import hashlib
import secrets

from assess import limits

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PRINTED = 20
"""Signs of the code on a certificate, 98 bits: it stands on a paper that is handed on, and opens what that says."""
LENGTHS = (limits.SECRET_SIGNS, 20)
"""Signs of the secrets that are made now, and of those that were made before."""


def make(length: int = limits.SECRET_SIGNS) -> str:
    """Make a code without signs that are taken for one another; more than 128 bits where no length is given."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def spoken(text: str) -> str:
    """Group a code by four, as it is printed."""
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def typed(text: str) -> str:
    """Bring a code that somebody typed into the form in which it is kept."""
    return text.upper().replace("-", "").replace(" ", "")


def token() -> tuple[str, str]:
    """Make a secret for a link, and the hash under which it is kept."""
    secret = secrets.token_urlsafe(24)
    return secret, token_hash(secret)


def token_hash(secret: str) -> str:
    """Return the hash under which a link's secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
