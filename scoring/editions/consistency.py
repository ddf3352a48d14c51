"""What must hold between the entries of an edition (docs/rules.md § 1, for what docs/rules.md §§ 3–5 rest on).

Each check yields faults of one file and trusts no shape (see `tree.py`); shapes are checked by `layout.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ..reading.faults import Fault, listed, nearest
from ..reading.tree import Tree
from .edition import UNKNOWN

# The loader's own lock: it does not lean on the engine's RATE_LIMIT, so that neither falls with the other.
HIGHEST_CAP: Final = 60
Found = Iterator[Fault]


class Files:
    """The three files of an edition as trees, with the lists of entries that the checks go through."""

    def __init__(self, directory: Path, values: Mapping[str, Any]) -> None:
        self.directory = directory
        self.asked, self.tariff, self.coverage = (Tree(value) for value in values.values())
        self.scales = list(self.asked.at("scales").entries())
        self.domains = list(self.asked.at("domains").entries())
        self.questions = [question for domain in self.domains for question in domain.at("questions").entries()]
        self.tiers = list(self.tariff.at("tiers").entries())
        self.credits = list(self.tariff.at("credits").entries())
        self.groups = list(self.tariff.at("groups").entries())
        self.risks = list(self.coverage.at("risks").entries())
        self.sub_risks = [sub_risk for risk in self.risks for sub_risk in risk.at("sub_risks").entries()]
        self.accidents = [accident for sub in self.sub_risks for accident in sub.at("accidents").entries()]

    def options(self, question: Tree) -> list[str]:
        """The option ids of a question's scale; none where it has no scale that is there."""
        return self.asked.at("scales").at(question.at("scale").word or "").at("options").keys


def inconsistencies(directory: Path, values: Mapping[str, Any]) -> list[tuple[str, Fault]]:
    """Every fault between entries as (file name, fault); `values` are the three files as read, in order."""
    files = Files(directory, values)
    return [(name, fault) for name, checks in CHECKS.items() for check in checks for fault in check(files)]


def _right_directory(files: Files) -> Found:
    names = {"questionnaire": files.directory.parent.name, "edition": files.directory.name}
    for key, name in names.items():
        written = files.asked.at(key)
        if written.word is not None and written.word != name:
            yield Fault(written.path, f"is {written.word}, but its directory is {name}; let both be the same")


def _unique(entries: list[Tree]) -> Found:
    count = Counter(entry.key for entry in entries)
    seen: set[str] = set()
    for entry in entries:
        if count[entry.key] > 1 and entry.key in seen:
            yield Fault(entry.path, "is an id that is used above already; use another, as ids are unique")
        seen.add(entry.key)


def _unique_questions(files: Files) -> Found:
    yield from _unique(files.questions)


def _unique_accidents(files: Files) -> Found:
    yield from _unique(files.sub_risks)
    yield from _unique(files.accidents)


def _scales_climb(files: Files) -> Found:
    for scale in files.scales:
        before: int | None = None
        for option in scale.at("options").entries():
            if option.key == UNKNOWN:
                yield Fault(option.path, "is what every question offers anyway; leave it out, or rename it")
            factor = option.at("factor").whole
            if factor is not None and before is not None and factor < before <= 100:
                path = option.at("factor").path
                yield Fault(path, f"is {factor}, less than an option below it; write {before} or more")
            before = factor if before is None else max(before, factor or 0)


def _questions_point_somewhere(files: Files) -> Found:
    scales, facts = files.asked.at("scales").keys, files.asked.at("profile").keys
    accidents = [accident.key for accident in files.accidents] if files.coverage.keys else None
    for question in files.questions:
        yield from _points(question.at("scale"), scales, "a scale")
        yield from _points(question.at("applies_if"), facts, "a profile fact")
        for accident in question.at("mitigates").entries():
            yield from _points(accident, accidents, "an accident")
        yield from _no_repeats(question.at("mitigates"))


def _wording_fits_scale(files: Files) -> Found:
    for question in files.questions:
        wording, right = question.at("options"), files.options(question)
        if not wording.keys or not right:
            continue
        for option in wording.entries():
            yield from _points(Tree(option.key, option.path), right, "an option of the scale")
        absent = [option for option in right if option not in wording.keys]
        if absent:
            yield Fault(wording.path, f"leaves out {listed(absent)}; word all options of the scale, or none")


def _some_question_always_applies(files: Files) -> Found:
    if files.questions and all(question.at("applies_if").value is not None for question in files.questions):
        facts = listed(files.asked.at("profile").keys)
        wrong = f"holds no question for a company that says no to {facts}"
        yield Fault(("domains",), f"{wrong}; let a question have no applies_if")


def _every_accident_is_mitigated(files: Files) -> Found:
    mitigated = {entry.word for question in files.questions for entry in question.at("mitigates").entries()}
    for accident in files.accidents:
        if files.questions and accident.key not in mitigated:
            yield Fault(accident.path, "is mitigated by no question; name it under mitigates of one, or remove it")


def _tiers_climb(files: Files) -> Found:
    for lower, tier in zip(files.tiers, files.tiers[1:], strict=False):
        for key in ("score", "rate", "ceiling"):
            here, below = tier.at(key).whole, lower.at(key).whole
            if here is not None and below is not None and here < below <= 100:
                yield Fault(tier.at(key).path, f"is {here}, less than {below} a tier below; write {below} or more")


def _lowest_tier_gives_nothing(files: Files) -> Found:
    for lowest in files.tiers[:1]:
        for key in ("score", "rate", "ceiling"):
            if lowest.at(key).whole:
                value = lowest.at(key).whole
                yield Fault(lowest.at(key).path, f"is {value}; the lowest tier is for all the others: write 0")
        if list(lowest.at("gates").entries()):
            yield Fault(lowest.at("gates").path, "is not empty; the lowest tier is for all the others: write []")


def _nothing_above_the_cap(files: Files) -> Found:
    cap = files.tariff.at("cap").whole
    if cap is not None and cap > HIGHEST_CAP:
        wrong = f"is {cap}, and no discount is ever above {HIGHEST_CAP}"
        yield Fault(("cap",), f"{wrong}; write {HIGHEST_CAP} or less")
    limit = HIGHEST_CAP if cap is None else min(cap, HIGHEST_CAP)
    for tier in files.tiers:
        for key in ("rate", "ceiling"):
            value = tier.at(key).whole
            if value is not None and value > limit:
                yield Fault(tier.at(key).path, f"is {value}, above the cap; write {limit} or less")


def _gates_point_somewhere(files: Files) -> Found:
    options = {question.key: files.options(question) for question in files.questions}
    plans = files.coverage.at("plans").keys if files.coverage.keys else None
    for gate in (gate for tier in files.tiers for gate in tier.at("gates").entries()):
        question = gate.at("question")
        yield from _points(question, list(options) if files.asked.keys else None, "a question")
        yield from _points(gate.at("plan"), plans, "a plan")
        right = options.get(question.word or "")
        yield from _points(gate.at("at_least"), right or None, f"an option of {question.word}")


def _credits_point_somewhere(files: Files) -> Found:
    groups = [group.key for group in files.groups]
    for credit in files.credits:
        yield from _points(credit.at("group"), groups, "a group")
        yield from _points(credit.at("excluded_by"), groups, "a group")
        if credit.at("group").value is not None and credit.at("excluded_by").value is not None:
            yield Fault(credit.path, "has both group and excluded_by; keep one, lest credits exclude each other")
        if credit.at("active").value is False and credit.at("inactive_because").value is None:
            yield Fault(credit.path, "is not active, but nothing says why; write inactive_because")


def _bonuses_are_of_their_group(files: Files) -> Found:
    for group in files.groups:
        members = [credit.key for credit in files.credits if credit.at("group").word == group.key]
        when = group.at("bonus").at("when")
        for credit in when.entries():
            yield from _points(credit, members, f"a credit of {group.key}")
        yield from _no_repeats(when)


def _no_credit_lowers_the_rate(files: Files) -> Found:
    """A group's smallest credit must make up for all it excludes, else to hold it costs points (docs/rules.md § 8)."""
    for group in files.groups:
        members = [c.at("points").whole for c in files.credits if c.at("group").word == group.key]
        excluded = [c for c in files.credits if c.at("excluded_by").word == group.key]
        lost = sum(c.at("points").whole or 0 for c in excluded)
        least = min((points for points in members if points), default=lost)
        if lost > least:
            wrong = f"makes {lost} points excluded by {group.key}, so that its smallest credit lowers the rate"
            yield Fault(excluded[0].at("points").path, f"{wrong}; let them be {least} or less together")


def _plans_are_known(files: Files) -> Found:
    plans = files.coverage.at("plans").keys
    for entry in (*files.risks, *files.coverage.at("cost_events").entries()):
        for plan in entry.at("plans").entries():
            yield from _points(plan, plans, "a plan")
        yield from _no_repeats(entry.at("plans"))


def _points(pointer: Tree, right: list[str] | None, kind: str) -> Found:
    """A fault if an id points nowhere; `right` is None where what it points into could not be read."""
    if right is not None and pointer.word is not None and pointer.word not in right:
        there = f"there are {listed(right)}{nearest(pointer.word, right)}"
        yield Fault(pointer.path, f"is {pointer.word}, which is not {kind}; {there}")


def _no_repeats(words: Tree) -> Found:
    seen: set[str | None] = set()
    for word in words.entries():
        if word.word is not None and word.word in seen:
            yield Fault(word.path, f"is {word.word}, which the list already holds; keep one")
        seen.add(word.word)


CHECKS: Mapping[str, tuple[Callable[[Files], Found], ...]] = {
    "questions.yaml": (
        _right_directory,
        _unique_questions,
        _scales_climb,
        _questions_point_somewhere,
        _wording_fits_scale,
        _some_question_always_applies,
    ),
    "tariff.yaml": (
        _tiers_climb,
        _lowest_tier_gives_nothing,
        _nothing_above_the_cap,
        _gates_point_somewhere,
        _credits_point_somewhere,
        _bonuses_are_of_their_group,
        _no_credit_lowers_the_rate,
    ),
    "coverage.yaml": (_unique_accidents, _every_accident_is_mitigated, _plans_are_known),
}
