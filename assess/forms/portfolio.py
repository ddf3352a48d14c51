"""What an agent enters: the client to invite."""

from flask_babel import lazy_gettext as _l
from wtforms import Form

from assess.forms.fields import required_text


class InvitationForm(Form):
    """The company that gets the link; the name is the agent's own note until the company enters its own."""

    company_name = required_text(
        _l("Company"),
        _l("Enter the name of the company that you invite."),
        120,
        description=_l("For your list only: the company enters its own name later."),
    )
