"""Commands on papers: is a certificate genuine? It needs the file, and the issuer's public certificate."""

import os
import sys
from datetime import date
from pathlib import Path

import click
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from assess import clock
from assess.cli.reading import BAD_INPUT, FAULTY, PAST_EXPIRY, editions_in, editions_option
from assess.cli.saying import end_with, say
from assess.config import SettingFault, Settings
from assess.documents import Check, check_certificate
from assess.papers.press import Press


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--issuer",
    type=click.Path(path_type=Path),
    help="The issuer's public certificates, PEM (one or a bundle) or DER; this installation's own if left out.",
)
@editions_option
def verify(file: Path, issuer: Path | None, root: Path) -> None:
    """Check the certificate FILE offline: its signature, the record inside, and its rate computed again.

    Ends with 1 if it is not genuine, saying what differs, with 2 if a file cannot be read or the issuer's holds
    no certificate, and with 3 if it is genuine but past its expiry.
    """
    pdf = _bytes(file)
    trusted = _certificates(issuer) if issuer else [_own_certificate()]
    found = check_certificate(pdf, issuer_certificates=trusted, editions=editions_in(root)[0])
    if found.authenticity != "genuine":
        end_with(_in_words(file, found), FAULTY)
    expires_on = date.fromisoformat((found.record or {})["expires_on"])
    if expires_on < clock.today():
        say(f"{file}: genuine, but expired on {expires_on}")
        _tell(found)
        sys.exit(PAST_EXPIRY)
    say(f"{file}: genuine")
    _tell(found)


def _tell(found: Check) -> None:
    record = found.record or {}
    say(f"  {found.number}, {record['company']['name']}: {record['result']['rate']} %")
    say(f"  issued {record['issued_on']}, expires {record['expires_on']}, signed by {found.signed_by}")
    say("  Whether it was revoked or replaced, only the issuer's page can say.")
    for remark in found.remarks:
        say(f"  {remark}")
    if found.is_development:
        say("  The key is one for development: it proves nothing to others.")


def _in_words(file: Path, found: Check) -> list[str]:
    sentences = [f"{file}: {'altered' if found.authenticity == 'altered' else 'not a certificate'}"]
    for discrepancy in found.discrepancies:
        sentences.append(f"  {discrepancy.part}: {discrepancy.sentence}")
        sentences += [f"    {detail}" for detail in discrepancy.details]
    return sentences


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        end_with([f"{path} cannot be read: {fault.strerror}"], BAD_INPUT)


def _certificates(path: Path) -> list[bytes]:
    """The certificates in a file, each PEM or DER; ends the command where there is none."""
    given = _bytes(path)
    try:
        found = (
            x509.load_pem_x509_certificates(given)
            if b"-----BEGIN" in given
            else [x509.load_der_x509_certificate(given)]
        )
    except ValueError:
        end_with([f"{path} holds no certificate; give the issuer's public certificate, PEM or DER"], BAD_INPUT)
    return [certificate.public_bytes(Encoding.DER) for certificate in found]


def _own_certificate() -> bytes:
    try:
        return Press(Settings.from_environment(os.environ)).signer.certificate
    except (SettingFault, ValueError) as fault:
        end_with([str(fault)], BAD_INPUT)
