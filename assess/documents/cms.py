"""A signature over plain bytes (CMS, detached) by the issuer's key: for what is no PDF."""

import asyncio
from collections.abc import Iterable

from asn1crypto import cms, pem, x509  # type: ignore[import-untyped]
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko_certvalidator import ValidationContext

from assess.documents.keys import Keys
from assess.documents.signature import Key


def sign_bytes(data: bytes, keys: Keys) -> bytes:
    """Return the signature over some bytes, as DER."""
    signed = asyncio.run(Key(keys).async_sign_general_data(data, "sha256", detached=True))
    return bytes(signed.dump())


def signed_by(data: bytes, signature: bytes, certificates: Iterable[bytes]) -> bool:
    """Say whether one of these certificates (PEM or DER) signed these very bytes."""
    trusted = [x509.Certificate.load(pem.unarmor(given)[2] if pem.detect(given) else given) for given in certificates]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    try:
        signed = cms.ContentInfo.load(signature, strict=True)["content"]
        status = asyncio.run(async_validate_detached_cms(data, signed, signer_validation_context=context))
    except Exception:  # a signature that is beyond the library is none
        return False
    known = status.signing_cert.dump() in {certificate.dump() for certificate in trusted}
    return bool(known and status.intact and status.valid)
