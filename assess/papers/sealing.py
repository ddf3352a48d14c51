"""Seals over all chains, signed with the issuer's key: made at each issue and daily, and held against the database."""

import logging
from collections.abc import Iterator

from assess.papers.press import Press
from assess.store import seals
from assess.store.seals import Sealed

log = logging.getLogger(__name__)


def seal(press: Press) -> str:
    """Seal all chains as they stand now; returns the seal, a line of JSON to be kept somewhere else as well."""
    return seals.append(press.seals, press.signer.sign_bytes)


def seal_after_issue(press: Press) -> None:
    """Seal what was just issued; that stands whatever becomes of the seal, and the operator reads what failed."""
    try:
        seal(press)
    except Exception:
        log.exception("The chains could not be sealed; run: assess audit seal")


def held_against(press: Press) -> tuple[Sealed, Iterator[str]]:
    """Return what is sealed, and a sentence for each thing in which file or database differs from it."""
    sealed = seals.read(press.seals, press.signer.has_signed)
    return sealed, _faults(sealed)


def _faults(sealed: Sealed) -> Iterator[str]:
    yield from sealed.faults
    yield from seals.broken(sealed)
