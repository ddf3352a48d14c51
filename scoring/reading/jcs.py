"""Canonical JSON (RFC 8785) and the SHA-256 that is a document's identity."""

import hashlib
from typing import Any

import rfc8785


def canonical(document: Any) -> bytes:
    """The one way to write a JSON document as bytes."""
    return rfc8785.dumps(document)


def digest(document: Any) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(document)).hexdigest()
