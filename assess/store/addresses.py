"""The address by which staff sign in: one account, however it is spelt."""

import unicodedata

from email_validator import EmailNotValidError, validate_email
from flask_security import MailUtil


class NoAddress(ValueError):
    """A text that is no e-mail address."""


def plain(text: str) -> str:
    """Bring an address to the one spelling in which it is kept: half-width, lower case, the domain in ASCII (IDNA).

    Raises NoAddress. Capital letters before the @ could mean another mailbox by the standard; no mail service that
    is in use has two such, and people type either.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise NoAddress from None
    return f"{found.local_part}@{found.ascii_domain}".lower()


class PlainAddresses(MailUtil):
    """Looks people up by the one spelling of their address, whatever they typed at the sign-in."""

    def normalize(self, email: str) -> str:
        """Return the spelling in which an address is kept; raises NoAddress."""
        return plain(email)

    validate = normalize
