"""What is said of how a certificate stands: to the company, on lists, and to whoever checks it."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from assess import clock
from assess.store.models import Assessment, Certificate, Standing, State
from assess.texts.marks import Mark
from assess.texts.states import STATES, Notice


@dataclass(frozen=True)
class StandingWords:
    """The words for one standing.

    `mark` stands beside a certificate; `case`, beside a case, says that it is the certificate which stands so.
    `title` and `lead` take the place of the state's where the certificate does not hold; `checked` is told to
    anyone who checks it; `since` names the day from which it stands so, and is None where that is the
    day of issue; `void` says that the rate does not count.
    """

    mark: Mark
    case: Mark
    checked: LazyString
    title: LazyString | None = None
    lead: LazyString | None = None
    since: LazyString | None = None
    void: LazyString | None = None


STANDINGS: dict[Standing, StandingWords] = {
    Standing.VALID: StandingWords(
        mark=Mark(_l("Valid"), "good"),
        case=STATES[State.CERTIFIED].staff,
        checked=_l("This certificate is genuine and valid."),
    ),
    Standing.EXPIRED: StandingWords(
        mark=Mark(_l("Expired"), "trial"),
        case=Mark(_l("Certificate expired"), "trial"),
        checked=_l("This certificate is genuine, but it has expired."),
        title=_l("The certificate has expired"),
        lead=_l("Start a new assessment to renew it."),
        since=_l("Expired since"),
        void=_l("The certificate has expired: this rate no longer counts"),
    ),
    Standing.SUPERSEDED: StandingWords(
        mark=Mark(_l("Replaced by a newer one"), "trial"),
        case=Mark(_l("Certificate replaced"), "trial"),
        checked=_l("This certificate is genuine, but a newer one has taken its place."),
        title=_l("A newer certificate has taken the place of this one"),
        lead=_l("Show and use the newer one. This one no longer counts."),
        since=_l("Replaced on"),
        void=_l("A newer certificate has taken the place of this one: this rate no longer counts"),
    ),
    Standing.REVOKED: StandingWords(
        mark=Mark(_l("Revoked"), "wrong"),
        case=Mark(_l("Certificate revoked"), "wrong"),
        checked=_l("This certificate was revoked and must no longer be relied on."),
        title=_l("The certificate was revoked"),
        lead=_l("It must no longer be shown or relied on."),
        since=_l("Revoked on"),
        void=_l("The certificate was revoked: this rate does not count"),
    ),
}


def today(paper: Certificate | None) -> Standing | None:
    """Say how a certificate stands today; None where there is none."""
    return paper.standing(clock.today()) if paper is not None else None


def mark(case: Assessment, paper: Certificate | None, staff: bool = False) -> Mark:
    """Return the mark that says where a case stands today: its state, or what became of its certificate since."""
    standing = today(paper)
    if standing is not None and not standing.in_force:
        return STANDINGS[standing].case
    words = STATES[State(case.state)]
    return words.staff if staff else words.company


def heading(case: Assessment, paper: Certificate | None) -> tuple[LazyString, LazyString]:
    """Return the title and the sentence under it that tell the company where its case stands today."""
    words = STATES[State(case.state)]
    standing = today(paper)
    told = STANDINGS[standing] if standing else None
    title, lead = (told and told.title) or words.title, (told and told.lead) or words.lead
    if title is None or lead is None:
        raise LookupError(f"a case that is {case.state} has no such page")
    return title, lead


def notice(case: Assessment, paper: Certificate | None) -> Notice | None:
    """Return what an agent is told of a client's case beside its result; None where the result says it all."""
    standing = today(paper)
    if standing is None or standing.in_force:
        return STATES[State(case.state)].agent
    told = STANDINGS[standing]
    return Notice(told.case.word, told.checked, "wrong" if told.mark.colour == "wrong" else "care")
