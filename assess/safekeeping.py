"""Files that nobody else may read: made whole or not at all, by whichever process is first."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

SHORTEST_SECRET = 32
"""Bytes; a shorter secret can be guessed."""


class UnsafeFile(Exception):
    """A file that holds a secret is empty, too short, or open to others; the message says what to do."""


def private_folder(path: Path) -> Path:
    """Return the folder, made where there is none, open to its owner only."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _owners_only(path, 0o700)


def private_file(path: Path) -> Path:
    """Return the file, made empty where there is none, open to its owner only."""
    path.touch(mode=0o600, exist_ok=True)
    return _owners_only(path, 0o600)


def keep_first(path: Path, content: bytes) -> None:
    """Write a file whole, for its owner only, unless another process that started at the same moment was first."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    fresh.touch(mode=0o600)
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
    finally:
        fresh.unlink()


def secret(path: Path) -> str:
    """Return the secret kept in a file, made at the first start; raises UnsafeFile where it is none."""
    if not path.exists():
        keep_first(path, secrets.token_urlsafe(48).encode())
    kept = _owners_only(path, 0o600).read_text(encoding="utf-8").strip()
    if len(kept.encode()) < SHORTEST_SECRET:
        raise UnsafeFile(
            f"{path} is empty or shorter than {SHORTEST_SECRET} bytes. Bring it back from a backup; "
            "or remove it, and another is made, with which older sessions, passwords or second factors do not fit."
        )
    return kept


def require_closed(path: Path) -> None:
    """Raise UnsafeFile for a key that others on this machine can read."""
    if path.stat().st_mode & stat.S_IROTH:
        raise UnsafeFile(f"{path} can be read by everybody on this machine. Close it: chmod 600 {path}")


def _owners_only(path: Path, mode: int) -> Path:
    found = path.stat()
    if stat.S_IMODE(found.st_mode) & ~mode and found.st_uid == os.geteuid():
        path.chmod(mode)
    return path
