"""What can go wrong, as sentences for the person who meets it, each with its HTTP status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class AssessError(Exception):
    """Something that a person asked for cannot be done; `sentence` says why and what would be right."""

    status = 400
    sentence = _l("This cannot be done.")

    def __str__(self) -> str:
        return str(self.sentence)


class NotFound(AssessError):
    """There is no such thing, or it is not theirs: the two are never told apart."""

    status = 404
    sentence = _l("We could not find this page. Check the address, or go back to the start.")


class NotOpenHere(NotFound):
    """An assessment that this browser does not hold, or that does not exist: the two are never told apart."""

    sentence = _l(
        "This browser holds no assessment at this address. If you began it in another browser or on another device, "
        "continue it here with your resume key or with a link that we mail to you."
    )


class NotAllowed(AssessError):
    """The step is not open to this person."""

    status = 403
    sentence = _l("You may not do this. Sign in with the account that the work was given to.")


@dataclass
class IdentityFrozen(AssessError):
    """Who the company is was handed in, and the underwriter does not ask about these items."""

    items: tuple[str, ...]
    status = 409
    sentence = _l(
        "The name, corporate number and representative were handed in, and only what the underwriter asks about can be "
        "changed. Nothing was saved. If one of them is wrong, say so in a reply, or withdraw and begin anew."
    )


class FileHandedIn(AssessError):
    """A file that was there at the declaration stays with the case."""

    status = 409
    sentence = _l(
        "This file was handed in and stays with the case. Add another one beside it if something else is right."
    )


@dataclass
class WrongState(AssessError):
    """The life of the assessment has no such step."""

    state: str
    allowed: tuple[str, ...]
    status = 409
    sentence = _l(
        "This step is not open in the present state of the assessment. Reload the page to see where it stands."
    )

    def __str__(self) -> str:
        steps = ", ".join(self.allowed) or "none"
        return f"the assessment is {self.state}; steps open from here: {steps}"


@dataclass
class StaleAnswers(AssessError):
    """Somebody else changed answers or notes after the page was made: question -> (theirs, ours)."""

    conflicts: Mapping[str, tuple[Any, Any]]
    notes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    status = 409
    sentence = _l(
        "Somebody else changed an answer on this page meanwhile. Nothing was overwritten: choose which one is right."
    )


@dataclass
class StaleParticulars(AssessError):
    """Somebody else changed particulars after the page was made: particular -> (theirs, ours)."""

    conflicts: Mapping[str, tuple[Any, Any]]
    status = 409
    sentence = _l("Somebody else changed this page meanwhile. Nothing was overwritten: check it and save again.")


@dataclass
class StaleDetails(AssessError):
    """Somebody else changed the details after the page was made."""

    status = 409
    sentence = _l("Somebody else changed these details meanwhile. Nothing was overwritten: check them and save again.")


@dataclass
class Unanswered(AssessError):
    """An assessment with open questions cannot be handed in."""

    questions: tuple[str, ...]
    status = 400
    sentence = _l("Some questions are not answered yet. Answer each of them; “I don't know” is an answer too.")


@dataclass
class Untold(AssessError):
    """A particular that is required is not told yet, or the details of one are wanting."""

    particulars: tuple[str, ...]
    status = 400
    sentence = _l("Something that the insurer must know is not told yet. Tell it, then declare.")


class Undeclared(AssessError):
    """The plan, a profile fact or something about the company is not said yet."""

    sentence = _l("Something about your company is not entered yet. Fill in what is marked as required, then declare.")


@dataclass
class QueriesOpen(AssessError):
    """What an underwriter asked wants an answer before the case is handed in again."""

    items: tuple[tuple[str, str], ...]
    status = 409
    sentence = _l(
        "Some of the underwriter’s questions are not answered yet. Change the answer, or add a note, a file or a reply."
    )


class ReplyMissing(AssessError):
    """A reply needs words."""

    status = 400
    sentence = _l("Write your reply to the underwriter.")


@dataclass
class InvalidChoice(AssessError):
    """A value that the form never offered."""

    field: str
    value: str
    status = 400
    sentence = _l("One of the values sent is not among the choices. Choose one of those shown.")


class CertificateRevoked(AssessError):
    """No paper is made, or handed on, of a certificate that was revoked."""

    status = 410
    sentence = _l("This certificate was revoked: there is no paper of it any more.")


class InvitationSpent(AssessError):
    """The invitation was used, taken back, or has expired."""

    status = 410
    sentence = _l("This invitation can no longer be used. Ask your agent for a new one, or start without it.")


class PassRefused(AssessError):
    """A key or code that was mistyped, used up, replaced, taken back or is too old: which one is never told."""

    status = 400
    sentence = _l(
        "This key or code opens nothing. Check it character by character. If it is right, it was used already, "
        "was replaced, or is too old."
    )


class RequestEnded(AssessError):
    """What a colleague was asked for is no longer open."""

    status = 410
    sentence = _l(
        "You can no longer answer here: the request was taken back, or its time is over. Ask whoever sent it to you."
    )


class NothingOpen(AssessError):
    """There is no question that somebody else could be asked to answer."""

    status = 409
    sentence = _l("Every question has an answer, so there is nothing to hand on. Choose a domain to have it checked.")


class MailBroken(AssessError):
    """The mail server did not take the mail."""

    status = 503
    sentence = _l("The mail could not be sent just now. Try again in a few minutes, or make a resume key instead.")


@dataclass
class Unprintable(AssessError):
    """No font of this machine has some characters of a paper."""

    code_points: tuple[str, ...]
    status = 409

    @property
    def sentence(self) -> LazyString:
        """Name the characters."""
        return _l(
            "This paper cannot be printed here: no font has %(characters)s. Nothing is lost. "
            "Ask those who run the service to install a font that has it.",
            characters=", ".join(self.code_points),
        )


class TooBusy(AssessError):
    """More work waits than can be done soon."""

    status = 503
    sentence = _l("Too many files wait to be looked at just now. Nothing is lost: try again in a minute.")


class BegunTooOften(AssessError):
    """From one place more assessments are begun than any office needs."""

    status = 429
    sentence = _l(
        "Very many assessments were begun from your network just now, so this one was not. What you entered still "
        "stands here. Try again in an hour, or ask those who run the service if your office needs more."
    )


class OneAtATime(AssessError):
    """One client asks for more papers at once than its share."""

    status = 429
    sentence = _l(
        "Several papers are being made for you already. Wait until they are there, then ask for the next one."
    )


class Unstamped(AssessError):
    """The time-stamp authority did not answer."""

    status = 503
    sentence = _l(
        "The certificate is issued, but its file could not be sealed just now: the time-stamp service did not answer. "
        "Try again in a few minutes."
    )
