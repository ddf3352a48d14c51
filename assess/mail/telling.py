"""Telling somebody something by letter: one call that knows the address, the language, and what may fail."""

import logging
from collections.abc import Callable
from typing import TypeVar

from flask import current_app

from assess.errors import MailBroken
from assess.mail.letters import Letter
from assess.mail.post import Post, post_of
from assess.store.models import Assessment

log = logging.getLogger(__name__)
About = TypeVar("About")
Write = Callable[[str, str, About, str], Letter]
"""Writes a letter to an address, in a language, about something, with the address of this service."""


def tell(case: Assessment, write: Write[About], about: About, post: Post | None = None) -> bool:
    """Send a letter to the contact of a case, in the language of the case; says whether it left.

    To be called after the commit of what it tells of, which stands whatever becomes of the letter: nothing is
    raised. Where the case has no address, or the service no mail server, nothing is sent.
    """
    return tell_at(case.company.contact_email or "", case.language, write, about, post)


def tell_at(to: str, language: str, write: Write[About], about: About, post: Post | None = None) -> bool:
    """Send a letter to another address; otherwise as `tell`."""
    post = post or post_of(current_app)
    if not to or not post.able:
        return False
    try:
        post.send(write(to, language, about, post.base_url))
    except MailBroken:
        return False  # logged where it happened
    except Exception:
        log.exception("A letter could not be written")
        return False
    return True
