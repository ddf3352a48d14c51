"""Tells whether a file is the very certificate that was issued, with nothing but the file (docs/rules.md § 10).

Needed beside it: the issuer's public certificate, and the editions to compute the rate again. Nothing is
fetched, so it works offline.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from assess.documents.manuscript import RECORD_NAME
from assess.documents.sentences import (
    NO_EDITION,
    NO_RECORD,
    NOT_OURS,
    RATE_DIFFERS,
    RECORD_CHANGED,
    RECORD_UNREADABLE,
    UNREADABLE,
)
from scoring import Edition, recompute

if TYPE_CHECKING:
    from assess.documents.opening import Opened

Part = Literal["file", "signature", "record", "rate"]
Authenticity = Literal["genuine", "altered", "unknown"]

_MARKS = (b"/ByteRange", b"/ETSI.CAdES.detached", RECORD_NAME.encode())
"""What a damaged file still shows of having been signed: whatever part was hit, another is left."""


@dataclass(frozen=True)
class Discrepancy:
    """What differs: the part, a sentence (to be translated), and details in the words of the rules."""

    part: Part
    sentence: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """What a file turned out to be.

    `genuine`: signed by the issuer, unchanged, and the record gives its rate again. `altered`: it was, or
    claims to be, a certificate, and `discrepancies` says what is wrong. `unknown`: something else. `record`
    is the decision record that is inside, and to be trusted only when genuine. `remarks` do not make a file
    less genuine. `is_development` means that the key is one of ours for trying out, and proves nothing.
    """

    authenticity: Authenticity
    sha256: str
    discrepancies: tuple[Discrepancy, ...] = ()
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


def check_certificate(pdf: bytes, *, issuer_certificates: Iterable[bytes], editions: Mapping[str, Edition]) -> Check:
    """Checks signature, record and rate of a file. Never raises for what a file holds.

    `issuer_certificates` (PEM or DER) are the issuer's own, or an authority's that vouches for nobody else;
    `editions` as `scoring.load_editions` gives them.
    """
    # Here, because pyHanko takes half a second and 30 MB that most processes never need.
    from assess.documents.opening import open_certificate  # noqa: PLC0415

    digest = hashlib.sha256(pdf).hexdigest()
    known = list(issuer_certificates)
    try:
        opened = open_certificate(pdf, known)
    except Exception:  # a damaged or hostile file can fail in any way at all
        ours = any(mark in pdf for mark in _MARKS)
        wrong = Discrepancy("signature", UNREADABLE) if ours else Discrepancy("file", NOT_OURS)
        return Check("altered" if ours else "unknown", digest, (wrong,))
    if not opened.is_signed and opened.record is None:
        return Check("unknown", digest, (Discrepancy("file", NOT_OURS),))
    return _checked(opened, digest, editions)


def _checked(opened: "Opened", digest: str, editions: Mapping[str, Edition]) -> Check:
    content, discrepancies = _record(opened.record, opened.named)
    discrepancies = [*(Discrepancy("signature", fault) for fault in opened.seal.faults), *discrepancies]
    edition = _edition(content, editions)
    if content is not None and edition is not None and (found := recompute(content, edition)):
        discrepancies.append(Discrepancy("rate", RATE_DIFFERS, found))
    return Check(
        authenticity="altered" if discrepancies else "genuine",
        sha256=digest,
        discrepancies=tuple(discrepancies),
        remarks=(NO_EDITION,) if content is not None and edition is None else (),
        record=content,
        signed_at=opened.seal.signed_at,
        signed_by=opened.seal.signed_by,
        is_development=opened.seal.is_development,
    )


def _record(record: bytes | None, named: str) -> tuple[Mapping[str, Any] | None, list[Discrepancy]]:
    """The record's content if it can be read, and what is wrong with it."""
    if record is None:
        return None, [Discrepancy("record", NO_RECORD)]
    wrong = []
    if named != f"sha256:{hashlib.sha256(record).hexdigest()}":
        wrong.append(Discrepancy("record", RECORD_CHANGED))
    try:
        content = json.loads(record)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        return None, [*wrong, Discrepancy("record", RECORD_UNREADABLE)]
    return content, wrong


def _edition(record: Mapping[str, Any] | None, editions: Mapping[str, Edition]) -> Edition | None:
    named = (record or {}).get("edition")
    return editions.get(str(named.get("id"))) if isinstance(named, dict) else None
