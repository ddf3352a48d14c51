"""One case as its underwriter sees it: items, what each is worth, what was declared and what was found."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from flask_babel import gettext as _

from assess.cases import answers, contradictions, facts, identity
from assess.cases.facts import ItemKey
from assess.errors import NotFound
from assess.errors.signatures import SignatureReason
from assess.store import issued
from assess.store.models import Assessment, Certificate, Staff, Standing, State, Subject, Verdict, VerdictKind
from assess.texts import companies, formats, standings
from assess.texts.answers import answer_text, option_of
from assess.texts.particulars import told_in_words
from assess.underwriting import queues, showing, signatures
from assess.web.views.items import name_of
from assess.web.views.underwriter import before_issue
from assess.web.views.underwriter.before_issue import Aged, Wanted
from scoring import Answer, Facts, Gate, Question, Result, Text, evaluate


@dataclass(frozen=True)
class Outcome:
    """What the rate would be if the item came out so; `short_of`: tiers whose condition it then misses."""

    label: str
    kind: VerdictKind
    option: str | None
    result: Result
    short_of: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """One item as declared and as found; `verified` is None while there is no final verdict."""

    key: ItemKey
    name: str
    declared: str
    verified: str | None
    verdict: Verdict | None

    @property
    def differs(self) -> bool:
        """Say whether something else was found than was declared."""
        found = self.verdict is not None and self.verdict.kind in (VerdictKind.CORRECTED, VerdictKind.REJECTED)
        return found or self.verified not in (None, self.declared)


class Dossier:
    """Everything the pages of a case show; figures are worked out when first asked for."""

    def __init__(self, case: Assessment, me: Staff) -> None:
        self.case, self.me = case, me
        self.book = facts.edition_of(case)
        self.said = facts.under_review(case)
        self.found = facts.verified(case)
        self.verdicts = facts.by_item(case)
        self.items = facts.items(case)
        self.who_declared, self.who_found = identity.declared(case), identity.judged(case)

    @cached_property
    def declared(self) -> Result:
        """The result of what was declared."""
        return evaluate(self.book, self.said)

    @cached_property
    def verified(self) -> Result:
        """The result with the verdicts given so far."""
        return evaluate(self.book, self.found)

    @property
    def mine(self) -> bool:
        """Say whether I may give verdicts now."""
        return self.case.state == State.IN_REVIEW and self.case.underwriter_id == self.me.id

    @property
    def may_take(self) -> bool:
        """Say whether I may begin, or go on, to verify it."""
        case = self.case
        return not case.editable and case.may_become(State.IN_REVIEW) and case.underwriter_id in (None, self.me.id)

    @property
    def may_recall(self) -> bool:
        """Say whether I may call it back from its company."""
        return self.case.editable and self.case.may_become(State.IN_REVIEW) and self.case.underwriter_id == self.me.id

    @cached_property
    def undecided(self) -> list[ItemKey]:
        """The items without a final verdict."""
        return facts.undecided(self.case)

    @property
    def queried(self) -> list[ItemKey]:
        """The items marked as a question to the company."""
        return [key for key in self.items if self.kind(key) == VerdictKind.QUERY]

    @property
    def tally(self) -> Counter[str]:
        """How many items have each verdict."""
        return Counter(self.verdicts[key].kind for key in self.items if key in self.verdicts)

    @cached_property
    def unsigned(self) -> list[SignatureReason]:
        """The reasons that the signature given so far, if any, does not meet, while the case is under review."""
        return signatures.unmet(self.case) if self.case.state == State.IN_REVIEW else []

    @cached_property
    def unshown(self) -> list[ItemKey]:
        """The items that want a file or a check, and have neither."""
        return showing.unshown(self.case)

    @property
    def may_sign(self) -> bool:
        """Say whether I am the second underwriter who is wanted."""
        return not self.unshown and queues.wants_signature(self.case) and signatures.may_sign(self.case, self.me)

    @property
    def ready(self) -> bool:
        """Say whether a certificate could be issued now."""
        return (
            self.mine
            and self.verified.rate > 0
            and not (self.undecided or self.unsaid or self.unshown or self.unsigned)
        )

    @cached_property
    def certificate(self) -> Certificate | None:
        """The newest certificate that came of the case."""
        return issued.of(self.case)

    @property
    def standing(self) -> Standing | None:
        """How the certificate stands today; None where there is none."""
        return standings.today(self.certificate)

    @cached_property
    def written(self) -> dict[str, answers.Said]:
        """Answer, note and who was asked, by question, as declared."""
        return answers.said(self.case)

    @cached_property
    def contradictions(self) -> list[contradictions.Contradiction]:
        """What disagrees in the facts as found so far."""
        return contradictions.find(self.book, self.found)

    def kind(self, key: ItemKey) -> str | None:
        """Return the verdict on an item as a word of VerdictKind."""
        return self.verdicts[key].kind if key in self.verdicts else None

    def at(self, address: str) -> ItemKey:
        """Return the item at an address such as "answer:remote-mfa"; raises NotFound."""
        subject, _colon, item = address.partition(":")
        if (subject, item) not in self.items:
            raise NotFound
        return subject, item

    def after(self, key: ItemKey | None = None) -> ItemKey | None:
        """Return the next item without a verdict, after the last the first again; None where all have one."""
        start = self.items.index(key) + 1 if key else 0
        in_turn = self.items[start:] + self.items[:start]
        return next((other for other in in_turn if other not in self.verdicts), None)

    def groups(self) -> list[tuple[str, list[ItemKey]]]:
        """The items under headings: who the company is, its profile, the domains, the particulars, the credits."""
        kinds = {kind: [key for key in self.items if key[0] == kind] for kind in Subject}
        found = [(_("Who the company is"), kinds[Subject.IDENTITY]), (_("About the company"), kinds[Subject.FACT])]
        for domain in self.book.domains.values():
            keys = [(Subject.ANSWER.value, question) for question in domain.questions]
            found.append((formats.text(domain.name), [key for key in keys if key in self.items]))
        found.append((_("Particulars"), kinds[Subject.PARTICULAR]))
        return [(heading, keys) for heading, keys in [*found, (_("Credits"), kinds[Subject.CREDIT])] if keys]

    def name(self, key: ItemKey) -> str:
        """The short name of an item."""
        return name_of(self.book, key)

    def label(self, key: ItemKey, of: Facts) -> str:
        """What the facts say of an item, in a word or two."""
        subject, item = key
        if subject == Subject.IDENTITY:
            return companies.identified((self.who_declared if of is self.said else self.who_found)[item])
        if subject == Subject.FACT:
            return str(_("Yes") if of.profile[item] else _("No"))
        if subject == Subject.CREDIT:
            return str(_("Held") if item in of.credits else _("Not counted"))
        if subject == Subject.PARTICULAR:
            return told_in_words(self.book.particulars[item], of.particulars.get(item))
        answer = of.answers.get(item)
        return _("0 points") if answer is None else formats.text(self.answer_text(item, answer, of.as_of))

    def declared_as(self, question: str) -> str:
        """Return the option for which an answer stood when it was declared."""
        return option_of(self.book.questions[question], self.said.answers[question], self.said.as_of)

    def found_as(self, question: str) -> str:
        """Return the option for which a declared answer stands on the day of the decision."""
        return option_of(self.book.questions[question], self.said.answers[question], self.found.as_of)

    @cached_property
    def aged(self) -> list[Aged]:
        """The answers by day that stand for another option on the day of the decision than when they were declared."""
        ages = [self.age(question) for question in self.found.answers]
        return [age for age in ages if age is not None and age.before != age.after]

    def age(self, question: str) -> Aged | None:
        """Say how a day ages until the decision; None for an answer that is none."""
        return before_issue.age(self.book.questions[question], self.said, self.found)

    @cached_property
    def words_wanted(self) -> list[Wanted]:
        """On what a word is wanted before issue: what disagrees, what is referred; with the word that stands."""
        return before_issue.wanted(self.case, self.contradictions, self.name)

    @property
    def unsaid(self) -> list[Wanted]:
        """On what a word is still wanted."""
        return [each for each in self.words_wanted if each.remark is None]

    def answer_text(self, question: str, answer: Answer, as_of: date | None) -> Text:
        """Write an answer, with what was counted, as it stands on a day."""
        return answer_text(self.book.questions[question], answer, as_of)

    def comparisons(self) -> list[Comparison]:
        """Every item as declared and as found."""
        final = set(self.items) - set(self.undecided)
        return [
            Comparison(
                key=key,
                name=self.name(key),
                declared=self.label(key, self.said),
                verified=self.label(key, self.found) if key in final else None,
                verdict=self.verdicts.get(key),
            )
            for key in self.items
        ]

    def gates(self, question: Question) -> list[tuple[str, Gate]]:
        """The conditions of tiers that the question bears on, with the tier's name, lowest first."""
        return [
            (formats.text(tier.name), gate)
            for tier in self.book.tiers.values()
            for gate in tier.gates
            if gate.question == question.id and gate.plan in (None, self.case.plan)
        ]

    def outcomes(self, key: ItemKey) -> list[Outcome]:
        """What the rate would be for each way in which the item can come out, the best first."""
        subject, item = key
        if subject == Subject.ANSWER:
            return self._outcomes_of_answer(self.book.questions[item])
        if subject == Subject.FACT:
            said = self.said.profile[item]
            return [self._of_fact(item, value) for value in (said, not said)]
        if subject in (Subject.PARTICULAR, Subject.IDENTITY):
            return []
        without = tuple(credit for credit in self.found.credits if credit != item)
        return [
            self._outcome(key, VerdictKind.CONFIRMED, replace(self.found, credits=(*without, item))),
            self._outcome(key, VerdictKind.REJECTED, replace(self.found, credits=without)),
        ]

    def _of_fact(self, fact: str, value: bool) -> Outcome:
        kind = VerdictKind.CONFIRMED if value == self.said.profile[fact] else VerdictKind.REJECTED
        return self._outcome(
            (Subject.FACT, fact), kind, replace(self.found, profile={**self.found.profile, fact: value})
        )

    def _outcomes_of_answer(self, question: Question) -> list[Outcome]:
        key = (Subject.ANSWER.value, question.id)
        declared = self.said.answers[question.id]
        said = option_of(question, declared, self.found.as_of)
        options = list(dict.fromkeys([*reversed(question.options), said]))
        found = []
        for option in options:
            kind = VerdictKind.CONFIRMED if option == said else VerdictKind.CORRECTED
            answer = declared if option == said else option
            given = replace(self.found, answers={**self.found.answers, question.id: answer})
            label = self.label(key, given) if option == said else formats.text(question.short_label(option))
            found.append(self._outcome(key, kind, given, option, label))
        without = {other: option for other, option in self.found.answers.items() if other != question.id}
        return [*found, self._outcome(key, VerdictKind.REJECTED, replace(self.found, answers=without))]

    def _outcome(
        self, key: ItemKey, kind: VerdictKind, given: Facts, option: str | None = None, label: str | None = None
    ) -> Outcome:
        result = evaluate(self.book, given)
        missed = {gate.tier for gate in result.gates if gate.question == key[1] and not gate.met}
        names = tuple(formats.text(tier.name) for tier in self.book.tiers.values() if tier.id in missed)
        return Outcome(label or self.label(key, given), kind, option, result, names)
