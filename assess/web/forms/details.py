"""The form that describes a company: who it is, which plan, and what decides which questions apply."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field

from assess.cases.assessments import Details
from assess.texts.classifications import HEADCOUNTS, INDUSTRIES, SALES
from assess.texts.formats import text
from assess.web.forms import fields, yen
from assess.web.forms.corporate_number import corporate_number
from assess.web.forms.email import email
from scoring import Edition, ProfileFact

_YES_NO = (("yes", _l("Yes")), ("no", _l("No")))
_PROFILE = "profile-"


class DetailsForm(fields.VersionedForm):
    """The company; plan, premium and profile facts are added by `details_form`."""

    version = fields.version()
    name = fields.required_text(
        _l("Company name"), _l("Enter the name of the company."), 120, printed=True, description=_l("As registered.")
    )
    corporate_number = corporate_number(
        _l("Corporate number"),
        _l("13 digits, with or without the T of an invoice. Leave it empty if you run the business as an individual."),
    )
    industry = fields.select(_l("Industry"), INDUSTRIES.items(), _l("Select the industry."))
    headcount = fields.select(
        _l("People who work for you"),
        HEADCOUNTS.items(),
        _l("Select how many people work for you."),
        description=_l("Directors and part-time staff included."),
    )
    sales = fields.select(_l("Sales of the last year"), SALES.items(), _l("Select the sales of the last year."))
    representative = fields.required_text(_l("Representative"), _l("Enter the name of the representative."), 80)
    contact_name = fields.required_text(
        _l("Person who answers"),
        _l("Enter the name of the person who answers."),
        80,
        description=_l("Whom the underwriter may ask."),
    )
    contact_email = email(_l("E-mail of the person who answers"), _l("Only for questions about this assessment."))

    def lock(self, names: Collection[str]) -> None:
        """Take out the fields that may not change now."""
        for name in names:
            del self[name]

    def profile_fields(self) -> list[Field]:
        """Return the fields of the profile facts that may change."""
        return [field for field in self if field.name.startswith(_PROFILE)]

    def details(self, plan: str, profile: Mapping[str, bool]) -> Details:
        """Return what was entered; plan and profile facts that are locked stand as given."""
        told = {field.name.removeprefix(_PROFILE): field.data == "yes" for field in self.profile_fields()}
        return Details(
            name=self.name.data or "",
            corporate_number=self.corporate_number.data or None,
            industry=self.industry.data,
            headcount=self.headcount.data,
            sales=self.sales.data,
            contact_name=self.contact_name.data or "",
            contact_email=self.contact_email.data or None,
            representative=self.representative.data or "",
            plan=self["plan"].data if "plan" in self else plan,
            premium=yen.yen_in(self["premium"].data),
            profile={**profile, **told},
        )


def profile_field(fact: str) -> str:
    """Return the name of the field of a profile fact."""
    return _PROFILE + fact


def entries(details: Details) -> dict[str, object]:
    """Return what is kept as the form shows it."""
    shown: dict[str, object] = {**vars(details)}
    shown |= {profile_field(fact): "yes" if value else "no" for fact, value in details.profile.items()}
    return shown


@lru_cache(maxsize=16)
def details_form(edition: Edition) -> type[DetailsForm]:
    """Make the form class with the plans and the profile facts of an edition."""
    controls: dict[str, object] = {
        "plan": fields.radio(
            _l("Plan"),
            [(plan.id, plan.name) for plan in edition.plans.values()],
            _l("Select a plan. You can change it until you hand in."),
        ),
        "premium": yen.premium(_l("In whole yen. With it we can show what a discount is worth in yen.")),
    }
    for fact in edition.profile.values():
        controls[profile_field(fact.id)] = fields.radio(fact.ask, _YES_NO, LazyString(_which_fact, fact))
    return type("EditionDetailsForm", (DetailsForm,), controls)


def _which_fact(fact: ProfileFact) -> str:
    return str(_("“%(fact)s”: select yes or no.", fact=text(fact.name)))
