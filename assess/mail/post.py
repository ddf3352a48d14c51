"""Letters by e-mail: how they leave the house.

The standard library is enough for plain text: Flask-Mail would add ten settings and a global state of its own.
"""

import logging
import smtplib
import ssl
from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime, make_msgid
from threading import Thread
from typing import cast

from flask import Flask

from assess.config import MailSettings, Settings
from assess.errors import MailBroken
from assess.mail.letters import Letter

log = logging.getLogger(__name__)
_SECONDS = 15


class Post:
    """Sends letters through the configured server; `able` says whether there is one."""

    def __init__(self, settings: Settings) -> None:
        self._server = settings.mail
        self.base_url = settings.base_url

    @property
    def able(self) -> bool:
        """Say whether mail can be sent from here."""
        return self._server is not None

    def send(self, letter: Letter) -> None:
        """Hand a letter to the mail server; raises MailBroken where that is not possible."""
        if self._server is None:
            raise MailBroken
        try:
            message = _message(letter, self._server.sender)
            with _connected(self._server) as server:
                server.send_message(message)
        except (OSError, ValueError, LookupError, MessageError) as fault:
            # The kind of fault only: its text may hold the recipient's address.
            log.warning("A mail could not be sent: %s", type(fault).__name__)
            raise MailBroken from None


def post_of(app: Flask) -> Post:
    """Return the post of an application."""
    return Post(cast(Settings, app.extensions["settings"]))


def meanwhile(app: Flask, work: Callable[[], None]) -> Thread:
    """Do the work beside the answer, so that the time an answer takes does not tell whether mail was sent."""
    thread = Thread(target=_work, args=(app, work), name="post")
    thread.start()
    return thread


def _work(app: Flask, work: Callable[[], None]) -> None:
    with app.app_context():
        try:
            work()
        except MailBroken:
            return  # logged where it happened
        except Exception:
            log.exception("A mail was not sent")


def _connected(given: MailSettings) -> smtplib.SMTP:
    """Open the way to the server, protected as the settings say; raises OSError, which SMTPException is."""
    if given.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            given.host, given.port, timeout=_SECONDS, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(given.host, given.port, timeout=_SECONDS)
    try:
        if given.scheme == "starttls":
            server.starttls(context=ssl.create_default_context())
        if given.user:
            server.login(given.user, given.password or "")
    except OSError:
        server.close()
        raise
    return server


def _message(letter: Letter, sender: str) -> EmailMessage:
    """Make the message; raises ValueError for an address that cannot be written into one."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(letter.sender_name, addr_spec=sender)
    # In its two halves: as a whole, an address with two dots in a row is refused, and such addresses are in use.
    mailbox, _, domain = letter.to.rpartition("@")
    if not (mailbox and domain and letter.to.isascii()):
        raise ValueError("no address that can be written")
    message["To"] = Address(username=mailbox, domain=domain)
    message["Subject"] = letter.subject
    message["Date"] = localtime()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    # Base64: no line of Japanese, and no long link, can be broken on the way.
    message.set_content(letter.text, charset="utf-8", cte="base64")
    # After the text, which takes away what was said of the content before.
    message["Content-Language"] = letter.language
    return message
