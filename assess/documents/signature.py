"""Signs a finished PDF (PAdES): the visible seal on page one is the signature field.

The file stays PDF 1.7 and PDF/A-3a. The signature certifies the document, so that readers report any
later change at all.
"""

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from asn1crypto import x509 as asn1_x509  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers import constants
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from assess.documents.seal import SIDE, seal_drawing

FIELD = "Seal"
# Where the template leaves room for the seal, from the lower left corner of the page, in points.
SEAL_AT = (445, 82)
DEVELOPMENT_SUBJECT = "DEVELOPMENT - not a valid issuer"
_DEVELOPMENT_FILE = "development-signer.p12"
_TEN_YEARS = timedelta(days=3652)
_FIRST_START = threading.Lock()

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class _Signer17(signers.PdfSigner):
    """Declares PAdES only: for elliptic curves the library would raise the file to PDF 2.0."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:  # noqa: ARG002
        pdf_out.register_extension(constants.ESIC_EXTENSION_1)


class _Key(signers.Signer):
    """The private key, loaded once: the library's own signer would load and check it at each signature."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate, chain: list[x509.Certificate]) -> None:
        self.certificate = _translate(certificate)
        others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        others.register_multiple(map(_translate, chain))
        super().__init__(signing_cert=self.certificate, cert_registry=others)
        self._private = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        if isinstance(self._private, rsa.RSAPrivateKey):
            return self._private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._private.sign(data, ec.ECDSA(hashes.SHA256()))


class Signer:
    """Holds the issuer's key. `certificate` is the public one, DER: give it to whoever checks."""

    def __init__(self, key: _Key, *, is_development: bool, tsa_url: str | None = None) -> None:
        self._key = key
        self._clock = HTTPTimeStamper(tsa_url) if tsa_url else None
        self.is_development = is_development

    @classmethod
    def development(cls, directory: Path) -> "Signer":
        """The development key of this directory, made at first start; its subject says DEVELOPMENT."""
        path = directory / _DEVELOPMENT_FILE
        with _FIRST_START:
            if not path.exists():
                _make_development_key(path)
        return cls(_load(path, None), is_development=True)

    @classmethod
    def from_pkcs12(cls, path: Path, passphrase: str | None, tsa_url: str | None = None) -> "Signer":
        """The issuer's own key and certificates; ValueError when file or passphrase are wrong."""
        key = _load(path, passphrase)
        return cls(key, is_development=key.subject_name == DEVELOPMENT_SUBJECT, tsa_url=tsa_url)

    @property
    def certificate(self) -> bytes:
        return bytes(self._key.certificate.dump())

    def sign(self, pdf: bytes, *, seal: str, name: str) -> bytes:
        """`pdf` with the seal as its certifying signature; nothing may change afterwards."""
        signer = _Signer17(
            signers.PdfSignatureMetadata(
                field_name=FIELD,
                name=name,
                md_algorithm="sha256",
                subfilter=fields.SigSeedSubFilter.PADES,
                certify=True,
                docmdp_permissions=fields.MDPPerm.NO_CHANGES,
            ),
            signer=self._key,
            timestamper=self._clock,
            stamp_style=_stamp(seal),
            new_field_spec=_field(name),
        )
        output = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
        return bytes(output.getvalue())


def _field(name: str) -> fields.SigFieldSpec:
    left, foot = SEAL_AT
    return fields.SigFieldSpec(
        FIELD,
        on_page=0,
        box=(left, foot, left + SIDE, foot + SIDE),
        readable_field_name=f"{name} (seal and digital signature)",
    )


def _stamp(seal: str) -> StaticStampStyle:
    return StaticStampStyle(
        border_width=0,
        background=RawContent(data=seal_drawing(seal), box=BoxConstraints(width=SIDE, height=SIDE)),
        background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID),
        background_opacity=1,
    )


def _load(path: Path, passphrase: str | None) -> _Key:
    key, certificate, chain = pkcs12.load_key_and_certificates(
        path.read_bytes(), passphrase.encode() if passphrase else None
    )
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or certificate is None:
        raise ValueError(f"{path.name} must hold an RSA or elliptic-curve key and its certificate")
    return _Key(key, certificate, chain)


def _translate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


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
    path.parent.mkdir(parents=True, exist_ok=True)
    _keep_first(path, pkcs12.serialize_key_and_certificates(b"development", key, certificate, None, NoEncryption()))


def _keep_first(path: Path, content: bytes) -> None:
    """Writes the file, unless another worker that started at the same moment was first."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_bytes(content)
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()


def _signing_only() -> x509.KeyUsage:
    others = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        encipher_only=False,
        decipher_only=False,
        **dict.fromkeys(others, False),
    )
