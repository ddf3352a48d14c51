"""Checks a file by what is in it, and returns it clean; knows no database and no web.

What is stored is what was read here: pictures are drawn anew, PDFs and Office files are packed anew from
the parts that were checked, so that nothing hidden before, behind or between them comes through.

One file at a time in a process is read, in a child that has no more memory and time than it needs: the file of a
stranger ends the child at worst, and any number of large pictures at once takes the room of one.
"""

from typing import BinaryIO

from assess import limits
from assess.isolation import Busy, Cell, Exceeded, Failed
from assess.uploads.clean import CleanFile
from assess.uploads.kinds import ENDINGS
from assess.uploads.refusals import (
    FileBloated,
    FileEmpty,
    FileRefused,
    FilesWaiting,
    FileTooLarge,
    PictureBroken,
    PictureTooLarge,
)
from assess.uploads.scanner import Scanner

__all__ = ["ENDINGS", "LARGEST", "CleanFile", "Scanner", "check", "preview"]

LARGEST = limits.LARGEST_FILE
"""Bytes of one file."""

_CELL = Cell(memory=352 * 2**20, cpu_seconds=30, wall_seconds=90, places=6, patience=90)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"II", b"MM")


def check(name: str, sent: bytes | BinaryIO, scanner: Scanner | None = None) -> CleanFile:
    """Return the file clean, its name too; raises a FileRefused.

    `sent` may be a stream: it is read when its turn comes, so that those that wait take no memory. A `scanner` is
    asked first, about what was sent.
    """
    try:
        with _CELL.turn():
            content = _read(sent)
            if scanner is not None:
                scanner.ask(content)
            return _judged(name, content)
    except Busy:
        raise FilesWaiting from None


def preview(content: bytes) -> bytes:
    """Return a stored picture as a small JPEG; raises PictureBroken, PictureTooLarge, FilesWaiting."""
    try:
        return _CELL.apart(_preview, content)
    except Busy:
        raise FilesWaiting from None
    except Exceeded:
        raise PictureTooLarge from None
    except Failed as fault:
        raise PictureBroken from fault


def _read(sent: bytes | BinaryIO) -> bytes:
    content = sent if isinstance(sent, bytes) else sent.read(LARGEST + 1)
    if not content:
        raise FileEmpty
    if len(content) > LARGEST:
        raise FileTooLarge
    return content


def _judged(name: str, content: bytes) -> CleanFile:
    try:
        found = _CELL.at_once(_judge, name, content)
    except Exceeded:
        picture = content.startswith(_PICTURES) or content[4:8] == b"ftyp"
        raise (PictureTooLarge if picture else FileBloated) from None
    except Failed as fault:
        raise FileRefused from fault
    if isinstance(found, CleanFile):
        return found
    raise found


def _judge(name: str, content: bytes) -> CleanFile | type[FileRefused]:
    # Here, because only the child needs what it takes to read them.
    from assess.uploads.judging import judged  # noqa: PLC0415

    return judged(name, content)


def _preview(content: bytes) -> bytes:
    from assess.uploads.judging import preview as drawn  # noqa: PLC0415 -- as above

    return drawn(content)
