"""Pages of those who come back with a key or a link, and of the colleague who is asked."""

from assess.web.views.returning import answering, colleagues, invitations, keys
from assess.web.views.returning.room import pages

__all__ = ["answering", "colleagues", "invitations", "keys", "pages"]
