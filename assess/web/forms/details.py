"""What decides which questions apply and what is estimated; and later, who the company is."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field

from assess.cases.assessments import Details
from assess.texts.formats import text
from assess.web.forms import company, fields, people, yen
from scoring import Edition, ProfileFact

LATER = "later"
"""The choice of a plan that is not chosen yet."""
_FACT = {"yes": True, "no": False, "unknown": None}
_FACT_WORDS = (("yes", _l("Yes")), ("no", _l("No")), ("unknown", _l("Not known yet")))
_PROFILE = "profile-"


class StartForm(fields.VersionedForm):
    """Plan, premium and profile facts of an edition, added by `start_form`; what is left out is not known yet."""

    version = fields.version()

    def lock(self, names: Collection[str]) -> None:
        """Take out the fields that may not change now."""
        for name in names:
            del self[name]

    def profile_fields(self) -> list[Field]:
        """Return the fields of the profile facts that may change."""
        return [field for field in self if field.name.startswith(_PROFILE)]

    def details(self, plan: str | None, profile: Mapping[str, bool | None]) -> Details:
        """Return what was entered; plan and profile facts that are locked stand as given."""
        told = {field.name.removeprefix(_PROFILE): _FACT.get(field.data) for field in self.profile_fields()}
        chosen = self["plan"].data if "plan" in self else plan
        return Details(
            plan=None if chosen == LATER else chosen,
            premium=yen.yen_in(self["premium"].data),
            people=people.people_in(self["people"].data) if "people" in self else None,
            profile={**profile, **told},
            company=self.company(),
        )

    def company(self) -> dict[str, str | None]:
        """Return what was entered about the company: nothing, at the start."""
        return {}


class DetailsForm(company.CompanyPart, StartForm):
    """The same, and what is known of the company so far."""


def profile_field(fact: str) -> str:
    """Return the name of the field of a profile fact."""
    return _PROFILE + fact


def entries(details: Details) -> dict[str, object]:
    """Return what is kept as the form shows it."""
    word = {value: name for name, value in _FACT.items()}
    return {
        "plan": details.plan or LATER,
        "premium": details.premium,
        "people": details.people,
        **{profile_field(fact): word[value] for fact, value in details.profile.items()},
        **company.shown(dict(details.company)),
    }


@lru_cache(maxsize=16)
def start_form(edition: Edition) -> type[StartForm]:
    """Make the form class with the plans and the profile facts of an edition."""
    return type("EditionStartForm", (StartForm,), _estimating(edition))


@lru_cache(maxsize=16)
def details_form(edition: Edition) -> type[DetailsForm]:
    """Make the form class of all details, none of which must be filled in before the declaration."""
    controls = {**_estimating(edition), **company.controls(required=False)}
    return type("EditionDetailsForm", (DetailsForm,), controls)


def _estimating(edition: Edition) -> dict[str, object]:
    plans = [(plan.id, plan.name) for plan in edition.plans.values()]
    controls: dict[str, object] = {
        "plan": fields.radio(
            _l("Plan"),
            [*plans, (LATER, _l("Not chosen yet"))],
            _l("Select a plan. You can change it until you hand in."),
            required=False,
        ),
        "premium": yen.premium(_l("In whole yen. With it we can show what a discount is worth in yen.")),
    }
    if people.counts_people(edition):
        controls["people"] = people.head_count()
    for fact in edition.profile.values():
        which = LazyString(_which_fact, fact)
        controls[profile_field(fact.id)] = fields.radio(fact.ask, _FACT_WORDS, which, required=False)
    return controls


def _which_fact(fact: ProfileFact) -> str:
    return str(_("“%(fact)s”: select yes or no, or say that it is not known yet.", fact=text(fact.name)))
