"""A process of the server: requests are read whole before a thread works on them, so that slow clients hold none.

gunicorn keeps the processes, waitress reads and writes: in one loop for all connections, to memory and beyond half a
megabyte to disk. Two hundred half-sent requests cost two hundred file descriptors.
"""

import os
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from gunicorn.workers.base import Worker
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.utilities import logger, queue_logger

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_LIMITS = {
    "connection_limit": 1000,
    "channel_timeout": 30,
    "cleanup_interval": 5,
    "max_request_header_size": 64 * 1024,
    "max_request_body_size": 32 * 1024 * 1024,
}
"""Connections of a process; seconds that one may rest; bytes, beyond those of which a page still says what is wrong."""
_ROUND_SECONDS = 1


class WholeRequests(Worker):  # type: ignore[misc]  # gunicorn comes without types
    """A worker of gunicorn in which waitress serves."""

    def run(self) -> None:
        """Serve until gunicorn says to stop or is gone, then finish what is begun."""
        self.channels: dict[int, Any] = {}
        queue_logger.setLevel("ERROR")
        logger.setLevel("WARNING")
        sockets = [listener.sock for listener in self.sockets]
        more = {"threads": self.cfg.threads, "ident": None, "clear_untrusted_proxy_headers": False, **_LIMITS}
        server = create_server(_logged(self.wsgi, self.log), map=self.channels, sockets=sockets, **more)
        while self.alive and self.ppid == os.getppid():
            self._round(_ROUND_SECONDS)
        self._finish()
        server.task_dispatcher.shutdown(timeout=1)

    def _round(self, seconds: float) -> None:
        self.notify()
        wasyncore.loop(timeout=seconds, use_poll=True, map=self.channels, count=1)

    def _finish(self) -> None:
        """Take no new connection, and let each that is at work end, as long as gunicorn waits."""
        for server in self._parts(BaseWSGIServer):
            wasyncore.dispatcher.close(server)  # its own would also close what wakes the loop
        until = time.monotonic() + self.cfg.graceful_timeout
        while any(_busy(channel) for channel in self._parts(HTTPChannel)) and time.monotonic() < until:
            self._round(0.1)

    def _parts(self, kind: type) -> list[Any]:
        return [part for part in self.channels.values() if isinstance(part, kind)]


def _busy(channel: HTTPChannel) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)


def _logged(app: Wsgi, log: Any) -> Wsgi:
    """Write the line of each request as gunicorn would."""

    def served(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        began, told = datetime.now(), SimpleNamespace(status="-", headers=[], sent=None)

        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told.status, told.headers, told.sent = status, headers, dict(headers).get("Content-Length")
            return start_response(status, headers, *more)

        environ["RAW_URI"] = environ.get("REQUEST_URI", environ["PATH_INFO"])
        body = app(environ, begin)
        log.access(told, [], environ, datetime.now() - began)
        return body

    return served
