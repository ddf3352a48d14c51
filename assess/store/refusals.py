"""Why an act on a staff account is refused, as sentences."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from assess import limits
from assess.errors import AssessError
from assess.store.passwords import Weakness


class NoSuchAccount(AssessError):
    """There is no account with this address."""

    status = 404
    sentence = _l("There is no staff account with this address. See which there are with: assess staff list")


class AddressTaken(AssessError):
    """There is an account with this address, in whatever spelling."""

    status = 409
    sentence = _l("There is a staff account with this address already. See it with: assess staff list")


class NotAnAddress(AssessError):
    """The text is no e-mail address."""

    sentence = _l("This is no e-mail address. Enter one like name@example.co.jp.")


class NoAuthority(AssessError):
    """Only an underwriter has an authority that ends somewhere."""

    sentence = _l("Only an underwriter has a limit: a lead signs without one, and nobody else signs at all.")


class LinkSpent(AssessError):
    """The link was used, was replaced, is too old, or never was: which one is never told."""

    status = 410
    sentence = _l(
        "This link can no longer be used: it works once, for %(hours)s hours, and a newer one takes its place. "
        "Ask those who run the service for another.",
        hours=limits.STAFF_LINK_HOURS,
    )


class WrongPassword(AssessError):
    """The present password is another one."""

    sentence = _l("This is not your present password. Check it and try again.")


WEAKNESSES = {
    Weakness.SHORT: _l("The password is too short: it needs %(least)s characters.", least=limits.SHORTEST_PASSWORD),
    Weakness.LONG: _l("The password is too long: take at most %(most)s characters.", most=limits.LONGEST_PASSWORD),
    Weakness.COMMON: _l(
        "Many people use this password, or one much like it, so it is tried first. Take several words that have "
        "nothing to do with one another."
    ),
    Weakness.OWN: _l(
        "This password is made of your name, your address or the name of this service. Take words that nobody connects "
        "with you."
    ),
    Weakness.REPEATED: _l(
        "This password repeats the same signs. Repeating makes it longer, not safer: add other words."
    ),
    Weakness.IN_ORDER: _l("This password has signs in their order, like abc or 123. Add words that follow no order."),
    Weakness.KEYBOARD: _l("This password follows neighbouring keys. Add words that follow no pattern."),
    Weakness.DATE: _l("This password is made of a date or year. Add words that have nothing to do with a day."),
    Weakness.EASY: _l(
        "This password is easy to guess. Make it longer, with words that have nothing to do with one another."
    ),
}
"""What is said of a password that is refused, and what would be right."""


@dataclass
class PasswordTooWeak(AssessError):
    """The password would be guessed."""

    weakness: Weakness

    @property
    def sentence(self) -> Any:
        """Say why, and what would be right."""
        return WEAKNESSES[self.weakness]
