"""How a step of a way is called and how large it is: by what it asks itself, not by all that its question could."""

from typing import Literal

from scoring import Change, Edition, Text

Size = Literal["S", "M", "L"]
_SMALL, _MIDDLE = 2, 4
"""The most effort (docs/rules.md § 7) that is called small, and medium."""


def title(change: Change, edition: Edition) -> Text:
    """Say what to do: the question's action where the step goes to the top, else the answer that is aimed at."""
    question = edition.questions[change.question]
    if change.to == list(question.options)[-1]:
        return question.action
    name, goal = question.name, question.short_label(change.to)
    return Text(ja=f"{name.ja}を「{goal.ja}」に", en=f"{name.en}: to “{goal.en}”")


def size(change: Change) -> Size:
    """Say how large the effort of the step is, over all the options that it climbs."""
    if change.effort <= _SMALL:
        return "S"
    return "M" if change.effort <= _MIDDLE else "L"
