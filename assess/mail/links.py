"""The letter that brings a company back: a secret stands only in a link and in its code."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from assess.mail.letters import Letter
from assess.store import codes
from assess.texts import companies, formats


class Link(NamedTuple):
    """A way back into one assessment, to be used once, until a moment."""

    company: str | None
    started_at: datetime
    secret: str
    expires_at: datetime


def links_letter(to: str, language: str, links: Sequence[Link], base_url: str) -> Letter:
    """Write the letter that brings a company back to its assessments; there is at least one link."""
    with formats.speaking(language):
        address = f"{base_url}/continue/link"
        parts = [
            ngettext(
                "You asked for a link to continue your assessment. It is below.",
                "You asked for links to continue your assessments. They are below.",
                len(links),
            ),
            *(_entry(link, address) for link in links),
            _(
                "Open the link and press the button on the page. It works once, until %(moment)s (Japan time).",
                moment=formats.moment(min(link.expires_at for link in links)),
            ),
            _("If the link does not work, open this page and type the code that stands under the link:")
            + f"\n{address}",
            _("You did not ask for this? Then delete this mail. Nobody can open the assessment without it."),
            _("Please do not reply: nobody reads mail to this address."),
        ]
        return Letter(to, language, _("Sonae"), _("Your link to continue the assessment"), "\n\n".join(parts) + "\n")


def _entry(link: Link, address: str) -> str:
    code = codes.spoken(link.secret)
    # The sign # keeps the code in the browser: no server on the way gets to see, or to log, what follows it.
    return "\n".join(
        [
            _(
                "%(company)s (started %(moment)s)",
                company=companies.called(link.company),
                moment=formats.moment(link.started_at),
            ),
            f"{address}#{code}",
            _("Code: %(code)s", code=code),
        ]
    )
