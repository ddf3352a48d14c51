"""What somebody enters who comes back, or who asks a colleague."""

import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import Field, Form, StringField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, ValidationError

from assess.store import codes
from assess.web.forms import fields
from assess.web.forms.email import email

EVERYTHING = "open"
"""The choice of all open questions, in any domain."""


def signs(text: str | None) -> str:
    """Bring a code to its signs: full-width letters made plain, every kind of dash and space dropped."""
    return re.sub(r"[\s‐-―−ー_.-]", "", fields.half_width(text)).upper()


def code_field(label: fields.Words, sentence: fields.Words) -> StringField:
    """Make a field for a secret, in whatever spelling; `sentence` is said where it is empty."""
    return StringField(label, filters=[signs], validators=[DataRequired(sentence), _whole])


def _whole(form: BaseForm, field: Field) -> None:  # noqa: ARG001
    # Not `Length`: it would make the browser cut off what is typed with hyphens or spaces.
    if len(field.data) not in codes.LENGTHS:
        raise ValidationError(
            _l(
                "A key or code has %(signs)s letters and digits, an older one %(older)s. "
                "Count them: one may be missing or too many.",
                signs=codes.LENGTHS[0],
                older=codes.LENGTHS[1],
            )
        )


class KeyForm(Form):
    """The resume key, or the code of a mail."""

    key = code_field(_l("Resume key"), _l("Enter the resume key: letters and digits in groups of four."))


class CodeForm(Form):
    """The code that came in a link: the page's script fills it in, else it is typed."""

    code = code_field(_l("Code"), _l("Enter the code: letters and digits in groups of four."))


class LinkForm(Form):
    """The address to which a link is mailed."""

    email = email(
        _l("E-mail address"), required=_l("Enter the e-mail address that stands in the details of the company.")
    )


class ColleagueForm(Form):
    """Who is asked; `colleague_form` adds what may be asked."""

    holder = fields.required_text(
        _l("Name of the person you ask"),
        _l("Enter the name of the person you ask."),
        80,
        description=_l(
            "The underwriter sees this name beside the answers, so add the company if it is your IT supplier."
        ),
    )
    email = email(
        _l("Their e-mail address"),
        _l("If you enter it, we mail the link from here. Else you get a text that you send yourself."),
    )

    @property
    def asked_domain(self) -> str:
        """Return the domain that was chosen; "" for all open questions."""
        chosen = self["domain"].data
        return "" if chosen == EVERYTHING else chosen


def colleague_form(open_now: int, domains: Iterable[tuple[str, str]], mail: bool) -> type[ColleagueForm]:
    """Make the form class of what can be handed on: the open questions, if any, and the domains.

    `domains` are pairs of id and name. Without `mail` there is no field for an address.
    """
    everything = ngettext("The %(num)s open question", "All %(num)s open questions", open_now)
    choices = [*([(EVERYTHING, everything)] if open_now else []), *domains]
    what = fields.select(_l("What they are to answer"), choices, _l("Select what this person is to answer."))
    return type("HandingOnForm", (ColleagueForm,), {"domain": what, **({} if mail else {"email": None})})
