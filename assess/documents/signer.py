"""The issuer's hand: holds the key, and signs when a paper is finished."""

from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509 import Certificate
from cryptography.x509.oid import NameOID

from assess.documents.keys import DEVELOPMENT_SUBJECT, Keys, PrivateKey, development_keys, load_keys


class NoTimestamp(Exception):
    """The time-stamp authority did not answer, so nothing was signed; it may answer later."""


@cache
def _again(packed: bytes, tsa_url: str | None) -> "Signer":
    key, certificate, chain = pkcs12.load_key_and_certificates(packed, None)
    return Signer(Keys(cast(PrivateKey, key), cast(Certificate, certificate), tuple(chain)), tsa_url=tsa_url)


class Signer:
    """Holds the issuer's key and signs with it; a time-stamp authority is asked where its URL is given."""

    def __init__(self, keys: Keys, *, tsa_url: str | None = None) -> None:
        self._keys, self._tsa_url = keys, tsa_url

    @classmethod
    def development(cls, directory: Path) -> "Signer":
        """The development key of this directory, made at first start; its subject says DEVELOPMENT."""
        return cls(development_keys(directory))

    @classmethod
    def from_pkcs12(cls, path: Path, passphrase: str | None, tsa_url: str | None = None) -> "Signer":
        """The issuer's own key and certificates; ValueError when file or passphrase are wrong."""
        return cls(load_keys(path, passphrase), tsa_url=tsa_url)

    def __reduce__(self) -> tuple[object, ...]:
        """Let the process that sets papers have the key: through a pipe, never through a file."""
        return _again, (self._packed, self._tsa_url)

    @cached_property
    def _packed(self) -> bytes:
        keys = self._keys
        return pkcs12.serialize_key_and_certificates(None, keys.private, keys.certificate, keys.chain, NoEncryption())

    @property
    def certificate(self) -> bytes:
        """The public certificate, PEM: with it anyone can check a certificate without us."""
        return self._keys.certificate.public_bytes(Encoding.PEM)

    @property
    def expires_at(self) -> datetime:
        """The moment after which nothing may be signed with this key."""
        return self._keys.certificate.not_valid_after_utc

    @property
    def is_development(self) -> bool:
        """Whether the key is one for trying out, which proves nothing."""
        names = self._keys.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return any(name.value == DEVELOPMENT_SUBJECT for name in names)

    def sign_bytes(self, data: bytes) -> bytes:
        """The signature over some bytes (CMS, detached, DER)."""
        from assess.documents.cms import sign_bytes  # noqa: PLC0415 -- as below

        return sign_bytes(data, self._keys)

    def has_signed(self, data: bytes, signature: bytes) -> bool:
        """Say whether a signature over some bytes is by this key."""
        from assess.documents.cms import signed_by  # noqa: PLC0415 -- as below

        return signed_by(data, signature, [self.certificate])

    def sign(self, pdf: bytes, *, seal: str, name: str) -> bytes:
        """`pdf` with the seal as its certifying signature; nothing may change afterwards. Raises NoTimestamp."""
        # Here, because pyHanko takes half a second and 30 MB that most processes never need.
        from pyhanko.sign.timestamps import TimestampRequestError  # noqa: PLC0415

        from assess.documents.signature import sign_pdf  # noqa: PLC0415

        try:
            return sign_pdf(pdf, self._keys, seal=seal, name=name, tsa_url=self._tsa_url)
        except TimestampRequestError as fault:
            raise NoTimestamp from fault
