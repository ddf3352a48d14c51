"""What may ride in a signature: the signer's certificate with those of its authorities, and one time stamp.

Unsigned parts of a CMS structure can be added by anybody without breaking the signature. We write none but
these, so anything else was not put there by us.
"""

from asn1crypto import cms, core, x509  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import Certificate, load_der_x509_certificate

STAMP = "signature_time_stamp_token"


def nothing_stuffed(signed: cms.SignedData) -> bool:
    """Say whether signed data hold nothing that is neither signed nor vouched for by what is signed."""
    (information,) = signed["signer_infos"]
    unsigned = [] if isinstance(information["unsigned_attrs"], core.Void) else list(information["unsigned_attrs"])
    return (
        not _present(signed["crls"])
        and _one_line(signed, information)
        and [attribute["type"].native for attribute in unsigned] in ([], [STAMP])
        and all(_is_plain_stamp(attribute) for attribute in unsigned)
    )


def _is_plain_stamp(attribute: cms.CMSAttribute) -> bool:
    (token,) = attribute["values"]
    return bool(token.dump() == token.copy().dump(force=True)) and nothing_stuffed(token["content"])


def _present(part: core.Void) -> bool:
    return not isinstance(part, core.Void) and part.native is not None and len(part) > 0


def _one_line(signed: cms.SignedData, information: cms.SignerInfo) -> bool:
    """The certificates are the signer's own and, each vouching for one of the others, its authorities'."""
    if not _present(signed["certificates"]):
        return False
    given = [choice.chosen for choice in signed["certificates"]]
    if not all(isinstance(certificate, x509.Certificate) for certificate in given):
        return False
    sid = information["sid"].chosen
    line = [certificate for certificate in given if _is_named(certificate, sid)]
    rest = [certificate for certificate in given if certificate not in line]
    if len(line) != 1 or len({certificate.dump() for certificate in given}) != len(given):
        return False
    while above := [certificate for certificate in rest if _vouches(certificate, line[-1])]:
        line.append(above[0])
        rest.remove(above[0])
    return not rest


def _is_named(certificate: x509.Certificate, sid: cms.IssuerAndSerialNumber) -> bool:
    if not isinstance(sid, cms.IssuerAndSerialNumber):
        return bool(certificate.key_identifier == sid.native)
    return bool(certificate.issuer == sid["issuer"] and certificate.serial_number == sid["serial_number"].native)


def _vouches(authority: x509.Certificate, for_whom: x509.Certificate) -> bool:
    try:
        _load(for_whom).verify_directly_issued_by(_load(authority))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _load(certificate: x509.Certificate) -> Certificate:
    return load_der_x509_certificate(certificate.dump())
