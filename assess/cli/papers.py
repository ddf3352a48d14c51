"""Commands on papers: is a certificate genuine? It needs the file, and the issuer's public certificate."""

import os
from pathlib import Path

import click

from assess.cli.reading import BAD_INPUT, FAULTY, editions_in, editions_option, end_with
from assess.config import SettingFault, Settings
from assess.documents import Check, check_certificate
from assess.papers.press import Press


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--issuer",
    type=click.Path(path_type=Path),
    help="The issuer's public certificate, PEM or DER; this installation's own if left out.",
)
@editions_option
def verify(file: Path, issuer: Path | None, root: Path) -> None:
    """Check the certificate FILE offline: its signature, the record inside, and its rate computed again.

    Ends with 1 if it is not genuine, saying what differs, and with 2 if a file cannot be read.
    """
    pdf = _bytes(file)
    trusted = _bytes(issuer) if issuer else _own_certificate()
    found = check_certificate(pdf, issuer_certificates=[trusted], editions=editions_in(root)[0])
    if found.authenticity != "genuine":
        end_with(_in_words(file, found), FAULTY)
    record = found.record or {}
    click.echo(f"{file}: genuine")
    click.echo(f"  {found.number}, {record['company']['name']}: {record['result']['rate']} %")
    click.echo(f"  issued {record['issued_on']}, expires {record['expires_on']}, signed by {found.signed_by}")
    click.echo("  Whether it was revoked or replaced, only the issuer's page can say.")
    for remark in found.remarks:
        click.echo(f"  {remark}")
    if found.is_development:
        click.echo("  The key is one for development: it proves nothing to others.")


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


def _own_certificate() -> bytes:
    try:
        return Press(Settings.from_environment(os.environ)).signer.certificate
    except (SettingFault, ValueError) as fault:
        end_with([str(fault)], BAD_INPUT)
