"""Opens a signed file: what is inside, and what is wrong with its signature.

Every byte of the file is accounted for: what the signature does not cover must be exactly the signature
itself, written the one way in which we write it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Literal

from asn1crypto import algos, cms, pem, x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget
from pyhanko.pdf_utils.misc import PdfError, PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from assess.documents.keys import DEVELOPMENT_SUBJECT
from assess.documents.manuscript import RECORD_NAME
from assess.documents.sentences import BROKEN, NOT_AS_WRITTEN, NOT_COVERED, NOT_SIGNED, STRANGER
from assess.documents.signature import FIELD
from assess.documents.unsigned import nothing_stuffed

_SHA256 = algos.DigestAlgorithm({"algorithm": "sha256"}).dump()
# A certificate unpacks to less than one megabyte; a file that swells beyond this is none.
_LIMITS = DecodeLimits(document_budget=DocumentDecodeBudget(base_allowance=16 * 2**20, max_ratio=10))
_SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})


Look = Literal["signed", "locked", "scan", "plain"]
"""How a file looks: signed in our field, locked with a password, pictures alone, or anything else."""


@dataclass(frozen=True)
class Seal:
    """The signature: sentences on what is wrong with it, and who made it when, as it says itself.

    `is_ours`: made with a key of the issuer, whatever else is wrong. `end`: where the part of the file ends
    that it covers.
    """

    faults: tuple[str, ...]
    signed_at: datetime | None = None
    signed_by: str | None = None
    is_development: bool = False
    is_ours: bool = False
    end: int = 0


@dataclass(frozen=True)
class Opened:
    """A file that could be read. `named` is what it says about its record: "sha256:" and 64 digits."""

    look: Look
    seal: Seal
    record: bytes | None = None
    named: str = ""

    @property
    def bears_our_marks(self) -> bool:
        """Say whether it claims to be a certificate of ours: our record, or a signature with our key."""
        return self.seal.is_ours or self.record is not None or self.named.startswith("sha256:")


def open_certificate(pdf: bytes, issuer_certificates: Iterable[bytes]) -> Opened:
    """Reads a file and checks its signature. Any exception at all means that it cannot be read."""
    try:
        reader = PdfFileReader(BytesIO(pdf), decode_limits=_LIMITS)
    except PdfStrictReadError:
        return _loosely_written(pdf)
    if "/Encrypt" in reader.trailer:
        return Opened("locked", Seal((NOT_SIGNED,)))
    signatures = [signature for signature in reader.embedded_signatures if signature.field_name == FIELD]
    if len(signatures) == 1:
        seal = _seal(pdf, signatures[0], [_certificate(given) for given in issuer_certificates])
    else:
        seal = Seal((NOT_COVERED,) if signatures else (NOT_SIGNED,))
    look: Look = "signed" if signatures else "scan" if _is_scan(reader) else "plain"
    return Opened(look, seal, _attachment(reader), _named(reader))


def _loosely_written(pdf: bytes) -> Opened:
    """A file that breaks the rules of the format somewhere: honest ones of others do, none of ours does."""
    reader = PdfFileReader(BytesIO(pdf), strict=False, decode_limits=_LIMITS)
    if "/Encrypt" in reader.trailer:
        return Opened("locked", Seal((NOT_SIGNED,)))
    if any(signature.field_name == FIELD for signature in reader.embedded_signatures):
        raise ValueError("a signature of ours in a file that we did not write")
    return Opened("scan" if _is_scan(reader) else "plain", Seal((NOT_SIGNED,)), _attachment(reader), _named(reader))


def _certificate(given: bytes) -> x509.Certificate:
    return x509.Certificate.load(pem.unarmor(given)[2] if pem.detect(given) else given)


def _seal(pdf: bytes, signature: EmbeddedPdfSignature, trusted: list[x509.Certificate]) -> Seal:
    signer, at = signature.signer_cert, signature.self_reported_timestamp
    name = signer.subject.native.get("common_name")
    try:
        # Trust is judged at the moment of signing: a certificate is checked long after its key has expired.
        context = ValidationContext(trust_roots=trusted, moment=at, allow_fetching=False)
        status = validate_pdf_signature(signature, context, key_usage_settings=_SIGNING, skip_diff=True)
    except Exception:  # a signature that is beyond the library is broken
        return Seal((BROKEN,))
    stamp = status.timestamp_validity
    intact = status.intact and status.valid and (stamp is None or (stamp.intact and stamp.valid))
    known = status.trusted or signer.dump() in {given.dump() for given in trusted}
    wrong = {
        BROKEN: not intact,
        NOT_AS_WRITTEN: intact and not _as_written(pdf, signature),
        STRANGER: not known,
        NOT_COVERED: not _covers_all(pdf, signature),
    }
    return Seal(
        faults=tuple(sentence for sentence, holds in wrong.items() if holds),
        signed_at=at,
        signed_by=name,
        is_development=name == DEVELOPMENT_SUBJECT,
        is_ours=known or (intact and signer.public_key.dump() in {given.public_key.dump() for given in trusted}),
        end=sum([int(place) for place in signature.byte_range][2:]),
    )


def _covers_all(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """The signature covers the file from its first byte to its last, but for its own contents."""
    start, before, after, rest = (int(place) for place in signature.byte_range)
    return start == 0 and after + rest == len(pdf) and pdf[before : before + 1] + pdf[after - 1 : after] == b"<>"


def _as_written(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """The bytes that no signature covers are the signature in capital hexadecimal, in its one DER form and
    with the only algorithms and parts that we use, and then zeros."""
    _, before, after, _ = (int(place) for place in signature.byte_range)
    content = signature.pkcs7_content
    again = cms.ContentInfo.load(content).dump(force=True)
    signed = signature.signed_data
    (information,) = signed["signer_infos"]
    return (
        pdf[before + 1 : after - 1] == content.hex().upper().encode()
        and content == again.ljust(len(content), b"\0")
        and signed["version"].native == information["version"].native == "v1"
        and [used.dump() for used in signed["digest_algorithms"]] == [_SHA256]
        and information["digest_algorithm"].dump() == _SHA256
        and nothing_stuffed(signed)
    )


def _is_scan(reader: PdfFileReader) -> bool:
    """Say whether the first page is pictures alone: no typeface, at least one picture."""
    try:
        page, _ = reader.find_page_for_modification(0)  # type: ignore[no-untyped-call]
        resources = page.get_object()["/Resources"]
        kinds = [resources["/XObject"][name]["/Subtype"] for name in resources["/XObject"]]
    except (KeyError, AttributeError, TypeError, PdfError):
        return False
    return "/Font" not in resources and "/Image" in kinds


def _named(reader: PdfFileReader) -> str:
    """What the file's own description says that the record's SHA-256 is."""
    if "/Info" not in reader.trailer or "/Keywords" not in reader.trailer["/Info"]:
        return ""
    return str(reader.trailer["/Info"]["/Keywords"])


def _attachment(reader: PdfFileReader) -> bytes | None:
    """The attached decision record, or None."""
    if "/Names" not in reader.root or "/EmbeddedFiles" not in reader.root["/Names"]:
        return None
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    files = (names[place].get_object() for place in range(1, len(names), 2))
    return next((bytes(file["/EF"]["/F"].data) for file in files if file["/UF"] == RECORD_NAME), None)
