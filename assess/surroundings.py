"""Other servers that the environment names: the one through which mail leaves, and the virus scanner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit


class SettingFault(Exception):
    """A setting in the environment has a value that cannot be used."""


@dataclass(frozen=True)
class MailSettings:
    """The server through which mail leaves, how the way to it is protected, and the sender."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


_MAIL_PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
_ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def mail(environment: Mapping[str, str]) -> MailSettings | None:
    """Read ASSESS_SMTP_URL and ASSESS_MAIL_FROM; without the former no mail is sent."""
    if not environment.get("ASSESS_SMTP_URL"):
        return None
    sender = environment.get("ASSESS_MAIL_FROM", "")
    if "@" not in sender:
        raise SettingFault(f"ASSESS_MAIL_FROM is {sender!r}; it must be the address that mail comes from")
    server, port = _mail_server(environment["ASSESS_SMTP_URL"])
    if server.password and server.scheme == "smtp" and server.hostname not in _ON_THIS_MACHINE:
        raise SettingFault("ASSESS_SMTP_URL would send its password unprotected; use starttls:// or smtps://")
    return MailSettings(
        scheme=server.scheme,
        host=server.hostname or "",
        port=port,
        sender=sender,
        user=unquote(server.username) if server.username else None,
        password=unquote(server.password) if server.password else None,
    )


def _mail_server(address: str) -> tuple[SplitResult, int]:
    # The sentence leaves out what was given: it may hold a password.
    fault = (
        "ASSESS_SMTP_URL must be like starttls://user:password@mail.example.jp:587, or begin with smtps:// or smtp://"
    )
    try:
        server = urlsplit(address)
        port = server.port or _MAIL_PORTS[server.scheme]
    except (KeyError, ValueError):
        raise SettingFault(fault) from None
    if not server.hostname:
        raise SettingFault(fault)
    return server, port


def scanner(environment: Mapping[str, str]) -> tuple[str, int | None] | None:
    """Read ASSESS_SCANNER: host and port of clamd, or the path of its socket and None; None without it."""
    text = environment.get("ASSESS_SCANNER", "")
    if not text:
        return None
    if text.startswith("/"):
        return text, None
    host, _colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise SettingFault(
            f"ASSESS_SCANNER is {text!r}; it must be the host and port of clamd, as in 127.0.0.1:3310, "
            "or the path of its socket"
        )
    return host, int(port)
