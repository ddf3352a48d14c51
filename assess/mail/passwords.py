"""The letter with the link by which a person on the staff sets the password."""

from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _

from assess.mail.letters import Letter
from assess.texts import formats, people


class PasswordLink(NamedTuple):
    """Who may set a password, the code of the link in groups, and until when it works."""

    name: str
    code: str
    expires_at: datetime


def password_letter(to: str, language: str, link: PasswordLink, base_url: str) -> Letter:
    """Write the letter that begins an account, or begins it anew."""
    with formats.speaking(language):
        address = f"{base_url}/sign-in/password"
        opening = _(
            "An account for you was opened, or begun anew. You set its password yourself; nobody else knows it."
        )
        until = _(
            "Open this link and set your password. It works once, until %(moment)s (Japan time).",
            moment=formats.moment(link.expires_at),
        )
        parts = [
            _("To %(holder)s", holder=people.addressed(link.name)),
            opening,
            # The sign # keeps the code in the browser: no server on the way gets to see, or to log, what follows it.
            f"{until}\n{address}#{link.code}",
            _("If the link does not work, open this page and type the code:") + f"\n{address}\n{link.code}",
            _("You sign in with this e-mail address: %(address)s", address=to),
            _("You expected no such letter? Then tell those who run the service, and do not use the link."),
        ]
        return Letter(to, language, _("Sonae"), _("Set your password"), "\n\n".join(parts) + "\n")
