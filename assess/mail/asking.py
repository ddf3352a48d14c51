"""The letter that asks a colleague or an IT supplier to answer for a company."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from assess.mail.letters import Letter
from assess.texts import formats, people


class Request(NamedTuple):
    """What is asked of whom: the questions in words, and the way in; `code` stands in groups, as it is spoken."""

    holder: str
    company: str | None
    questions: Sequence[str]
    code: str
    expires_at: datetime


def asking_letter(to: str, language: str, request: Request, base_url: str) -> Letter:
    """Write the letter; its text is also what a company sends by itself."""
    with formats.speaking(language):
        company = request.company or _("our company")
        subject = _("Questions on security from %(company)s", company=company)
        listed = "\n".join(f"{number}. {question}" for number, question in enumerate(request.questions, 1))
        parts = [*_opening(request, base_url), *_by_hand(request, base_url), listed]
        return Letter(to, language, _("Sonae"), subject, "\n\n".join(parts) + "\n")


def short_text(language: str, request: Request, base_url: str) -> str:
    """Write the text without the questions, for mail programs that take no long one from a link."""
    with formats.speaking(language):
        return "\n\n".join(_opening(request, base_url)).replace("\n", "\r\n")


def _opening(request: Request, base_url: str) -> list[str]:
    until = _(
        "Open this link and press the button. It works until %(moment)s (Japan time).",
        moment=formats.moment(request.expires_at),
    )
    return [
        _("To %(holder)s", holder=people.addressed(request.holder)),
        ngettext(
            "Could you answer %(num)s question for %(company)s? It is for a security assessment. "
            "Files that show the answer can be added.",
            "Could you answer %(num)s questions for %(company)s? They are for a security assessment. "
            "Files that show the answers can be added.",
            len(request.questions),
            company=request.company or _("our company"),
        ),
        # The sign # keeps the code in the browser: no server on the way gets to see, or to log, what follows it.
        f"{until}\n{base_url}/colleague#{request.code}",
    ]


def _by_hand(request: Request, base_url: str) -> list[str]:
    typed = _("If the link does not work, open this page and type the code:")
    return [f"{typed}\n{base_url}/colleague\n{request.code}"]
