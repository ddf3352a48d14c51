"""What a page presented to whoever decides on it: it goes out with the page, and comes back with the decision."""

from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField
from wtforms.validators import InputRequired, NumberRange

from assess.underwriting.presented import Presented

_LARGEST = 2**31 - 1


class PresentedForm(Form):
    """The version of the case that a page was made from, and the rate that it showed."""

    version = IntegerField(validators=[InputRequired(), NumberRange(0, _LARGEST)])
    rate = IntegerField(validators=[InputRequired(), NumberRange(0, 100)])


def presented_in(sent: MultiDict[str, str]) -> Presented:
    """Return what the page presented; one that says nothing of it presented nothing, and decides nothing."""
    form = PresentedForm(sent)
    if not form.validate():
        return Presented(0)
    return Presented(form.version.data or 0, form.rate.data, frozenset(sent.getlist("replaces")))
