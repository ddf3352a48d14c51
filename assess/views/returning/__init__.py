"""Pages of those who come back with a key or a link, and of the colleague who is asked."""

from assess.views.returning import colleagues, keys
from assess.views.returning.room import pages

__all__ = ["colleagues", "keys", "pages"]
