"""つじつまの確認: answers that can hardly be true together, by the edition's own texts.

A finding is a reason to look twice, never a verdict: each sentence says what to ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import scoring
from scoring import UNKNOWN, Edition, Facts, Text, as_options, contradictions_in

Subject = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """Answers that disagree where each stands at or above `at_least` and at or below `at_most`."""

    sentence: Text
    at_least: Mapping[str, str]
    at_most: Mapping[str, str]


@dataclass(frozen=True)
class Contradiction:
    """A disagreement, and the items (subject, id) beside which it is shown; `rule` is its id in the edition, if any."""

    sentence: Text
    items: tuple[Subject, ...]
    rule: str = ""


RULES: Final = (
    Rule(
        at_least={"endpoint-defence": "edr-monitored"},
        at_most={"alert-watch": "daily"},
        sentence=Text(
            ja="端末の防御は「24時間監視」ですが、警報の見守りは「24時間」ではありません。"
            "夜間・休日に端末を切り離せる人がいるか、どちらかの回答を照会してください。",
            en="The devices are said to be watched round the clock, but the alerts are not. "
            "Query one of the two: is there anyone who can isolate a device at night and on holidays?",
        ),
    ),
    Rule(
        at_least={"alert-watch": "round-the-clock"},
        at_most={"endpoint-defence": "none"},
        sentence=Text(
            ja="警報の見守りは「24時間」ですが、端末の防御が入っていない機器があります。"
            "端末の警報を含まない監視は「毎営業日」までです。何を見ているかを確かめてください。",
            en="Alerts are said to be watched round the clock, but some devices have no protection that "
            "could give one. Monitoring without them is “Every working day” at best: check what they watch.",
        ),
    ),
    Rule(
        at_least={"endpoint-defence": "edr-most"},
        at_most={"asset-inventory": "none"},
        sentence=Text(
            ja="端末の防御は台数の割合で答えていますが、機器の台帳は「なし」です。"
            "全部で何台あるかを何で数えたのかを確かめてください。",
            en="The defence of devices is answered as a share of them all, but there is no inventory. "
            "Check how the total was counted.",
        ),
    ),
    Rule(
        at_least={"restore-test": "within-24-months"},
        at_most={"backup-coverage": "none"},
        sentence=Text(
            ja="復元試験を行ったという回答ですが、定期バックアップは「なし」です。何から、何を戻したのかを確かめてください。",
            en="A restore test is said to have been done, but nothing is backed up regularly. "
            "Check what was restored, and from what.",
        ),
    ),
    Rule(
        at_least={"backup-isolation": "most"},
        at_most={"backup-coverage": "none"},
        sentence=Text(
            ja="切り離した控えは「大半」以上ですが、定期バックアップは「なし」です。"
            "控えをいつ、どのように作ったのかを確かめてください。1か月より古い控えは数えません。",
            en="Most data is said to have an isolated copy, but nothing is backed up regularly. "
            "Check when and how the copy is made; one more than a month old does not count.",
        ),
    ),
    Rule(
        at_least={"incident-exercise": "within-24-months"},
        at_most={"incident-plan": "none"},
        sentence=Text(
            ja="机上訓練を行ったという回答ですが、事故の手順と連絡先は「なし」です。"
            "訓練は手順書どおりに判断と連絡を試すものです。何に沿って行ったのかを確かめてください。",
            en="A table-top exercise is said to have been held, but there is no incident plan. "
            "The exercise tries out the plan: check what was followed.",
        ),
    ),
    Rule(
        at_least={"incident-exercise": "within-24-months"},
        at_most={"accountable-executive": "none"},
        sentence=Text(
            ja="机上訓練を行ったという回答ですが、責任を負う役員は「なし」です。"
            "訓練は、経営の責任者かその代行が出席したものだけを数えます。誰が出席したのかを確かめてください。",
            en="A table-top exercise is said to have been held, but no executive is accountable. "
            "It counts only if that executive or a deputy took part: check who did.",
        ),
    ),
)

_SAID_BEFORE = Text(
    ja="いまは「いいえ」ですが、関係する設問「{question}」には「{option}」と答えています。"
    "初めは「はい」だったと考えられます。あとから「いいえ」に変えた理由を確かめてください。",
    en="Now the answer is no, yet the question “{question}”, asked only after a yes, has the answer "
    "“{option}”. It must have been yes at first: check why it was changed.",
)


def find(edition: Edition, said: Facts) -> list[Contradiction]:
    """Return what disagrees in the facts: by the edition's own rules, or by those here where it has none."""
    if edition.contradictions:
        return [Contradiction(rule.say, _items(rule), rule.id) for rule in contradictions_in(edition, said)]
    return [_finding(rule) for rule in RULES if _holds(rule, edition, said)] + _turned(edition, said)


def _items(rule: scoring.Contradiction) -> tuple[Subject, ...]:
    kinds = {"answer": [*rule.at_least, *rule.at_most], "fact": rule.facts, "credit": rule.credits}
    return tuple((kind, item) for kind, items in (kinds | {"particular": rule.particulars}).items() for item in items)


def _finding(rule: Rule) -> Contradiction:
    return Contradiction(rule.sentence, tuple(("answer", question) for question in [*rule.at_least, *rule.at_most]))


def _holds(rule: Rule, edition: Edition, said: Facts) -> bool:
    reached = (_place(edition, said, question, option, 1) for question, option in rule.at_least.items())
    missed = (_place(edition, said, question, option, -1) for question, option in rule.at_most.items())
    return all(reached) and all(missed)


def _place(edition: Edition, said: Facts, question: str, option: str, direction: int) -> bool:
    """Say whether the answer stands at the option or beyond it; one unknown or missing never does."""
    asked = edition.questions.get(question)
    answer = as_options(edition, said).get(question)
    if asked is None or answer is None or answer == UNKNOWN or not _asked(asked.applies_if, said):
        return False
    order = list(asked.options)
    return option in order and (order.index(answer) - order.index(option)) * direction >= 0


def _asked(fact: str | None, said: Facts) -> bool:
    return fact is None or said.profile[fact]


def _turned(edition: Edition, said: Facts) -> list[Contradiction]:
    """A fact that is "no" although the question that it opens had been answered with more than nothing."""
    found = []
    for question in edition.questions.values():
        answer = as_options(edition, said).get(question.id, UNKNOWN)
        if question.applies_if is None or said.profile[question.applies_if] or answer == UNKNOWN:
            continue
        if question.options[answer].factor == 0:
            continue
        option = question.short_label(answer)
        sentence = Text(
            ja=_SAID_BEFORE.ja.format(question=question.name.ja, option=option.ja),
            en=_SAID_BEFORE.en.format(question=question.name.en, option=option.en),
        )
        found.append(Contradiction(sentence, (("fact", question.applies_if),)))
    return found
