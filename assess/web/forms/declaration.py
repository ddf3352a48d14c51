"""The form with which a representative declares the answers."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form
from wtforms.validators import InputRequired

from assess.web.forms import fields


class DeclarationForm(Form):
    """Who declares; the statements themselves are in assess.texts.declarations."""

    name = fields.required_text(
        _l("Name of the person who declares"),
        _l("Enter the name of the person who declares."),
        80,
        printed=True,
        description=_l("The representative, or somebody whom the representative has asked to."),
    )
    title = fields.required_text(
        _l("Title or role"),
        _l("Enter the title or role of the person who declares, for example president."),
        80,
        printed=True,
    )
    agreed = BooleanField(
        _l("I have read all statements above and declare them for the company."),
        validators=[InputRequired(_l("Tick the box to declare. Without it the answers cannot be handed in."))],
    )
