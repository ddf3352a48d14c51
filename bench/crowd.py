"""How a question page fares beside 32 report loops of one client, and beside 200 clients that send half a request.

The service runs as `assess serve` starts it: two processes, SQLite on disk. Run: python bench/crowd.py [seconds]
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from parts.service import company, owner, service

LOOPS, HALF_SENT = 32, 200
SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 15
HALVES = {
    "half a header": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ",
    "half a body": b"POST /start HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\nplan=",
}


def main() -> None:
    """Measure the page alone, beside report loops, and beside half-sent requests."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as (port, process, aid, cookie):
        page = f"/a/{aid}/domains/identity"
        usual = times(port, page, cookie)
        tell("alone", usual, usual)
        stop = threading.Event()
        loops = [threading.Thread(target=loop, args=(port, f"/a/{aid}/report.pdf", cookie, stop)) for _ in range(LOOPS)]
        for thread in loops:
            thread.start()
        tell(f"beside {LOOPS} report loops", times(port, page, cookie), usual)
        stop.set()
        for thread in loops:
            thread.join()
        for what, begun in HALVES.items():
            held = [socket.create_connection(("127.0.0.1", port)) for _ in range(HALF_SENT)]
            for client in held:
                client.sendall(begun)
            tell(f"beside {HALF_SENT} times {what}", times(port, page, cookie), usual)
            for client in held:
                client.close()
        for name, size in memory(process.pid):
            print(f"{name:<40} {size:6.0f} MB")


def tell(where: str, found: list[float], usual: list[float]) -> None:
    """Print median and 95th percentile, and the latter beside the usual one."""
    high, before = quantiles(found, n=20)[-1], quantiles(usual, n=20)[-1]
    print(f"{where:<40} median {median(found):6.1f} ms   p95 {high:6.1f} ms   {high / before:4.1f} × the usual p95")


def times(port: int, address: str, cookie: str) -> list[float]:
    """Ask for a page again and again, from one client, with a rest between; each in milliseconds."""
    found, until = [], time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.perf_counter()
        status = ask(port, address, cookie)
        found.append(1000 * (time.perf_counter() - began))
        if status != 200:
            raise RuntimeError(f"{address}: {status}")
        time.sleep(0.02)
    return found


def loop(port: int, address: str, cookie: str, stop: threading.Event) -> None:
    """Ask for a paper as fast as one may; what is refused is asked for again."""
    while not stop.is_set():
        if ask(port, address, cookie) != 200:
            time.sleep(0.05)


def ask(port: int, address: str, cookie: str) -> int:
    """Ask once, and return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", address, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def memory(pid: int) -> Iterator[tuple[str, float]]:
    """Yield what each process of the service holds, in megabytes."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss,args"], capture_output=True, text=True, check=True)
    rows = [line.split(None, 3) for line in listed.stdout.splitlines()[1:]]
    family = {str(pid)}
    for _ in range(3):
        family |= {row[0] for row in rows if row[1] in family}
    for number, _parent, size, words in rows:
        if number in family:
            yield f"{number} {words.split('/')[-1][:30]}", int(size) / 1024


@contextmanager
def running(folder: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]", str, str]]:
    """Start the service over a new database; yields port, process, a case, and the cookie of its browser."""
    app = service(folder)
    aid = company(app)
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={owner(app, aid).cookies[app.config['SESSION_COOKIE_NAME']]}"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, "ASSESS_INSTANCE": str(folder), "PORT": str(port)}
    command = [str(Path(sys.executable).with_name("assess")), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                ask(port, "/", cookie)
                break
            except OSError:
                time.sleep(0.2)
        yield port, process, aid, cookie
    finally:
        process.terminate()
        process.wait(60)


if __name__ == "__main__":
    main()
