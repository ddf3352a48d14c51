"""Which cases an underwriter wants to see: words to search for, and what a list is narrowed to and sorted by."""

from collections.abc import Iterable, Sequence

from flask_babel import LazyString, lazy_ngettext
from flask_babel import lazy_gettext as _l
from wtforms import Form, IntegerField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import Length, NumberRange, Optional

from assess.store.models import Staff
from assess.texts import formats
from assess.texts.classifications import HEADCOUNTS, INDUSTRIES
from assess.underwriting.listing import DAYS, RATES, Sort, Wanted
from assess.web.forms.fields import TOO_LONG, one_line
from scoring import Edition

SORTS: dict[Sort, LazyString] = {
    Sort.OLDEST: _l("Longest waiting first"),
    Sort.NEWEST: _l("Latest first"),
    Sort.RATE: _l("Highest declared rate first"),
    Sort.NAME: _l("By company"),
    Sort.PROGRESS: _l("Nearest to a decision first"),
}


def _narrowed(label: LazyString) -> SelectField:
    return SelectField(label, choices=[], default="", validate_choice=False)


class ListForm(Form):
    """A GET form, so that an address can be kept; whatever is no choice narrows nothing."""

    KEPT = frozenset({"pile", "words", "rate", "tier", "industry", "headcount", "agent", "days", "edition", "sort"})
    """What the address of another page of the same list keeps."""

    words = StringField(
        _l("Search"),
        description=_l("Company, corporate number, receipt, certificate or agent"),
        filters=[one_line],
        validators=[Length(max=120, message=TOO_LONG)],
    )
    rate = _narrowed(_l("Declared rate"))
    tier = _narrowed(_l("Tier"))
    industry = _narrowed(_l("Industry"))
    headcount = _narrowed(_l("People"))
    agent = _narrowed(_l("Agent"))
    days = _narrowed(_l("Days waiting"))
    edition = _narrowed(_l("Edition"))
    sort = _narrowed(_l("Order"))
    page = IntegerField(default=1, validators=[Optional(), NumberRange(1, 1_000_000)])

    def offer(self, books: Iterable[Edition], agents: Sequence[Staff]) -> None:
        """Offer what there is to choose from."""
        books = list(books)
        tiers = {tier.id: formats.text(tier.name) for book in books for tier in book.tiers.values()}
        self.rate.choices = _all([(band, _band(band)) for band in RATES])
        self.tier.choices = _all(tiers.items())
        self.industry.choices = _all(INDUSTRIES.items())
        self.headcount.choices = _all(HEADCOUNTS.items())
        self.agent.choices = _all([(str(person.id), person.name) for person in agents])
        self.days.choices = _all([(str(days), _at_least(days)) for days in DAYS])
        self.edition.choices = _all([(book.id, book.id) for book in books])
        self.sort.choices = _with(_l("Usual order"), [(sort.value, words) for sort, words in SORTS.items()])

    @property
    def narrowing(self) -> list[SelectField]:
        """The fields that narrow a list."""
        return [self.rate, self.tier, self.industry, self.headcount, self.agent, self.days, self.edition]

    def wanted(self) -> Wanted:
        """Return what is asked for."""
        chosen = {field.name: _known(field) for field in (*self.narrowing, self.sort)}
        return Wanted(words=self.words.data or "", number=self.page.data or 1, **chosen)


def _all(choices: Iterable[tuple[str, str | LazyString]]) -> list[SelectChoice]:
    return _with(_l("All"), choices)


def _with(first: LazyString, choices: Iterable[tuple[str, str | LazyString]]) -> list[SelectChoice]:
    return [SelectChoice("", first), *(SelectChoice(value, label) for value, label in choices)]


def _known(field: SelectField) -> str:
    """The value chosen, where it is one of those offered."""
    return field.data if field.data in {choice.value for choice in field.choices} else ""  # type: ignore[union-attr]


def _band(band: str) -> str | LazyString:
    low, high = RATES[band]
    return f"{low}%" if low == high else _l("%(low)s to %(high)s%%", low=low, high=high)


def _at_least(days: int) -> LazyString:
    return lazy_ngettext("%(num)s day or more", "%(num)s days or more", days)
