"""What must hold for particulars and contradictions (docs/rules.md § 1)."""

from ...reading.faults import Fault, listed
from ...reading.tree import Tree
from .trees import Files, Found, points_to

PARTS = ("at_least", "at_most", "particulars", "facts", "credits")


def _particulars_are_whole(files: Files) -> Found:
    for particular in files.asked.at("particulars").entries():
        kind, options = particular.at("kind").word, particular.at("options")
        yield from points_to(particular.at("applies_if"), files.asked.at("profile").keys, "a profile fact")
        if kind == "choice" and len(options.keys) < 2:
            yield Fault(options.path, "is missing or has only one entry; write what can be chosen")
        if kind not in (None, "choice") and options.keys:
            yield Fault(options.path, f"is of no use, as the kind is {kind}; leave it out, or make it a choice")
        for key in ("details_if", "refer_if"):
            yield from _can_be_told(particular, particular.at(key))


def _can_be_told(particular: Tree, value: Tree) -> Found:
    """A fault where a particular can never have a value, or never be compared with it."""
    if value.value is None:
        return
    kind, told = particular.at("kind").word, particular.key
    if kind in ("text", "date"):
        yield Fault(value.path, f"is of no use, as {told} is a {kind}; leave it out")
    elif kind == "number":
        if value.whole is None or value.whole < 0:
            yield Fault(value.path, "is no number; write the whole number from which on it holds")
    elif kind in ("yes_no", "choice"):
        right = ["yes", "no"] if kind == "yes_no" else particular.at("options").keys
        if value.word not in right:
            yield Fault(value.path, f"is {value.value}, which {told} cannot be; write one of {listed(right)}")


def _contradictions_point_somewhere(files: Files) -> Found:
    questions = {question.key: files.options(question) for question in files.questions}
    credits = [credit.key for credit in files.credits] if files.tariff.keys else None
    for rule in files.asked.at("contradictions").entries():
        if isinstance(rule.value, dict) and not any(rule.at(part).keys for part in PARTS):
            yield Fault(rule.path, f"has no part, so that it would always fire; write one of {listed(PARTS)}")
        for answer in (*rule.at("at_least").entries(), *rule.at("at_most").entries()):
            yield from points_to(Tree(answer.key, answer.path), list(questions), "a question")
            yield from points_to(answer, questions.get(answer.key) or None, f"an option of {answer.key}")
        for particular in rule.at("particulars").entries():
            known = files.asked.at("particulars")
            yield from points_to(Tree(particular.key, particular.path), known.keys, "a particular")
            yield from _can_be_told(known.at(particular.key), particular)
        for key, right, kind in (
            ("facts", files.asked.at("profile").keys, "a profile fact"),
            ("credits", credits, "a credit"),
        ):
            for entry in rule.at(key).entries():
                yield from points_to(Tree(entry.key, entry.path), right, kind)


PARTICULAR_CHECKS = (_particulars_are_whole, _contradictions_point_somewhere)
