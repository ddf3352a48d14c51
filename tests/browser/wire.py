"""The line between a browser and the server, which can be slow, or cut."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator


class Wire:
    """Passes everything on between a port of its own and the server's.

    `delay` is how many seconds each piece of a request takes on its way.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: set[socket.socket] = set()
        self._cut = False
        self.delay = 0.0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._take_calls, daemon=True).start()

    def cut(self) -> None:
        """End what is under way, and take nothing up until `mend`."""
        self._cut = True
        for end in list(self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Take calls again."""
        self._cut = False

    def close(self) -> None:
        """Hang up for good."""
        self.cut()
        self._door.close()

    def _take_calls(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _address = self._door.accept()
                threading.Thread(target=self._connect, args=(browser,), daemon=True).start()

    def _connect(self, browser: socket.socket) -> None:
        with contextlib.suppress(OSError), browser:
            if self._cut:
                return
            with socket.create_connection(("127.0.0.1", self._port)) as server:
                self._open |= {browser, server}
                back = threading.Thread(target=self._pass_on, args=(server, browser), daemon=True)
                back.start()
                self._pass_on(browser, server, slow=True)
                back.join()
                self._open -= {browser, server}

    def _pass_on(self, source: socket.socket, target: socket.socket, slow: bool = False) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                began = time.monotonic()
                while slow and time.monotonic() < began + self.delay:
                    time.sleep(0.02)
                if self._cut:
                    break
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def wire_to(address: str) -> Iterator[Wire]:
    """Put a wire before the server at an address."""
    wire = Wire(int(address.rpartition(":")[2]))
    try:
        yield wire
    finally:
        wire.close()
