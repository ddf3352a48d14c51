"""What happened to a case, in words: the events of its log, runs of the same small step told as one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from assess.store.models import Event, Subject, VerdictKind
from assess.texts import formats
from assess.web.views.underwriter.dossier import Dossier

_COMINGS = frozenset({"resume key made", "resume key revoked", "resumed", "link mailed"})
"""How the company gets into its own assessment: no part of the story that an underwriter judges."""

_FILES = ("evidence added", "evidence removed")


class Told(NamedTuple):
    """One line: when, and what."""

    at: datetime
    sentence: str


def tell(dossier: Dossier, events: Iterable[Event]) -> list[Told]:
    """Tell the whole story, oldest first."""
    teller = _Teller(dossier)
    steps = [event for event in events if event.action not in _COMINGS]
    return [line for _kind, run in groupby(steps, _kind_of_run) for line in _told(teller, list(run))]


def tell_of(dossier: Dossier, events: Iterable[Event], key: tuple[str, str]) -> list[Told]:
    """Tell what happened to one item since it was first handed in."""
    found: list[Told] = []
    handed_in = False
    teller = _Teller(dossier)
    for event in events:
        handed_in = handed_in or event.action == "submitted"
        if event.action == "verdict" and (event.data["subject"], event.data["item"]) == key:
            found.append(Told(event.at, teller.verdict_on_item(event)))
        elif handed_in and event.action == "answered" and key[0] == Subject.ANSWER and key[1] in event.data["answers"]:
            found.append(Told(event.at, teller.new_answer(key[1], event.data["answers"][key[1]])))
        elif handed_in and event.action in _FILES and (event.data["subject"], event.data["item"]) == key:
            found.append(Told(event.at, teller.sentence(event)))
    return found


def _kind_of_run(event: Event) -> tuple[object, ...]:
    """Answers that were saved one after another, and confirmations given one after another, are one thing."""
    if event.action == "answered":
        return ("answered",)
    if event.action == "verdict" and event.data["kind"] == VerdictKind.CONFIRMED:
        return ("confirmed", event.actor)
    return ("single", event.sequence)


def _told(teller: "_Teller", run: list[Event]) -> Iterator[Told]:
    last = run[-1]
    if last.action == "answered":
        questions = {question for event in run for question in event.data["answers"]}
        sentence = ngettext(
            "The company answered %(num)s question", "The company answered %(num)s questions", len(questions)
        )
        yield Told(last.at, sentence)
    elif len(run) > 1:
        items = {(event.data["subject"], event.data["item"]) for event in run}
        sentence = ngettext(
            "%(who)s confirmed %(num)s item",
            "%(who)s confirmed %(num)s items",
            len(items),
            who=teller.who(last),
        )
        yield Told(last.at, sentence)
    else:
        yield Told(last.at, teller.sentence(last))


class _Teller:
    """Words for events, with the names of people and items."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        case = dossier.case
        people = [
            dossier.me,
            case.underwriter,
            case.countersigner,
            case.agent,
            *(row.staff for row in case.verdicts),
        ]
        self.names = {person.email: person.name for person in people if person is not None}

    def who(self, event: Event) -> str:
        return self.names.get(event.actor, event.actor)

    def sentence(self, event: Event) -> str:
        """Say one event; an action that has no words yet is shown by its name."""
        if event.action == "verdict":
            return self._verdict(event, self.dossier.name((event.data["subject"], event.data["item"])))
        if event.action.startswith("colleague "):
            return self._colleague(event)
        return self._plain(event, self.who(event)).get(event.action, event.action)

    def _colleague(self, event: Event) -> str:
        domain = event.data.get("domain")
        place = formats.text(self.dossier.book.domains[domain].name) if domain else _("all open questions")
        asked = {"holder": event.data["holder"], "domain": place}
        words: dict[str, str] = {
            "colleague asked": _("The company asked %(holder)s to answer “%(domain)s”", **asked),
            "colleague opened": _("%(holder)s opened “%(domain)s” to answer it", **asked),
            "colleague taken back": _("The company took back what it had asked %(holder)s: “%(domain)s”", **asked),
        }
        return words[event.action]

    def _plain(self, event: Event, who: str) -> Mapping[str, str]:
        told: Mapping[str, Any] = event.data
        agent = self.names.get(str(told.get("agent")), str(told.get("agent")))
        adder = told.get("by") or _("The company")
        return {
            "started": _("The company began the assessment"),
            "details saved": _("The company changed its details"),
            "credits saved": _("The company chose its credits"),
            "evidence added": _("%(who)s added the file “%(file)s”", who=adder, file=told.get("name")),
            "evidence removed": _("%(who)s removed the file “%(file)s”", who=adder, file=told.get("name")),
            "invitation accepted": _("The company accepted the invitation of %(agent)s", agent=agent),
            "submitted": _(
                "%(name)s (%(title)s) declared the answers: %(rate)s%%",
                name=told.get("name"),
                title=told.get("title"),
                rate=told.get("rate"),
            ),
            "withdrawn": _("The company withdrew the assessment"),
            "claimed": _("%(who)s took the case", who=who),
            "sent back": ngettext(
                "%(who)s sent %(num)s item back to the company",
                "%(who)s sent %(num)s items back to the company",
                len(told.get("items", ())),
                who=who,
            ),
            "declined": _("%(who)s declined the case", who=who),
            "countersigned": _("%(who)s signed as the second underwriter: %(rate)s%%", who=who, rate=told.get("rate")),
            "issued": _(
                "%(who)s issued the certificate %(number)s: %(rate)s%%",
                who=who,
                number=told.get("number"),
                rate=told.get("rate"),
            ),
            "revoked": _("%(who)s revoked the certificate %(number)s", who=who, number=told.get("number")),
        }

    def _verdict(self, event: Event, item: str) -> str:
        who = self.who(event)
        if event.data["kind"] == VerdictKind.CORRECTED:
            to = self._option(event.data["item"], event.data["corrected_to"])
            return str(_("%(who)s corrected “%(item)s” to “%(to)s”", who=who, item=item, to=to))
        words: dict[VerdictKind, str] = {
            VerdictKind.CONFIRMED: _("%(who)s confirmed “%(item)s”", who=who, item=item),
            VerdictKind.REJECTED: _("%(who)s did not accept “%(item)s”", who=who, item=item),
            VerdictKind.QUERY: _("%(who)s asked about “%(item)s”", who=who, item=item),
        }
        return words[VerdictKind(event.data["kind"])]

    def verdict_on_item(self, event: Event) -> str:
        """Say a verdict where the item is clear, with its reason."""
        sentence = self._verdict(event, self.dossier.name((event.data["subject"], event.data["item"])))
        reason = event.data.get("reason")
        return str(_("%(sentence)s: %(reason)s", sentence=sentence, reason=reason)) if reason else sentence

    def new_answer(self, question: str, told: Mapping[str, str]) -> str:
        """Say what the company answered when the item had come back to it."""
        option = self._option(question, told["option"])
        return str(_("The company answered “%(option)s”", option=option))

    def _option(self, question: str, option: str | None) -> str:
        if option is None:
            return str(_("Not answered"))
        return formats.text(self.dossier.book.questions[question].short_label(option))
