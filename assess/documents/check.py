"""Tells whether a file is the very certificate that was issued, with nothing but the file (RULES §10).

Needed beside it: the issuer's public certificate, and the editions to compute the rate again. Nothing is
fetched, so it works offline. Every byte of the file is accounted for: what the signature does not cover
must be exactly the signature itself, written the one way in which we write it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

from asn1crypto import algos, cms, pem, x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from assess.documents.pdf import RECORD_NAME
from assess.documents.signature import DEVELOPMENT_SUBJECT, FIELD
from scoring import Edition, recompute

Part = Literal["file", "signature", "record", "rate"]
Verdict = Literal["genuine", "altered", "unknown"]


_SHA256 = algos.DigestAlgorithm({"algorithm": "sha256"}).dump()
_SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})


def N_(sentence: str) -> str:  # noqa: N802 -- the name by which translators' tools find a sentence
    """Marks a sentence for translation; whoever shows it translates it."""
    return sentence


NOT_OURS = N_("This is not a certificate of this service.")
UNREADABLE = N_("The file is damaged; it cannot be read.")
NOT_SIGNED = N_("The seal, which is the signature, is missing.")
NOT_COVERED = N_("Something was added to the file after it was signed.")
BROKEN = N_("The signature does not match the contents: something in the file was changed.")
NOT_AS_WRITTEN = N_("The signature is not written as it was issued; bytes that it does not cover were changed.")
STRANGER = N_("The signature is not the issuer's.")
NO_RECORD = N_("The decision record is missing.")
RECORD_CHANGED = N_("The decision record is not the one that the certificate names.")
RECORD_UNREADABLE = N_("The decision record cannot be read.")
RATE_DIFFERS = N_("Computed again, the record gives another result.")
NO_EDITION = N_("The edition of the record is not at hand, so the rate was not computed again.")


@dataclass(frozen=True)
class Difference:
    """What differs: the part, a sentence (to be translated), and details in the words of the rules."""

    part: Part
    sentence: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """What a file turned out to be.

    `genuine`: signed by the issuer, unchanged, and the record gives its rate again. `altered`: it was, or
    claims to be, a certificate, and `differences` says what is wrong. `unknown`: something else. `record`
    is the decision record that is inside, and to be trusted only when genuine. `remarks` do not make a file
    less genuine. `is_development` means that the key is one of ours for trying out, and proves nothing.
    """

    verdict: Verdict
    sha256: str
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()
    record: Mapping[str, Any] | None = None
    signed_at: datetime | None = None
    signed_by: str | None = None
    is_development: bool = False

    @property
    def number(self) -> str | None:
        """The certificate's number, as the record says."""
        number = (self.record or {}).get("number")
        return number if isinstance(number, str) else None


@dataclass
class _Findings:
    differences: list[Difference] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, part: Part, sentence: str, details: Iterable[str] = ()) -> None:
        self.differences.append(Difference(part, sentence, tuple(details)))


def check_certificate(pdf: bytes, *, issuer_certificates: Iterable[bytes], editions: Mapping[str, Edition]) -> Check:
    """Checks signature, record and rate of a file. Never raises for what a file holds.

    `issuer_certificates` are the issuer's own or those of its authority, PEM or DER; `editions` as
    `scoring.load_editions` gives them.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    trusted = [_certificate(given) for given in issuer_certificates]
    if b"%PDF-" not in pdf[:1024] and b"/ByteRange" not in pdf:
        return Check("unknown", digest, (Difference("file", NOT_OURS),))
    try:
        opened = _open(pdf)
    except Exception:  # a damaged or hostile file can fail in any way at all
        ours = b"/ByteRange" in pdf or RECORD_NAME.encode() in pdf
        wrong = Difference("signature", UNREADABLE) if ours else Difference("file", NOT_OURS)
        return Check("altered" if ours else "unknown", digest, (wrong,))
    if not opened.signatures and opened.record is None:
        return Check("unknown", digest, (Difference("file", NOT_OURS),))
    return _checked(opened, digest, trusted, editions)


@dataclass(frozen=True)
class _Opened:
    """A file that could be read: its signatures, the record inside, and the SHA-256 that it names."""

    pdf: bytes
    signatures: tuple[EmbeddedPdfSignature, ...]
    record: bytes | None
    named: str


def _open(pdf: bytes) -> _Opened:
    reader = PdfFileReader(BytesIO(pdf))
    signatures = tuple(signature for signature in reader.embedded_signatures if signature.field_name == FIELD)
    return _Opened(pdf, signatures, _attachment(reader), _named(reader))


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


def _certificate(given: bytes) -> x509.Certificate:
    return x509.Certificate.load(pem.unarmor(given)[2] if pem.detect(given) else given)


def _checked(opened: _Opened, digest: str, trusted: list[x509.Certificate], editions: Mapping[str, Edition]) -> Check:
    found = _Findings()
    signed: dict[str, Any] = {}
    if len(opened.signatures) != 1:
        found.add("signature", NOT_COVERED if opened.signatures else NOT_SIGNED)
    else:
        signed = _check_signature(opened.pdf, opened.signatures[0], trusted, found)
    content = _check_record(opened, found)
    if content is not None:
        _check_rate(content, editions, found)
    return Check(
        "altered" if found.differences else "genuine",
        digest,
        tuple(found.differences),
        tuple(found.remarks),
        content,
        **signed,
    )


def _check_signature(
    pdf: bytes, signature: EmbeddedPdfSignature, trusted: list[x509.Certificate], found: _Findings
) -> dict[str, Any]:
    try:
        signer, at = signature.signer_cert, signature.self_reported_timestamp
        # Trust is judged at the moment of signing: a certificate is checked long after its key has expired.
        context = ValidationContext(trust_roots=trusted, moment=at, allow_fetching=False)
        status = validate_pdf_signature(signature, context, key_usage_settings=_SIGNING, skip_diff=True)
        as_written = _as_written(pdf, signature)
    except Exception:  # see check_certificate
        found.add("signature", BROKEN)
        return {}
    if not _covers_all(pdf, signature):
        found.add("signature", NOT_COVERED)
    stamp = status.timestamp_validity
    if not (status.intact and status.valid and (stamp is None or (stamp.intact and stamp.valid))):
        found.add("signature", BROKEN)
    elif not as_written:
        found.add("signature", NOT_AS_WRITTEN)
    if not status.trusted and signer.dump() not in {known.dump() for known in trusted}:
        found.add("signature", STRANGER)
    name = signer.subject.native.get("common_name")
    return {"signed_at": at, "signed_by": name, "is_development": name == DEVELOPMENT_SUBJECT}


def _covers_all(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """The signature covers the file from its first byte to its last, but for its own contents."""
    start, before, after, rest = (int(place) for place in signature.byte_range)
    return start == 0 and after + rest == len(pdf) and pdf[before : before + 1] + pdf[after - 1 : after] == b"<>"


def _as_written(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """The bytes that no signature covers are the signature in capital hexadecimal, in its one DER form and
    with the only algorithms that we use, and then zeros.

    (Certificates of authorities may ride along in it; those vouch for themselves.)
    """
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
    )


def _check_record(opened: _Opened, found: _Findings) -> Mapping[str, Any] | None:
    if opened.record is None:
        found.add("record", NO_RECORD)
        return None
    if opened.named != f"sha256:{hashlib.sha256(opened.record).hexdigest()}":
        found.add("record", RECORD_CHANGED)
    try:
        content = json.loads(opened.record)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        found.add("record", RECORD_UNREADABLE)
        return None
    return content


def _check_rate(record: Mapping[str, Any], editions: Mapping[str, Edition], found: _Findings) -> None:
    name = record.get("edition")
    edition = editions.get(str(name.get("id"))) if isinstance(name, dict) else None
    if edition is None:
        found.remarks.append(NO_EDITION)
    elif differences := recompute(record, edition):
        found.add("rate", RATE_DIFFERS, differences)
