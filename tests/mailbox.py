"""A real mail server on this machine, and what it was given."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from assess.config import MailSettings
from assess.mail.post import Post
from tests.conftest import settings

USER, PASSWORD = "sonae", "a password for tests only"


class Mailbox:
    """Takes every mail, and keeps it with what its envelope said."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.encrypted: list[bool] = []
        self.port = 0

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content or b"", policy=policy.default))  # type: ignore[arg-type]
        self.recipients.append(envelope.rcpt_tos)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"

    def settings(self, **more: Any) -> MailSettings:
        """The settings that lead to this server."""
        chosen = {"scheme": "smtp", "host": "127.0.0.1", "port": self.port, "sender": "no-reply@sonae.example", **more}
        return MailSettings(**chosen)

    def post(self) -> Post:
        """The post that leads to this server."""
        return Post(replace(settings("sqlite://", Path()), mail=self.settings(), base_url="https://sonae.example"))

    def text(self) -> str:
        """What the last mail says, with the line ends of this machine."""
        return str(self.mails[-1].get_content()).replace("\r\n", "\n")


class _AnyPort(Controller):
    """Lets the system choose the port, which is known once the server listens."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def mailbox(starttls: ssl.SSLContext | None = None, smtps: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """Run the server: plain, or with STARTTLS and a password required, or with TLS from the first byte."""
    box = Mailbox()
    signing_in: dict[str, Any] = {}
    if starttls:
        signing_in = {"tls_context": starttls, "authenticator": _check, "auth_required": True}
    controller = _AnyPort(box, hostname="127.0.0.1", port=0, ssl_context=smtps, **signing_in)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()


def _check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (USER.encode(), PASSWORD.encode()), handled=False)
