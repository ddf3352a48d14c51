"""Seals over all chains, in a file beside the database: whoever rewrites the database cannot rewrite them, too.

A line of the file is one seal: how many cases there are, a Merkle root over their chains' heads, the head of the
accounts' chain, the heads that moved since the seal before, the SHA-256 of that seal, and the issuer's signature.
"""

import base64
import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa

from assess import clock, safekeeping
from assess.extensions import db
from assess.store.models import AccountChain, Assessment, Event
from scoring import canonical

FORMAT = "sonae-seal/1"
Head = tuple[int, str]
"""How many events a chain has, and the hash of the last."""


@dataclass
class Sealed:
    """What the seals say, read from the first to the last: the heads as last sealed, and the faults of the file."""

    count: int = 0
    at: str = ""
    last: str = ""
    heads: dict[str, Head] = field(default_factory=dict)
    accounts: Head = (0, "")
    faults: list[str] = field(default_factory=list)


def append(file: Path, sign: Callable[[bytes], bytes]) -> str:
    """Seal all chains as they stand, and return the line that was added; one at a time, and on disk when it returns."""
    with _alone(file) as opened:
        before = _read(opened)
        db.session.expire_all()
        heads, accounts = _heads(), _accounts()
        moved = {case: list(head) for case, head in heads.items() if before.heads.get(case) != head}
        body = {
            "format": FORMAT,
            "number": before.count + 1,
            "at": clock.now().isoformat(timespec="seconds"),
            "previous": before.last,
            "cases": len(heads),
            "root": root(heads),
            "accounts": list(accounts),
            "moved": moved,
        }
        line = json.dumps({**body, "signature": base64.b64encode(sign(canonical(body))).decode()}) + "\n"
        opened.seek(0, os.SEEK_END)
        opened.write(line.encode())
        opened.flush()
        os.fsync(opened.fileno())
    return line


def read(file: Path, has_signed: Callable[[bytes, bytes], bool]) -> Sealed:
    """Read the seals, with what is wrong with the file itself; one that is not there holds none."""
    if not file.exists():
        return Sealed()
    with file.open("rb") as opened:
        return _read(opened, has_signed)


def broken(sealed: Sealed) -> Iterator[str]:
    """Yield a sentence for each chain that is not, or no longer begins as, it was when it was last sealed."""
    now = _heads()
    for case, head in sealed.heads.items():
        if case not in now:
            yield f"{case}: the case was removed; it was last sealed on {sealed.at} with {head[0]} events"
        elif _hash_at(case, head[0]) != head[1]:
            yield f"{case}: event {head[0]} is another than was sealed; its chain was written anew"
    length, last = _accounts()
    if length < sealed.accounts[0] or (length == sealed.accounts[0] and last != sealed.accounts[1]):
        yield "staff accounts: the chain is another than was sealed; events were removed or written anew"


def root(heads: Mapping[str, Head]) -> str:
    """Return the Merkle root over the heads, ordered by case: SHA-256, leaves and knots told apart by a first byte."""
    level = [
        hashlib.sha256(b"\x00" + canonical([case, length, head])).digest()
        for case, (length, head) in sorted(heads.items())
    ] or [hashlib.sha256(b"\x00").digest()]
    while len(level) > 1:
        pairs = zip(level[::2], [*level[1::2], b""], strict=False)
        level = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return level[0].hex()


def _read(opened: BinaryIO, has_signed: Callable[[bytes, bytes], bool] | None = None) -> Sealed:
    found = Sealed()
    opened.seek(0)
    for number, line in enumerate(opened, 1):
        try:
            seal: dict[str, Any] = json.loads(line)
            signature = base64.b64decode(seal.pop("signature"))
            body = canonical(seal)
            found.heads |= {case: (int(length), str(head)) for case, (length, head) in seal["moved"].items()}
            fits = (seal["number"], seal["previous"]) == (number, found.last)
            # Thousands of seals over thousands of cases: only who verifies takes the time for all their roots.
            fits = fits and (has_signed is None or seal["root"] == root(found.heads))
            found.accounts = (int(seal["accounts"][0]), str(seal["accounts"][1]))
            found.count, found.at, found.last = number, str(seal["at"]), hashlib.sha256(body).hexdigest()
        except (ValueError, KeyError, TypeError, AttributeError):
            found.faults.append(f"seal {number}: this line cannot be read")
            continue
        if not fits:
            found.faults.append(f"seal {number}: does not follow from the one before it")
        if has_signed is not None and not has_signed(body, signature):
            found.faults.append(f"seal {number}: was not signed with the issuer's key")
    return found


@contextmanager
def _alone(file: Path) -> Iterator[BinaryIO]:
    """Open the file for one process at a time, readable by its owner only."""
    safekeeping.private_folder(file.parent)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def _heads() -> dict[str, Head]:
    """Return length and last hash of each case's chain, as the case keeps them."""
    chosen = sa.select(Assessment.public_id, Assessment.version, Assessment.chain)
    return {case: (length, head) for case, length, head in db.session.execute(chosen)}


def _accounts() -> Head:
    chain = db.session.scalars(sa.select(AccountChain)).one()
    return chain.length, chain.head


def _hash_at(case: str, sequence: int) -> str | None:
    chosen = sa.select(Event.hash).join(Assessment, Event.assessment_id == Assessment.id)
    return db.session.scalar(chosen.where(Assessment.public_id == case, Event.sequence == sequence))
