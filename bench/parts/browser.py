"""A browser without a network: it hands requests to an application as gunicorn does, and keeps its cookies."""

from collections.abc import Mapping
from http.cookies import SimpleCookie
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

AS_BROWSERS_DO = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "ja,en-US;q=0.7,en;q=0.3",
}


class Answer(NamedTuple):
    """What came back, where it was not refused."""

    headers: Headers
    content: bytes


class Browser:
    """Opens pages of one application; what is the same in all requests is made once, so that it costs nothing."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.cookies: dict[str, str] = {}
        self.environ = EnvironBuilder("/", headers=Headers(AS_BROWSERS_DO)).get_environ()

    def get(self, address: str, **headers: str) -> Answer:
        return self.send("GET", address, b"", **headers)

    def post(self, address: str, form: Mapping[str, str], **headers: str) -> Answer:
        return self.send("POST", address, urlencode(form).encode(), **headers)

    def send(self, method: str, address: str, body: bytes, **headers: str) -> Answer:
        place = urlsplit(address)
        environ = {**self.environ, **headers}
        environ |= {"REQUEST_METHOD": method, "PATH_INFO": place.path, "QUERY_STRING": place.query}
        if self.cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            environ["wsgi.input"] = BytesIO(body)
            environ |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/x-www-form-urlencoded"}
        parts, status, found = run_wsgi_app(self.app.wsgi_app, environ, buffered=True)
        for cookie in found.getlist("Set-Cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        if not status.startswith(("200", "303")) and not (method == "POST" and status.startswith("302")):
            raise RuntimeError(f"{method} {address}: {status}")
        return Answer(found, b"".join(parts))
