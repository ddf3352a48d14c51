"""What happened to a case, in words: the events of its log, runs of the same small step told as one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from assess import clock
from assess.store import audit
from assess.store.models import COMINGS, Action, Event, EvidenceOpening, Subject, VerdictKind
from assess.texts import companies, formats, people
from assess.texts.particulars import told_in_words
from assess.underwriting import openings
from assess.web.views.underwriter.dossier import Dossier
from scoring import read_answer, read_told

_REQUESTS = frozenset({Action.COLLEAGUE_ASKED, Action.COLLEAGUE_OPENED, Action.COLLEAGUE_TAKEN_BACK})

_COMPANYS = (Action.EVIDENCE_ADDED, Action.EVIDENCE_REMOVED, Action.REPLIED)
"""What a company does at one item, beside answering it."""


class Told(NamedTuple):
    """One line: when, and what."""

    at: datetime
    sentence: str


def tell(dossier: Dossier, events: Iterable[Event]) -> list[Told]:
    """Tell the whole story, oldest first."""
    teller = Teller(dossier)
    steps = [event for event in events if event.action not in COMINGS]
    return [line for _kind, run in groupby(steps, _kind_of_run) for line in _told(teller, list(run))]


def tell_all(dossier: Dossier) -> list[Told]:
    """Tell the whole story as far as it is told by now, and who saw which file, oldest first."""
    seen = [Told(opening.opened_at, _opened(opening)) for opening in openings.listed(dossier.case)]
    return sorted([*tell(dossier, audit.events(dossier.case)), *seen], key=lambda line: line.at)


def _opened(opening: EvidenceOpening) -> str:
    told = {"who": opening.staff.name, "file": opening.name}
    if opening.whole:
        return str(_("%(who)s opened the file “%(file)s”", **told))
    return str(_("%(who)s saw the preview of the file “%(file)s”", **told))


def tell_of(dossier: Dossier, events: Iterable[Event], key: tuple[str, str]) -> list[Told]:
    """Tell what happened to one item since it was first handed in."""
    found: list[Told] = []
    handed_in = False
    teller = Teller(dossier)
    for event in events:
        handed_in = handed_in or event.action == Action.SUBMITTED
        here, day = (event.data.get("subject"), event.data.get("item")) == key, clock.day_of(event.at)
        if here and event.action == Action.VERDICT:
            found.append(Told(event.at, teller.verdict_on_item(event)))
        elif handed_in and key[0] == Subject.ANSWER and key[1] in event.data.get("answers", ()):
            found.append(Told(event.at, teller.new_answer(key[1], event.data["answers"][key[1]], day)))
        elif handed_in and here and event.action in _COMPANYS:
            found.append(Told(event.at, teller.sentence(event)))
        elif handed_in and key[0] == Subject.IDENTITY and key[1] in event.data.get("identity", ()):
            found.append(Told(event.at, teller.renamed(key[1], event.data["identity"][key[1]])))
    return found


def _kind_of_run(event: Event) -> tuple[object, ...]:
    """Answers that were saved one after another, and confirmations given one after another, are one thing."""
    if event.action == Action.ANSWERED:
        return ("answered",)
    if event.action == Action.VERDICT and event.data["kind"] == VerdictKind.CONFIRMED:
        return ("confirmed", event.actor)
    return ("single", event.sequence)


def _told(teller: "Teller", run: list[Event]) -> Iterator[Told]:
    last = run[-1]
    if last.action == Action.ANSWERED:
        yield Told(last.at, answered({question for event in run for question in event.data["answers"]}))
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


def answered(questions: Collection[str]) -> str:
    """Say how many questions were answered."""
    return str(
        ngettext("The company answered %(num)s question", "The company answered %(num)s questions", len(questions))
    )


def _numbers(told: Mapping[str, Any]) -> dict[str, object]:
    return {"number": told.get("number"), "by": told.get("by")}


def _staffs(told: Mapping[str, Any], who: str) -> Mapping[Action, str]:
    return {
        Action.REMARKED: _("%(who)s wrote a remark: %(text)s", who=who, text=told.get("text")),
        Action.CLAIMED: _("%(who)s took the case", who=who),
        Action.RELEASED: _("%(who)s gave the case back to the queue", who=who),
        Action.RECALLED: _("%(who)s called the case back from the company", who=who),
        Action.SENT_BACK: ngettext(
            "%(who)s sent %(num)s item back to the company",
            "%(who)s sent %(num)s items back to the company",
            len(told.get("items", ())),
            who=who,
        ),
        Action.DECLINED: _("%(who)s declined the case", who=who),
        Action.COUNTERSIGNED: _("%(who)s signed as the second underwriter: %(rate)s%%", who=who, rate=told.get("rate")),
        Action.ISSUED: _(
            "%(who)s issued the certificate %(number)s: %(rate)s%%",
            who=who,
            number=told.get("number"),
            rate=told.get("rate"),
        ),
        Action.SUPERSEDED: _("The certificate %(number)s was replaced by %(by)s", **_numbers(told)),
        Action.REVOKED: _("%(who)s revoked the certificate %(number)s", who=who, number=told.get("number")),
    }


def _coming(action: Action) -> str:
    words: dict[Action, str] = {
        Action.KEY_MADE: _("The company made a resume key"),
        Action.KEY_REVOKED: _("The company made its resume key useless"),
        Action.BROWSER_ENDED: _("The company ended the assessment in one of its browsers"),
        Action.RESUMED: _("The company came back with a key or a link"),
        Action.LINK_MAILED: _("A link was mailed to the company"),
    }
    return words[action]


class Teller:
    """Words for events, with the names of people and items; every action has some."""

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
        """Say one event."""
        action = Action(event.action)
        if action == Action.VERDICT:
            return self._verdict(event, self.dossier.name((event.data["subject"], event.data["item"])))
        if action == Action.ANSWERED:
            return answered(event.data["answers"])
        if action == Action.REPLIED:
            return self._reply(event)
        if action in COMINGS:
            return _coming(action)
        if action == Action.DETAILS_SAVED and event.data.get("identity"):
            return str(_("; ")).join(self.renamed(*change) for change in event.data["identity"].items())
        return self._colleague(event) if action in _REQUESTS else self._plain(event, self.who(event))[action]

    def _colleague(self, event: Event) -> str:
        domain = event.data.get("domain")
        place = formats.text(self.dossier.book.domains[domain].name) if domain else _("all open questions")
        asked = {"holder": people.named(event.data["holder"]), "domain": place}
        words: dict[Action, str] = {
            Action.COLLEAGUE_ASKED: _("The company asked %(holder)s to answer “%(domain)s”", **asked),
            Action.COLLEAGUE_OPENED: _("%(holder)s opened “%(domain)s” to answer it", **asked),
            Action.COLLEAGUE_TAKEN_BACK: _("The company took back what it had asked %(holder)s: “%(domain)s”", **asked),
        }
        return words[Action(event.action)]

    def _reply(self, event: Event) -> str:
        item = self.dossier.name((event.data["subject"], event.data["item"]))
        return str(_("The company replied about “%(item)s”: %(reply)s", item=item, reply=event.data["reply"]))

    def _plain(self, event: Event, who: str) -> Mapping[Action, str]:
        return {**self._companys(event.data), **_staffs(event.data, who)}

    def _companys(self, told: Mapping[str, Any]) -> Mapping[Action, str]:
        agent = self.names.get(str(told.get("agent")), str(told.get("agent")))
        adder = told.get("by") or _("The company")
        return {
            Action.STARTED: _("The company began the assessment"),
            Action.DETAILS_SAVED: _("The company changed its details"),
            Action.CREDITS_SAVED: _("The company chose its credits"),
            Action.PARTICULARS_SAVED: _("The company told particulars"),
            Action.EVIDENCE_ADDED: _("%(who)s added the file “%(file)s”", who=adder, file=told.get("name")),
            Action.EVIDENCE_REMOVED: _("%(who)s removed the file “%(file)s”", who=adder, file=told.get("name")),
            Action.INVITATION_ACCEPTED: _("The company accepted the invitation of %(agent)s", agent=agent),
            Action.SUBMITTED: _(
                "%(name)s (%(title)s) declared the answers: %(rate)s%%",
                name=told.get("name"),
                title=told.get("title"),
                rate=told.get("rate"),
            ),
            Action.WITHDRAWN: _("The company withdrew the assessment"),
        }

    def _verdict(self, event: Event, item: str) -> str:
        who = self.who(event)
        if event.data["kind"] == VerdictKind.CORRECTED:
            to = self._corrected(event)
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

    def new_answer(self, question: str, told: Mapping[str, Any], on: date) -> str:
        """Say what the company answered when the item had come back to it."""
        option = self._answer(question, told.get("raw") or told["option"], on)
        return str(_("The company answered “%(option)s”", option=option))

    def renamed(self, item: str, change: Mapping[str, str | None]) -> str:
        """Say what the company said of who it is, before and after."""
        name = self.dossier.name((Subject.IDENTITY.value, item))
        before, after = companies.identified(change["before"]), companies.identified(change["after"])
        told = {"item": name, "before": before, "after": after}
        return str(_("The company changed “%(item)s” from “%(before)s” to “%(after)s”", **told))

    def _corrected(self, event: Event) -> str:
        subject, item = event.data["subject"], event.data["item"]
        right = event.data.get("corrected_raw") or event.data["corrected_to"]
        if subject == Subject.IDENTITY:
            return str(right)
        if subject == Subject.PARTICULAR:
            return told_in_words(self.dossier.book.particulars[item], read_told(right))
        return self._answer(item, right, clock.day_of(event.at))

    def _answer(self, question: str, value: Any, on: date) -> str:
        if value is None:
            return str(_("Not answered"))
        return formats.text(self.dossier.answer_text(question, read_answer(value), on))
