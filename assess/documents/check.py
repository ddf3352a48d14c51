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

from assess.documents.sentences import (
    ADDED_AFTER,
    BROKEN,
    LOCKED,
    NO_EDITION,
    NO_RECORD,
    NOT_COVERED,
    NOT_OURS,
    RATE_DIFFERS,
    RECORD_CHANGED,
    RECORD_UNREADABLE,
    SCANNED,
    STRANGER,
    TOO_LARGE,
    TRUNCATED,
    UNREADABLE,
    UNSIGNED,
)
from assess.isolation import Cell, Exceeded, Failed
from scoring import Edition, recompute

if TYPE_CHECKING:
    from assess.documents.opening import Opened

_CELL = Cell(memory=256 * 2**20, cpu_seconds=4)

Part = Literal["file", "signature", "record", "rate"]
Authenticity = Literal["genuine", "altered", "unknown"]

LARGEST = 5 * 2**20
"""Bytes: what is larger is no certificate of ours, and is not even opened. Ours have some 130 kB."""

_MARKS = (b"/T (Seal)", b"/ETSI.CAdES.detached", b"/Keywords (sha256\\072", b"/Rect [ 445 82 507 144 ]")
"""What a damaged certificate still shows of itself: no file of others has two of these, whatever part was hit."""


@dataclass(frozen=True)
class Discrepancy:
    """What differs: the part, a sentence (to be translated), and details in the words of the rules."""

    part: Part
    sentence: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """What a file turned out to be.

    `genuine`: signed by the issuer, unchanged, and the record gives its rate again. `altered`: it bears our
    marks, and `discrepancies` says what is wrong. `unknown`: nothing of it is known to be ours, and
    `discrepancies` says what the file is. `record` is the decision record of a file whose signature holds,
    else None. `remarks` do not make a file less genuine. `is_development` means that the key is one of ours
    for trying out, and proves nothing. `signed_part` is the SHA-256 of the part that is as it was signed,
    where something was added after it.
    """

    authenticity: Authenticity
    sha256: str
    discrepancies: tuple[Discrepancy, ...] = ()
    remarks: tuple[str, ...] = ()
    record: Mapping[str, Any] | None = None
    signed_at: datetime | None = None
    signed_by: str | None = None
    is_development: bool = False
    signed_part: str | None = None

    @property
    def number(self) -> str | None:
        """The certificate's number, as the record says."""
        number = (self.record or {}).get("number")
        return number if isinstance(number, str) else None


def check_certificate(pdf: bytes, *, issuer_certificates: Iterable[bytes], editions: Mapping[str, Edition]) -> Check:
    """Checks signature, record and rate of a file, opened in a process of its own. Raises Busy, and nothing else.

    `issuer_certificates` (PEM or DER) are the issuer's own, or an authority's that vouches for nobody else;
    `editions` as `scoring.load_editions` gives them.
    """
    if len(pdf) > LARGEST:
        return _not_ours(pdf, TOO_LARGE)
    try:
        opened = _CELL.apart(_open, pdf, list(issuer_certificates))
    except Exceeded:
        return _not_ours(pdf, NOT_OURS)
    except Failed:
        return _unreadable(pdf)
    if opened.look == "locked":
        return _not_ours(pdf, LOCKED)
    return _checked(opened, pdf, editions) if opened.bears_our_marks else _not_ours(pdf, _why_not(opened))


def _open(pdf: bytes, issuer_certificates: list[bytes]) -> "Opened":
    # Here, because pyHanko takes half a second and 30 MB that only the child needs.
    from assess.documents.opening import open_certificate  # noqa: PLC0415

    return open_certificate(pdf, issuer_certificates)


def _not_ours(pdf: bytes, sentence: str) -> Check:
    return Check("unknown", hashlib.sha256(pdf).hexdigest(), (Discrepancy("file", sentence),))


def _unreadable(pdf: bytes) -> Check:
    """A file that cannot be read is called altered only where it shows what no file of others has."""
    ours = sum(mark in pdf for mark in _MARKS) > 1
    cut_off = b"%PDF-" in pdf[:1024] and b"%%EOF" not in pdf[-1024:]
    if not ours:
        return _not_ours(pdf, TRUNCATED if cut_off else NOT_OURS)
    wrong = Discrepancy("file", TRUNCATED) if cut_off else Discrepancy("signature", UNREADABLE)
    return Check("altered", hashlib.sha256(pdf).hexdigest(), (wrong,))


def _why_not(opened: "Opened") -> str:
    if opened.look == "signed":
        return STRANGER
    return SCANNED if opened.look == "scan" else UNSIGNED


def _checked(opened: "Opened", pdf: bytes, editions: Mapping[str, Edition]) -> Check:
    seal = opened.seal
    if not seal.is_ours and STRANGER in seal.faults and BROKEN not in seal.faults:
        return _not_ours(pdf, STRANGER)
    content, discrepancies = _record(opened)
    discrepancies = [*(Discrepancy("signature", fault) for fault in seal.faults), *discrepancies]
    if seal.faults == (NOT_COVERED,) and seal.is_ours:
        discrepancies[0] = Discrepancy("file", ADDED_AFTER)
    edition = _edition(content, editions)
    if content is not None and edition is not None and (found := recompute(content, edition)):
        discrepancies.append(Discrepancy("rate", RATE_DIFFERS, found))
    return Check(
        authenticity="altered" if discrepancies else "genuine",
        sha256=hashlib.sha256(pdf).hexdigest(),
        discrepancies=tuple(discrepancies),
        remarks=(NO_EDITION,) if content is not None and edition is None else (),
        record=content,
        signed_at=seal.signed_at,
        signed_by=seal.signed_by,
        is_development=seal.is_development,
        signed_part=hashlib.sha256(pdf[: seal.end]).hexdigest() if seal.faults == (NOT_COVERED,) else None,
    )


def _record(opened: "Opened") -> tuple[Mapping[str, Any] | None, list[Discrepancy]]:
    """The record's content, read only where the signature over it holds, and what is wrong with it."""
    if opened.record is None:
        return None, [Discrepancy("record", NO_RECORD)]
    if opened.named != f"sha256:{hashlib.sha256(opened.record).hexdigest()}":
        return None, [Discrepancy("record", RECORD_CHANGED)]
    if opened.seal.faults:
        return None, []
    content = json.loads(opened.record)
    return (content, []) if isinstance(content, dict) else (None, [Discrepancy("record", RECORD_UNREADABLE)])


def _edition(record: Mapping[str, Any] | None, editions: Mapping[str, Edition]) -> Edition | None:
    named = (record or {}).get("edition")
    return editions.get(str(named.get("id"))) if isinstance(named, dict) else None
