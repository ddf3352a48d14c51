"""What an agent enters: the client to invite, and what a report is to say."""

from flask_babel import lazy_gettext as _l
from wtforms import Form

from assess.web.forms import yen
from assess.web.forms.fields import required_text


class InvitationForm(Form):
    """The company that gets the link; the name is the agent's own note until the company enters its own."""

    company_name = required_text(
        _l("Company"),
        _l("Enter the name of the company that you invite."),
        120,
        description=_l("For your list only: the company enters its own name later."),
    )


class ReportForm(Form):
    """What the report of a client is to say beside the result."""

    premium = yen.premium(_l("In whole yen, for this report only. Left empty, the report says nothing in yen."))

    @property
    def amount(self) -> int | None:
        """Return the premium that was entered, in yen."""
        return yen.yen_in(self.premium.data or "")
