"""Mail leaves through a real server, protected as the settings say, and says nothing into the log."""

import datetime
import ipaddress
import logging
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from assess.config import MailSettings, SettingFault, Settings
from assess.errors import MailBroken
from assess.mail.letters import Letter
from assess.mail.post import Post
from tests.conftest import settings
from tests.mailbox import PASSWORD, USER, mailbox

LONG = "とても長い行。" * 60
LETTER = Letter("kishimoto@kitahama.example", "ja", "備え診断", "続きを開くリンク", f"岸本さま\n{LONG}\n")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate with its key, of a server on this machine, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    key_bytes = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = tmp_path / "server.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key_bytes)
    return file


def served(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def post(mail: MailSettings | None) -> Post:
    return Post(replace(settings("sqlite://", Path()), mail=mail))


def test_a_japanese_letter_arrives_as_it_was_written() -> None:
    with mailbox() as box:
        post(box.settings()).send(LETTER)
    mail = box.mails[0]
    assert (mail["To"], mail["Subject"]) == (LETTER.to, LETTER.subject)
    assert mail["From"].addresses[0].display_name == "備え診断"
    assert box.text() == LETTER.text
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@sonae.example>")


def test_without_a_server_no_mail_is_promised() -> None:
    nowhere = post(None)
    assert not nowhere.able
    with pytest.raises(MailBroken):
        nowhere.send(LETTER)


def test_with_starttls_the_password_goes_encrypted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mailbox(starttls=served(certificate)) as box:
        post(box.settings(scheme="starttls", user=USER, password=PASSWORD)).send(LETTER)
        with pytest.raises(MailBroken):
            post(box.settings(scheme="starttls", user=USER, password="wrong")).send(LETTER)
    assert box.encrypted == [True]


def test_with_smtps_all_is_encrypted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mailbox(smtps=served(certificate)) as box:
        post(box.settings(scheme="smtps")).send(LETTER)
    assert len(box.mails) == 1


@pytest.mark.parametrize("scheme", ["starttls", "smtps"])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(certificate: Path, scheme: str) -> None:
    context = served(certificate)
    with mailbox(**{scheme: context}) as box, pytest.raises(MailBroken):
        post(box.settings(scheme=scheme)).send(LETTER)
    assert box.mails == []


def test_where_starttls_is_wanted_and_not_offered_nothing_is_sent() -> None:
    with mailbox() as box, pytest.raises(MailBroken):
        post(box.settings(scheme="starttls")).send(LETTER)
    assert box.mails == []


@pytest.mark.parametrize("to", ["", "nobody", "a@b.example\nBcc: c@d.example", "岸本@kitahama.example"])
def test_an_address_that_cannot_be_written_is_a_sentence_and_not_a_crash(to: str) -> None:
    with mailbox() as box, pytest.raises(MailBroken):
        post(box.settings()).send(LETTER._replace(to=to))
    assert box.mails == []


def test_a_server_that_is_down_is_logged_without_address_or_text(caplog: pytest.LogCaptureFixture) -> None:
    with mailbox() as box:
        down = box.settings()
    with caplog.at_level(logging.DEBUG), pytest.raises(MailBroken):
        post(down).send(LETTER)
    assert "could not be sent" in caplog.text
    assert LETTER.to not in caplog.text
    assert "岸本" not in caplog.text


def from_environment(folder: Path, **more: str) -> MailSettings | None:
    return Settings.from_environment({"ASSESS_INSTANCE": str(folder), **more}).mail


def test_the_server_is_read_from_one_address(tmp_path: Path) -> None:
    given = {"ASSESS_SMTP_URL": "starttls://a%40b:p%2Fw@mail.example.jp", "ASSESS_MAIL_FROM": "no-reply@example.jp"}
    mail = from_environment(tmp_path, **given)
    assert mail == MailSettings("starttls", "mail.example.jp", 587, "no-reply@example.jp", "a@b", "p/w")
    assert "p/w" not in repr(mail)
    assert from_environment(tmp_path) is None


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.jp",
        "http://mail.example.jp",
        "smtp://",
        "smtp://mail.example.jp:none",
        "smtp://u:pw@mail.example.jp",
    ],
)
def test_a_server_address_that_cannot_be_used_is_refused_without_repeating_it(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingFault) as refused:
        from_environment(tmp_path, ASSESS_SMTP_URL=address, ASSESS_MAIL_FROM="no-reply@example.jp")
    assert "ASSESS_SMTP_URL" in str(refused.value)
    assert ":pw@" not in str(refused.value)


def test_a_server_needs_a_sender(tmp_path: Path) -> None:
    with pytest.raises(SettingFault, match="ASSESS_MAIL_FROM"):
        from_environment(tmp_path, ASSESS_SMTP_URL="smtp://localhost")
