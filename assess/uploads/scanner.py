"""Asks a virus scanner about a file, as clamd is asked (its INSTREAM command)."""

import socket
import struct
from contextlib import closing
from dataclasses import dataclass

from assess.uploads.refusals import Infected, ScannerAway

_PART = 64 * 1024
_PATIENCE_SECONDS = 30.0
_LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class Scanner:
    """A scanner at a host and port, or at a socket of this machine: then `host` is its path and `port` None."""

    host: str
    port: int | None = None
    patience: float = _PATIENCE_SECONDS

    def ask(self, content: bytes) -> None:
        """Return if the scanner finds nothing; raises Infected, and ScannerAway where it does not say so."""
        try:
            with closing(self._connected()) as line:
                answer = self._answer(line, content)
        except OSError as fault:
            raise ScannerAway from fault
        if answer.endswith(b" FOUND\0"):
            raise Infected
        if answer != b"stream: OK\0":
            raise ScannerAway

    def _connected(self) -> socket.socket:
        if self.port is not None:
            return socket.create_connection((self.host, self.port), self.patience)
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(self.patience)
        try:
            line.connect(self.host)
        except OSError:
            line.close()
            raise
        return line

    def _answer(self, line: socket.socket, content: bytes) -> bytes:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _PART):
            part = content[start : start + _PART]
            line.sendall(struct.pack(">I", len(part)) + part)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            part = line.recv(_LONGEST_ANSWER)
            if not part:
                break
            answer += part
        return answer
