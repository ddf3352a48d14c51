"""Staff: the door, where each goes after the sign-in, and one's own account."""

from assess.web.views.account import own, passwords
from assess.web.views.account.door import HOMES, SHUT, pages

__all__ = ["HOMES", "SHUT", "own", "pages", "passwords"]
