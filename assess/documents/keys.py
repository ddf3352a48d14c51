"""Keys to sign with: from a PKCS#12 file, or made for development at first start."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from assess import safekeeping

DEVELOPMENT_SUBJECT = "DEVELOPMENT - not a valid issuer"
_DEVELOPMENT_FILE = "development-signer.p12"
_TEN_YEARS = timedelta(days=3652)
_FIRST_START = threading.Lock()

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Keys:
    """A private key, its certificate, and the certificates of the authorities above it."""

    private: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def development_keys(directory: Path) -> Keys:
    """The development keys of this directory, made when there are none; their subject says DEVELOPMENT."""
    path = directory / _DEVELOPMENT_FILE
    with _FIRST_START:
        if not path.exists():
            _make_development_key(path)
    return load_keys(path, None)


def load_keys(path: Path, passphrase: str | None) -> Keys:
    """The keys in a PKCS#12 file; ValueError when it holds none that we can use or the passphrase is wrong."""
    key, certificate, chain = pkcs12.load_key_and_certificates(
        path.read_bytes(), passphrase.encode() if passphrase else None
    )
    if not isinstance(key, PrivateKey) or certificate is None:
        raise ValueError(f"{path.name} must hold an RSA or elliptic-curve key and its certificate")
    return Keys(key, certificate, tuple(chain))


def _make_development_key(path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, DEVELOPMENT_SUBJECT),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "DEVELOPMENT"),
        ]
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _TEN_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signing_only(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    safekeeping.private_folder(path.parent)
    packed = pkcs12.serialize_key_and_certificates(b"development", key, certificate, None, NoEncryption())
    safekeeping.keep_first(path, packed)


def _signing_only() -> x509.KeyUsage:
    others = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        encipher_only=False,
        decipher_only=False,
        **dict.fromkeys(others, False),
    )
