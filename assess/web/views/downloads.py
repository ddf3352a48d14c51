"""Files that somebody sent in, handed out so that no browser runs or keeps them."""

from collections.abc import Callable
from io import BytesIO
from typing import ParamSpec

from flask import send_file
from werkzeug.wrappers import Response

from assess.extensions import talisman
from assess.store.models import Evidence

P = ParamSpec("P")
_ALONE = {"default-src": "'none'", "frame-ancestors": "'none'", "sandbox": ""}


def closed(view: Callable[P, Response]) -> Callable[P, Response]:
    """Mark a view whose answer is nothing but a file: whatever opens it may load and run nothing."""
    talisman(content_security_policy=_ALONE, frame_options="DENY")(view)
    return view


def attachment(row: Evidence) -> Response:
    """Answer with the file, to be saved under its name."""
    answer = send_file(BytesIO(row.file.content), row.file.media_type, as_attachment=True, download_name=row.name)
    return _private(answer)


def picture(content: bytes) -> Response:
    """Answer with a JPEG that we drew, to be shown in a page."""
    return _private(send_file(BytesIO(content), "image/jpeg"))


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
