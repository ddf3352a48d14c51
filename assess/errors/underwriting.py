"""What an underwriter may be told while deciding a case."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from assess.errors import AssessError, InvalidChoice
from assess.errors.signatures import SignatureReason


class NotYours(AssessError):
    """Another underwriter holds the case."""

    status = 409
    sentence = _l("Another underwriter is working on this case. Ask them, or choose another from the queue.")


@dataclass
class CaseChanged(AssessError):
    """The case is not what the page showed: `since` is the version shown, `rate` the present one where it differs."""

    since: int
    shown: int | None = None
    rate: int | None = None
    status = 409

    @property
    def sentence(self) -> LazyString:
        """Say which rate was shown and which it would be, or that something happened."""
        if self.rate is None or self.shown is None:
            return _l("The case changed while this page was open. Nothing was decided: see below what changed.")
        return _l(
            "This page showed %(shown)s%%, but the answers give %(rate)s%% by now. Nothing was decided: look again, "
            "and decide on the rate below.",
            shown=self.shown,
            rate=self.rate,
        )


class OthersReplaced(AssessError):
    """The certificates whose place a new one takes are not those that the page named."""

    status = 409
    sentence = _l(
        "The certificates that this one replaces changed while the page was open. Nothing was decided: see below which "
        "they are now."
    )


class ReasonMissing(AssessError):
    """Every verdict but a confirmation needs a reason."""

    status = 400
    sentence = _l("Enter a reason: the company will read it, and it stays in the record.")


class NoCorrection(InvalidChoice):
    """What an item is to be corrected to is what was declared, or nothing that it can be."""

    sentence = _l("This is what was declared, or cannot be. Enter what is right instead, or confirm it.")


class CheckMissing(AssessError):
    """What needs evidence is not confirmed, and nothing is bettered, on the company's word alone."""

    status = 400
    sentence = _l(
        "Enter how you checked this, or ask the company for a file: without evidence this can be neither confirmed nor "
        "made better than declared."
    )


@dataclass
class Undecided(AssessError):
    """A certificate needs a verdict on every item."""

    items: tuple[tuple[str, str], ...]
    status = 409
    sentence = _l("Some items have no final verdict yet. Decide each of them before you go on.")


class RemarksMissing(AssessError):
    """What disagrees, and what is referred, wants a word of the underwriter."""

    matters: tuple[tuple[str, str], ...]
    status = 409
    sentence = _l("Something disagrees or is referred to you, and your remark on it is missing. Write it first.")


@dataclass
class NothingQueried(AssessError):
    """Sending back needs at least one query."""

    status = 409
    sentence = _l("Nothing is marked as a question to the company. Mark at least one answer as a query first.")


class NotEligible(AssessError):
    """The verified answers earn no discount, so there is nothing to certify."""

    status = 409
    sentence = _l(
        "The verified answers earn no discount: there is nothing to certify. Decline the case or send questions back."
    )


@dataclass
class SecondSignatureMissing(AssessError):
    """One signature is too few; each reason says why."""

    reasons: tuple[SignatureReason, ...]
    status = 409

    @property
    def sentence(self) -> str:
        """Say all reasons."""
        return " ".join(str(reason.sentence) for reason in self.reasons)


@dataclass
class LeadWanted(AssessError):
    """The rate is above the authority of the underwriter in charge, so that a lead signs; `limit` is where it ends."""

    limit: int
    status = 409

    @property
    def sentence(self) -> LazyString:
        """Say who has to sign."""
        return _l(
            "The authority of the underwriter in charge ends at %(rate)s percent: only a lead underwriter can give the "
            "second signature here.",
            rate=self.limit,
        )


@dataclass
class Unshown(AssessError):
    """Items are decided on the company's word alone that want a file or a check."""

    items: tuple[tuple[str, str], ...]
    status = 409
    sentence = _l(
        "For some items neither a file nor a check is there, although they need one. Enter how you checked each of "
        "them, or ask the company."
    )


class SamePerson(AssessError):
    """The second signature must be another person's."""

    status = 409
    sentence = _l("The second signature must come from another underwriter than whoever checked the case.")
