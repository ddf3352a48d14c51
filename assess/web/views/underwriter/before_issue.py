"""What an underwriter is told before a certificate is issued: days that age, and on what a word is wanted."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from assess.cases.contradictions import Contradiction
from assess.cases.facts import ItemKey
from assess.store.models import Assessment, Matter, Remark
from assess.texts import formats
from assess.texts.answers import age_text, holds_until, option_of
from assess.underwriting import matters
from scoring import Dated, Facts, Question, Text


class Aged(NamedTuple):
    """An answer by day: how old it is on the day of the decision, its option as declared and then, and until when."""

    question: str
    on: date
    judged: date
    age: Text
    before: Text
    after: Text
    until: date | None


class Wanted(NamedTuple):
    """On what a word is wanted before issue, the items that it concerns, and the word that stands, if any."""

    key: tuple[str, str]
    sentence: str
    items: tuple[ItemKey, ...]
    remark: Remark | None


def age(asked: Question, said: Facts, found: Facts) -> Aged | None:
    """Say how a declared day ages until the decision; None for an answer that is none."""
    answer, judged = said.answers.get(asked.id), found.as_of
    if not isinstance(answer, Dated) or judged is None:
        return None
    before, after = (asked.short_label(option_of(asked, answer, day)) for day in (said.as_of, judged))
    return Aged(
        asked.id, answer.on, judged, age_text(answer.on, judged), before, after, holds_until(asked, answer, judged)
    )


def wanted(case: Assessment, found: Sequence[Contradiction], name: Callable[[ItemKey], str]) -> list[Wanted]:
    """List on what a word is wanted, with the word that stands."""
    there, fired = matters.written(case), {rule.rule: rule for rule in found if rule.rule}
    listed = []
    for key in matters.wanted(case):
        matter, item = key
        if matter == Matter.CONTRADICTION:
            listed.append(Wanted(key, formats.text(fired[item].sentence), fired[item].items, there.get(key)))
        else:
            sentence = _("“%(name)s” is referred to you: may the risk be taken on?", name=name(key))
            listed.append(Wanted(key, str(sentence), (key,), there.get(key)))
    return listed
