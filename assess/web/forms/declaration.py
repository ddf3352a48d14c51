"""The form with which a representative declares the answers, and says who the company is."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from assess.texts.declarations import WORDING_VERSION, WORDINGS
from assess.web.forms import fields
from assess.web.forms.company import CompanyPart, controls


class CompanyForm(CompanyPart):
    """The company, with all that a declaration needs."""


for _name, _control in controls(required=True).items():
    setattr(CompanyForm, _name, _control)


class DeclarationForm(CompanyForm):
    """Who declares, for which company; the statements themselves are in assess.texts.declarations."""

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
    wording = HiddenField()
    agreed = BooleanField(
        _l(
            "I have read the %(count)s statements above and declare them for the company.",
            count=len(WORDINGS[WORDING_VERSION]),
        ),
        validators=[InputRequired(_l("Tick the box to declare. Without it the answers cannot be handed in."))],
    )

    def valid_for(self, wording: str) -> bool:
        """Say whether all is entered, over the words that are declared today and were on the page."""
        fits = self.validate()
        if self.wording.data == wording:
            return fits
        self.agreed.errors = [_l("The statements were worded anew meanwhile. Read them again, then declare.")]
        return False
