"""The form in which a company says which credits it holds."""

from functools import lru_cache

from flask_babel import lazy_gettext as _l

from assess.web.forms import fields
from scoring import Edition


class CreditsForm(fields.KeptForm):
    """The credits that are ticked; `credits_form` says which are offered."""

    def chosen(self) -> list[str]:
        """Return the ticked credits."""
        return list(self["held"].data or ())


@lru_cache(maxsize=256)
def credits_form(edition: Edition, offered: frozenset[str]) -> type[CreditsForm]:
    """Make the form class for an edition's credits, those that are offered to this company."""
    held = fields.ticks(
        _l("Credits"),
        [(credit, credit) for credit in edition.credits if credit in offered],
        _l("Select only credits that can be ticked here. What was sent is not among them."),
    )
    return type("OfferedCreditsForm", (CreditsForm,), {"held": held})
