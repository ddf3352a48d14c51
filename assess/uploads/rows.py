"""Large PNGs, as long screenshots are: read row by row, so that the whole picture never lies in memory."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from assess.uploads import shrinking

_HEAD = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Bytes of a pixel for each kind of colour."""
_COLOURS = (b"PLTE", b"tRNS")
_PIECE = 65_536
_EXIF_HEAD = b"Exif\0\0"


def large(content: bytes, pixels: int) -> "Rows | None":
    """Return the rows of a PNG that has more than so many pixels, where they can be read apart."""
    width, height = struct.unpack_from(">II", content, 16)
    if width * height <= pixels:
        return None
    found = Rows(content)
    return found if found.apart else None


class Rows:
    """The rows of a PNG with eight bits a colour that is not interlaced; raises OSError where it breaks off."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._chunks = list(_chunks(content))
        self.width, self.height, bits, kind, *_, interlaced = struct.unpack(">IIBBBBB", self._of(b"IHDR"))
        self.apart = bits == 8 and not interlaced and kind in _CHANNELS
        """Whether its rows can be read one after the other."""
        self._row = self.width * _CHANNELS.get(kind, 0)
        self._kind = kind
        self._at, self._before = 0, bytes(self._row)
        self._last = Image.new("L", (1, 1))
        self._unpacker, self._packed, self._waiting = zlib.decompressobj(), self._pieces(), b""

    def exif(self) -> Image.Exif:
        """Return what the camera says."""
        said = Image.Exif()
        if found := self._of(b"eXIf"):
            said.load(_EXIF_HEAD + found)
        return said

    def smaller(self, mode: str, most: int) -> Image.Image:
        """Return it in this mode with at most so many pixels."""
        self._last = Image.new(mode, (1, 1))
        return shrinking.strips((self.width, self.height), mode, self._strip, most)

    def _strip(self, top: int, end: int) -> Image.Image:
        """Return the rows from one to another; the next begin where these end, or a few before."""
        held, mode = self._at - top, self._last.mode
        piece = Image.new(mode, (self.width, end - top))
        if held:
            piece.paste(self._last.crop((0, self._last.height - held, self.width, self._last.height)))
        piece.paste(self._read(end - self._at).convert(mode), (0, held))
        self._at, self._last = end, piece
        return piece

    def _read(self, count: int) -> Image.Image:
        """Decode so many rows as a PNG of their own; the one before them, on which they build, comes first."""
        raw = b"\0" + self._before + self._unpacked(count * (self._row + 1))
        size = struct.pack(">IIBBBBB", self.width, count + 1, 8, self._kind, 0, 0, 0)
        parts = [_chunk(b"IHDR", size), *(_chunk(name, self._of(name)) for name in _COLOURS if self._of(name))]
        parts += [_chunk(b"IDAT", zlib.compress(raw, 0)), _chunk(b"IEND", b"")]
        picture = Image.open(BytesIO(b"".join((_HEAD, *parts))), formats=("PNG",))
        self._before = picture.crop((0, count, self.width, count + 1)).tobytes()
        return picture.crop((0, 1, self.width, count + 1))

    def _unpacked(self, count: int) -> bytes:
        parts = []
        while count:
            piece = self._waiting or next(self._packed, b"")
            part = self._unpacker.decompress(piece, count)
            self._waiting = self._unpacker.unconsumed_tail
            if not part and not piece:
                raise OSError("it breaks off")
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _pieces(self) -> Iterator[bytes]:
        for name, start, end in self._chunks:
            if name == b"IDAT":
                for at in range(start, end, _PIECE):
                    yield self._content[at : min(end, at + _PIECE)]

    def _of(self, wanted: bytes) -> bytes:
        return next((self._content[start:end] for name, start, end in self._chunks if name == wanted), b"")


def _chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name of each part, and where its content begins and ends."""
    at = len(_HEAD)
    whole = memoryview(content)
    while at + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        start, end = at + 8, at + 8 + length
        if content[end : end + 4] != zlib.crc32(whole[at + 4 : end]).to_bytes(4):
            raise OSError("it is damaged")
        yield name, start, end
        if name == b"IEND":
            return
        at = end + 4


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + zlib.crc32(name + content).to_bytes(4)
