"""The letter that carries a seal away, to where nobody who could rewrite the database can reach it."""

import json

from flask_babel import gettext as _

from assess.mail.letters import Letter
from assess.texts import formats


def seal_letter(to: str, language: str, seal: str, base_url: str) -> Letter:
    """Write the letter: the head of the seal in words, and the seal itself as it stands in the file."""
    told = json.loads(seal)
    with formats.speaking(language):
        subject = _("Seal %(number)s over the audit chains", number=told["number"])
        head = _(
            "Seal %(number)s of %(service)s, over %(cases)s cases. Keep this letter: with it anyone can show later "
            "that nothing sealed here was changed or removed.",
            number=told["number"],
            service=f"{base_url}/",
            cases=told["cases"],
        )
        return Letter(to, language, _("Sonae"), subject, f"{head}\n\n{seal}")
